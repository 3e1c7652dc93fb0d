import { Failure } from "./failure.ts";
import { messages } from "./messages.ts";

export type AudioFormat = "wav" | "flac" | "mp3" | "ogg";

/** A generated sound, as it came. */
export interface Clip {
	bytes: Buffer;
	format: AudioFormat;
	seed?: number;
	/** Which of the clips of one request it is, from 1. */
	variant?: number;
	taskId?: string;
}

/** What Roblox calls them. */
export const MEDIA_TYPES: Readonly<Record<AudioFormat, string>> = {
	wav: "audio/wav",
	flac: "audio/flac",
	mp3: "audio/mpeg",
	ogg: "audio/ogg",
};

/** By its content type; by its first bytes where that says nothing. */
export function formatOf(what: string, type: string, bytes: Buffer): AudioFormat {
	if (/wav/.test(type)) return "wav";
	if (/flac/.test(type)) return "flac";
	if (/mpeg|mp3/.test(type)) return "mp3";
	if (/ogg|opus|vorbis/.test(type)) return "ogg";
	const start = bytes.toString("latin1", 0, 4);
	if (start === "RIFF") return "wav";
	if (start === "fLaC") return "flac";
	if (start === "OggS") return "ogg";
	if (start.startsWith("ID3") || (bytes[0] === 0xff && (bytes[1]! & 0xe0) === 0xe0)) return "mp3";
	throw new Failure("bad-response", messages.notAudio(what, type));
}

/** Audio that is there. */
export function clipOf(what: string, type: string, bytes: Buffer): Clip {
	if (bytes.length === 0) throw new Failure("bad-response", messages.notAudio(what, type));
	return { bytes, format: formatOf(what, type, bytes) };
}
