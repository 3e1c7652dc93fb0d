import { PARTS } from "../../../shared/footsteps/brain/parts";
import type { FootstepPack, SurfaceSource } from "../../../shared/footsteps/types";
import type { SfxTrack } from "../../../shared/wire/sfx";
import type { Manifest } from "../../catalog/port";
import { planText, readSurface } from "./surface-source";

type BakedPacks = NonNullable<Manifest["packs"]>;

function bake(key: string, pack: FootstepPack, from: SurfaceSource | undefined, into: BakedPacks): void {
	if (pack.source !== "seed-only") {
		const rows: SfxTrack[] = [];
		for (const { row } of pack.variants) if (row !== undefined) rows.push(row);
		// Without a row of its own the first sound is the hero: the catalog does not describe it in its own answer.
		const first = pack.variants[0];
		const hero = first !== undefined && pack.source === "similar" ? first.assetId : undefined;
		// Hand-picked sounds are known without asking; a list without those that have no row would lose them.
		const whole = pack.source !== "assets" || rows.size() === pack.variants.size();
		const [plan] = readSurface(from);
		const source = plan !== undefined ? planText(plan) : undefined;
		if (!rows.isEmpty() && whole) into[key] = { source, hero, variants: rows };
	}
	const nested = typeIs(from, "table") ? from : undefined;
	for (const part of PARTS) {
		const inner = pack[part];
		if (inner !== undefined) bake(`${key}/${part}`, inner, nested?.[part], into);
	}
	for (const [name, inner] of pairs(pack.footwear ?? {})) {
		bake(`${key}/footwear/${name}`, inner, nested?.footwear?.[name], into);
	}
}

/**
 * What a manifest says of resolved packs, so that a game made from it asks nothing at run time.
 *
 * @param surfaces what the packs were made from: with it, a surface that gets another source is asked for anew
 * @example
 * footsteps.resolve();
 * manifest.packs = bakePacks(footsteps.packs, options.surfaces);
 */
export function bakePacks(
	packs: ReadonlyMap<string, FootstepPack>,
	surfaces: Readonly<Record<string, SurfaceSource>> = {},
): BakedPacks {
	const baked: BakedPacks = {};
	for (const [surface, pack] of packs) bake(surface, pack, surfaces[surface], baked);
	return baked;
}
