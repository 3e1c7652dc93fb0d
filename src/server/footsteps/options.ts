import type { Tuning } from "../../shared/footsteps/tuning";
import type { FootstepOptions, Stride } from "../../shared/footsteps/types";
import { isFinite } from "../../shared/sound/loudness";
import { footstepMessages } from "./messages";

/** What decides how packs are made; known to the side that resolves. */
export interface PackTuning {
	variants: number;
	maxDuration: number;
}

const DEFAULTS = {
	variants: 6,
	maxDuration: 1.2,
	pitch: 1,
	level: 1.5,
	avoid: 2,
	runSpeed: 20,
	range: 80,
	voices: 24,
	volume: 0.5,
	marker: "AudioScapeStep",
};

type NumberOption =
	"variants" | "maxDuration" | "pitch" | "level" | "avoid" | "runSpeed" | "range" | "voices" | "volume";

function numberOption(
	options: FootstepOptions,
	name: NumberOption,
	least: number,
	warnOf: (text: string) => void,
): number {
	const value: unknown = options[name];
	if (value === undefined) return DEFAULTS[name];
	if (isFinite(value) && value >= least) return value;
	warnOf(footstepMessages.badNumber(name, tostring(value), DEFAULTS[name]));
	return DEFAULTS[name];
}

function strideOption(stride: unknown): Stride | undefined {
	if (isFinite(stride)) return stride > 0 ? stride : undefined;
	if (!typeIs(stride, "table")) return undefined;
	const { walk, run } = stride as { walk?: unknown; run?: unknown };
	const walked = isFinite(walk) && walk > 0 ? walk : undefined;
	const ran = isFinite(run) && run > 0 ? run : undefined;
	if (walked === undefined && ran === undefined) return undefined;
	return { walk: walked ?? ran!, run: ran ?? walked! };
}

/** Fills in the defaults of playing. What cannot be used is said once and replaced by its default. */
export function tuningOf(options: FootstepOptions, warnOf: (text: string) => void): Tuning {
	let fallback = options.fallback;
	if (fallback !== undefined && options.surfaces[fallback] === undefined) {
		warnOf(footstepMessages.unknownFallback(tostring(fallback)));
		fallback = undefined;
	}
	return {
		fallback,
		pitch: numberOption(options, "pitch", 0, warnOf),
		level: numberOption(options, "level", 0, warnOf),
		avoid: math.floor(numberOption(options, "avoid", 0, warnOf)),
		stride: strideOption(options.stride),
		runSpeed: numberOption(options, "runSpeed", 0.1, warnOf),
		range: numberOption(options, "range", 0, warnOf),
		voices: math.floor(numberOption(options, "voices", 1, warnOf)),
		volume: numberOption(options, "volume", 0, warnOf),
		replaceDefault: options.replaceDefault !== false,
		marker: options.marker ?? DEFAULTS.marker,
		seed: isFinite(options.seed) ? options.seed : undefined,
	};
}

/** Fills in the defaults of making packs. */
export function packTuningOf(options: FootstepOptions, warnOf: (text: string) => void): PackTuning {
	return {
		variants: math.floor(numberOption(options, "variants", 1, warnOf)),
		maxDuration: numberOption(options, "maxDuration", 0.05, warnOf),
	};
}
