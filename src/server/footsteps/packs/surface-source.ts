import { isFinite } from "../../../shared/sound/loudness";
import { plainText } from "../../../shared/wire/plain-text";
import { type Accepts, readSource, type Source } from "../../sources";
import type { PackTuning } from "../options";

/** A surface's source as a game wrote it. */
export interface SurfacePlan {
	source: Source<"sfx">;
	/** How many sounds, the hero included, where the surface says so. */
	variants: number | undefined;
	/** The asset that is known without asking: it plays while nothing else is to be had. */
	hero: string | undefined;
}

const ACCEPTS: Accepts<"sfx"> = { audio: "sfx", id: "similar", forms: ["seed", "query", "assets", "playlist"] };

/** Reads the source of a surface. @returns what is wrong with it as the end of a sentence */
export function readSurface(input: unknown): LuaTuple<[plan: SurfacePlan | undefined, why: string | undefined]> {
	const [source, why] = readSource(input, ACCEPTS);
	if (source === undefined) return $tuple(undefined, why);
	const { variants } = (typeIs(input, "table") ? input : {}) as { variants?: unknown };
	const counted = source.kind === "similar" || source.kind === "search";
	const hero = source.kind === "similar" ? source.id : source.kind === "assets" ? source.ids[0] : undefined;
	return $tuple(
		{ source, hero, variants: counted && isFinite(variants) && variants >= 1 ? math.floor(variants) : undefined },
		undefined,
	);
}

/** Equal for surfaces that are made from the same: what was baked for one counts for the other. */
export function planText({ source, variants }: SurfacePlan): string {
	return plainText({ source, variants });
}

/** The source as it is asked for: longer clips are not steps. */
export function askedSource({ source }: SurfacePlan, { maxDuration }: PackTuning): Source<"sfx"> {
	if (source.kind !== "similar" && source.kind !== "search") return source;
	const { filters } = source;
	const max = math.min(filters?.duration?.max ?? maxDuration, maxDuration);
	return { ...source, filters: { ...filters, duration: { ...filters?.duration, max } } };
}
