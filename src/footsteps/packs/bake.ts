import type { Manifest, SfxTrack } from "../../catalog/port";
import type { FootstepPack } from "../types";

type BakedPacks = NonNullable<Manifest["packs"]>;

function bake(key: string, pack: FootstepPack, into: BakedPacks): void {
	if (pack.source !== "seed-only") {
		const rows: SfxTrack[] = [];
		for (const { row } of pack.variants) if (row !== undefined) rows.push(row);
		// Without a row of its own the first sound is the hero: the catalog does not describe it in its own answer.
		const first = pack.variants[0];
		const hero = first !== undefined && pack.source === "similar" ? first.assetId : undefined;
		// Hand-picked sounds are known without asking; a list without those that have no row would lose them.
		const whole = pack.source !== "assets" || rows.size() === pack.variants.size();
		if (!rows.isEmpty() && whole) into[key] = { hero, variants: rows };
	}
	if (pack.land !== undefined) bake(`${key}/land`, pack.land, into);
	if (pack.jump !== undefined) bake(`${key}/jump`, pack.jump, into);
}

/**
 * What a manifest says of resolved packs, so that a game made from it asks nothing at run time.
 *
 * @example
 * footsteps.resolve();
 * manifest.packs = bakePacks(footsteps.packs);
 */
export function bakePacks(packs: ReadonlyMap<string, FootstepPack>): BakedPacks {
	const baked: BakedPacks = {};
	for (const [surface, pack] of packs) bake(surface, pack, baked);
	return baked;
}
