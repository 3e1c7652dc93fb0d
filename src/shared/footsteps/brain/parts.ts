import type { FootstepPack, StepGait } from "../types";

/** What a surface may have beside its own sounds; footwear has names of the game's own. */
export const PARTS = ["land", "jump", "run", "sneak", "wet"] as const;

/** How a step is trodden. */
export interface Manner {
	gait: StepGait;
	wet: boolean;
	footwear: string | undefined;
}

/** Visits the packs that lie in a pack, and those that lie in these. */
export function eachWithin(pack: FootstepPack, visit: (inner: FootstepPack) => void): void {
	const enter = (inner: FootstepPack): void => {
		visit(inner);
		eachWithin(inner, visit);
	};
	for (const part of PARTS) {
		const inner = pack[part];
		if (inner !== undefined) enter(inner);
	}
	for (const [, inner] of pairs(pack.footwear ?? {})) enter(inner);
}

/** How somebody goes at a speed. */
export function gaitAt(speed: number, sneakSpeed: number, runSpeed: number): StepGait {
	if (speed >= runSpeed) return "run";
	return speed < sneakSpeed ? "sneak" : "walk";
}

/**
 * The pack of a step on a surface. The footwear's pack stands for the surface's where there is one, the wet one for that,
 * and in it the gait's own. What it lacks sounds like its steps, but a jump off, which is silent unless the surface has it.
 *
 * @param sounds whether a pack can be heard
 */
export function packOf(
	surface: FootstepPack | undefined,
	{ gait, wet, footwear }: Manner,
	sounds: (pack: FootstepPack) => boolean,
): FootstepPack | undefined {
	let pack = surface;
	const worn = footwear !== undefined ? surface?.footwear?.[footwear] : undefined;
	if (worn !== undefined && sounds(worn)) pack = worn;
	const soaked = wet ? pack?.wet : undefined;
	if (soaked !== undefined && sounds(soaked)) pack = soaked;
	if (gait === "jump") return pack?.jump ?? surface?.jump;
	const own = gait !== "walk" ? pack?.[gait] : undefined;
	return own !== undefined && sounds(own) ? own : pack;
}
