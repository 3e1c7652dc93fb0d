import { readFileSync } from "node:fs";
import path from "node:path";

import { namesIn, readable } from "../files.ts";
import type { Clips } from "../render/index.ts";
import { createKept } from "../render/kept.ts";

/** `123.mp3`, `123 Title.wav`: the id comes first. */
const NAME = /^(\d+)\b.*\.(wav|wave|mp3|ogg|oga|opus|flac|m4a|mp4|aac|aif|aiff|webm)$/i;

/** Files are longer in memory than sketches: five of four minutes each, in stereo. */
const MOST_SAMPLES = 128e6;

/** The files of a folder by asset id. */
export function clipFilesIn(folder: string): ReadonlyMap<string, string> {
	return new Map(
		namesIn(folder).flatMap(name => {
			const [, id] = NAME.exec(name) ?? [];
			return id === undefined ? [] : [[id, readable(path.join(folder, name))] as const];
		}),
	);
}

/**
 * The user's own files, and others' clips where there is none.
 *
 * @param onUnreadable - told once for each file that is no sound
 */
export function ownClips(
	files: ReadonlyMap<string, string>,
	otherwise: Clips,
	onUnreadable: (file: string) => void,
): Clips {
	const unreadable = new Set<string>();
	const read = async (file: string, context: BaseAudioContext): Promise<AudioBuffer | undefined> => {
		const bytes = readFileSync(file);
		try {
			return await context.decodeAudioData(Uint8Array.from(bytes).buffer);
		} catch {
			unreadable.add(file);
			onUnreadable(file);
			return undefined;
		}
	};
	const kept = createKept(read, MOST_SAMPLES);
	return {
		load: async (clip, context) => {
			const file = files.get(clip);
			const own = file === undefined || unreadable.has(file) ? undefined : await kept(file, context);
			return own ?? otherwise.load(clip, context);
		},
	};
}
