import { PARTS } from "../../shared/footsteps/brain/parts";
import type { Tuning } from "../../shared/footsteps/tuning";
import type {
	FootstepOptions,
	Footsteps,
	StepManner,
	StepPlace,
	Stride,
	SurfaceSource,
} from "../../shared/footsteps/types";
import { type Declared, option, type Read, required, tableOf } from "../../shared/options/declare";
import { flag, isFilled, isNumber, type Kind, kind, number, takeOne, text } from "../../shared/options/kinds";
import { nearest } from "../../shared/options/nearest";
import { ownOptions } from "../../shared/options/read";
import { shown } from "../../shared/options/shown";
import { choice, either, further, instance } from "../options/kinds";
import { argument, type Members, optional } from "../options/members";
import { source } from "../options/source";
import { footstepMessages as messages } from "./messages";
import { readSurface } from "./packs/surface-source";

/** What decides how packs are made; known to the side that resolves. */
export interface PackTuning {
	variants: number;
	maxDuration: number;
}

const SOURCE = "an asset id, { seed }, { query }, { assets } or { playlist }";
const NAMES = ["seed", "query", "assets", "playlist", "variants", "filters", "gain", ...PARTS, "footwear"];

const surfaceGain = number({ from: 0 });
const surfaceVariants = number({ from: 1, whole: true });
const surfaceForm = source<SurfaceSource>({
	may: SOURCE,
	names: NAMES,
	fault: value => readSurface(value)[1],
});

/** The run of wet boots on a surface is the fourth; nobody means more than this. */
const DEEPEST = 4;

/** By what characters wear. */
const footwear = (depth: number): Kind<Record<string, SurfaceSource>> => ({
	may: `a table of sources by footwear, for example { boots = "9120386436" }`,
	take: (value, path, notes) => {
		if (!typeIs(value, "table")) return undefined;
		for (const [name, given] of pairs(value as unknown as Record<string, unknown>)) {
			if (!isFilled(name)) {
				notes.fault ??= messages.badFootwear(notes.entry, path, shown(name));
				return undefined;
			}
			if (takeOne(surfaceSource(depth), given, `${path}.${name}`, notes) === undefined) return undefined;
		}
		return value as unknown as Record<string, SurfaceSource>;
	},
});

/** What a surface has beside its own sounds are sources themselves. */
const surfaceSource = (depth: number): Kind<SurfaceSource> =>
	further(surfaceForm, (given, path, notes) => {
		if (!typeIs(given, "table")) return given;
		if (depth > DEEPEST) {
			notes.fault ??= messages.tooDeep(notes.entry, path);
			return undefined;
		}
		const values = given as unknown as Record<string, unknown>;
		const parts: Array<[name: string, of: Omit<Kind<unknown>, "takes">]> = [
			["gain", surfaceGain],
			["variants", surfaceVariants],
			["footwear", footwear(depth + 1)],
		];
		for (const part of PARTS) parts.push([part, surfaceSource(depth + 1)]);
		for (const [name, of] of parts) {
			const value = values[name];
			if (value !== undefined && takeOne(of, value, `${path}.${name}`, notes) === undefined) return undefined;
		}
		return given;
	});

/** By name, or by the item of `Enum.Material` itself. */
const surfaces: Kind<FootstepOptions["surfaces"], Record<string, SurfaceSource>> = {
	may: `a table of sources by surface, for example { Grass = "9120386436" }`,
	take: (value, path, notes) => {
		if (!typeIs(value, "table")) return undefined;
		const taken: Record<string, SurfaceSource> = {};
		for (const [key, given] of pairs(value as unknown as Record<string, unknown>)) {
			const item = key as unknown;
			const name = typeIs(item, "EnumItem") && item.EnumType === (Enum.Material as unknown) ? item.Name : item;
			if (!isFilled(name)) {
				notes.fault ??= messages.badSurface(notes.entry, shown(name));
				return undefined;
			}
			const one = takeOne(surfaceSource(1), given, `${path}.${name}`, notes);
			if (one === undefined) return undefined;
			taken[name] = one as SurfaceSource;
		}
		return taken;
	},
};

const studs = number({ above: 0, unit: "studs" });
const strideParts = tableOf<{ walk: number; run: number }>()("{ walk, run }", {
	walk: option(studs),
	run: option(studs),
});

/** Either way of walking stands for both where the other is left out. */
const stride: Kind<Stride> = either(
	studs,
	further(strideParts, ({ walk, run }) => {
		const some = walk ?? run;
		return some !== undefined ? { walk: walk ?? some, run: run ?? some } : undefined;
	}),
);

export const footstepOptions = {
	surfaces: required(surfaces),
	fallback: option(text("the name of a surface")),
	variants: option(number({ from: 1, floored: true }), 6),
	maxDuration: option(number({ from: 0.05, unit: "seconds" }), 1.2),
	pitch: option(number({ from: 0, unit: "semitones" }), 1),
	level: option(number({ from: 0, unit: "decibels" }), 1.5),
	avoid: option(number({ from: 0, floored: true }), 2),
	stride: option(stride),
	sneakSpeed: option(number({ from: 0, unit: "studs a second" }), 8),
	runSpeed: option(number({ from: 0.1, unit: "studs a second" }), 20),
	range: option(number({ from: 0, unit: "studs" }), 80),
	voices: option(number({ from: 1, floored: true }), 24),
	volume: option(number({ from: 0 }), 0.5),
	soundGroup: option(instance("SoundGroup")),
	replaceDefault: option(flag, true),
	seed: option(number()),
	marker: option(text("the name of an animation marker"), "AudioScapeStep"),
} satisfies Declared<FootstepOptions>;

/** The options with their defaults, sorted by who needs them. */
export interface FootstepSettings {
	surfaces: Record<string, SurfaceSource>;
	soundGroup: SoundGroup | undefined;
	tuning: Omit<Tuning, "engine">;
	packs: PackTuning;
}

/** A fallback that is not one of the surfaces is left out and warned of: the rest can be heard all the same. */
function knownFallback(given: Read<typeof footstepOptions>, warnOf: (text: string) => void): string | undefined {
	const { fallback } = given;
	if (fallback === undefined || given.surfaces[fallback] !== undefined) return fallback;
	const names = new Array<string>();
	for (const [name] of pairs(given.surfaces)) names.push(name as string);
	warnOf(messages.unknownFallback(fallback, nearest(fallback, names)));
	return undefined;
}

/** Reads the options; what is invalid is raised in the caller's line. */
export function readFootstepOptions(input: unknown, warnOf: (text: string) => void): FootstepSettings {
	const given = ownOptions("createFootsteps", footstepOptions, input);
	return {
		surfaces: given.surfaces,
		soundGroup: given.soundGroup,
		packs: { variants: given.variants, maxDuration: given.maxDuration },
		tuning: {
			fallback: knownFallback(given, warnOf),
			pitch: given.pitch,
			level: given.level,
			avoid: given.avoid,
			stride: given.stride,
			runSpeed: given.runSpeed,
			sneakSpeed: given.sneakSpeed,
			range: given.range,
			voices: given.voices,
			volume: given.volume,
			replaceDefault: given.replaceDefault,
			marker: given.marker,
			seed: given.seed,
		},
	};
}

const stepPlace = kind<StepPlace>("a part, an attachment, a character or a position", value => {
	if (typeIs(value, "Vector3")) return isNumber(value.X) && isNumber(value.Y) && isNumber(value.Z);
	return typeIs(value, "Instance") && (value.IsA("BasePart") || value.IsA("Attachment") || value.IsA("Model"));
});
const surface = argument("surface", text("the name of a surface"));

const manner = tableOf<StepManner>()("{ gait, wet, footwear }", {
	gait: option(choice("walk", "run", "sneak", "land", "jump")),
	wet: option(flag),
	footwear: option(text("what is worn")),
});

/** What the methods of footsteps may be called with. */
export const footstepMembers: Members<Footsteps> = {
	attach: [argument("character", instance("Model"))],
	step: [surface, optional("where", stepPlace), optional("strength", number({ from: 0 })), optional("manner", manner)],
	pick: [surface, optional("manner", manner)],
};
