import { DEFAULT_LOUDNESS_LUFS, isFinite } from "../../shared/sound/loudness";
import { topicOfStation } from "../../shared/sound/station-gate";
import { isAmount } from "./definition";
import { messages, sourceMessages, zoneMessages } from "./messages";
import { parseSource, type SourceUse } from "./source";
import type { ZoneDefinition, ZoneOptions } from "./types";

/** The options with their defaults. */
export interface ZoneSettings {
	zones: Record<string, ZoneDefinition>;
	tag: string;
	outside?: SourceUse;
	crossfade: number;
	dwell: number;
	loudness: number | false;
	volume: number;
	soundGroup?: SoundGroup;
	listener: "character" | "camera";
	output: "players" | "server";
}

function fail(why: string): never {
	error(messages.badOptions(why), 3);
}

function amount(name: "crossfade" | "dwell" | "volume", value: unknown, fallback: number): number {
	if (value === undefined) return fallback;
	return isAmount(value) ? value : fail(zoneMessages.notNegative(name, value));
}

/** Checks the options of `createZones`; a mistake in them is raised. */
export function readOptions(options: ZoneOptions): ZoneSettings {
	const { tag = "AudioScapeZone", listener = "character", output = "players" } = options;
	const loudness = options.loudness ?? DEFAULT_LOUDNESS_LUFS;
	if (!typeIs(tag, "string") || tag === "") fail(zoneMessages.tag);
	if (listener !== "character" && listener !== "camera") fail(zoneMessages.listener(listener));
	if (output !== "players" && output !== "server") fail(zoneMessages.output(output));
	if (loudness !== false && !isFinite(loudness)) fail(zoneMessages.number("loudness", loudness));
	let outside: SourceUse | undefined;
	if (options.default !== undefined && options.default !== false) {
		const [music, why] = parseSource(options.default, topicOfStation);
		if (music === undefined) fail(`default ${why}`);
		if (output === "server" && music.source.kind === "radio") fail(`default ${sourceMessages.radioForAll}`);
		outside = music;
	}
	return {
		zones: options.zones ?? {},
		tag,
		outside,
		crossfade: amount("crossfade", options.crossfade, 3),
		dwell: amount("dwell", options.dwell, 0.4),
		loudness,
		volume: amount("volume", options.volume, 0.5),
		soundGroup: options.soundGroup,
		listener,
		output,
	};
}
