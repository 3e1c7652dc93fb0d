import type { GaitEvent } from "../brain/gait";
import { createSurfaceTable, type SurfaceTable } from "../brain/materials";
import type { FootstepPack, StepVariant } from "../types";

/** Which sounds of the packs a machine can play, and which pack a step is played from. */
export interface Repertoire {
	/** By surface. After changing it or its packs call `refresh`. */
	readonly packs: Map<string, FootstepPack>;
	/** Reads the packs anew. @returns every asset they need */
	refresh: () => ReadonlySet<string>;
	/** Finds out which sounds are ready. */
	sift: () => void;
	surfaces: () => SurfaceTable;
	/** Whether any surface can be heard. */
	audible: () => boolean;
	/** The sounds of a pack that are ready; the same list while they are the same. */
	soundsOf: (pack: FootstepPack | undefined) => ReadonlyArray<StepVariant>;
	packFor: (surface: string | undefined, event: GaitEvent) => FootstepPack | undefined;
	/** The surface of this name, or the one that stands in for a material of this name. */
	named: (surface: string) => string;
	clear: () => void;
}

const NOTHING: ReadonlyArray<StepVariant> = [];

function sameList(a: ReadonlyArray<StepVariant> | undefined, b: ReadonlyArray<StepVariant>): boolean {
	return a !== undefined && a.size() === b.size() && a.every((one, i) => one === b[i]);
}

function collect(pack: FootstepPack, into: Set<string>): void {
	for (const variant of pack.variants) into.add(variant.assetId);
	if (pack.land !== undefined) collect(pack.land, into);
	if (pack.jump !== undefined) collect(pack.jump, into);
}

/** Keeps account of what can be played. */
export function createRepertoire(fallback: string | undefined, isReady: (assetId: string) => boolean): Repertoire {
	const packs = new Map<string, FootstepPack>();
	const playable = new Map<FootstepPack, ReadonlyArray<StepVariant>>();
	let surfaces = createSurfaceTable([], undefined);
	let audible = false;

	/** The list stays the same one while its sounds do, so that bags are not dealt anew for nothing. */
	function siftPack(pack: FootstepPack): void {
		const ready = pack.variants.filter(variant => isReady(variant.assetId));
		if (!sameList(playable.get(pack), ready)) playable.set(pack, ready);
		audible = audible || !ready.isEmpty();
		if (pack.land !== undefined) siftPack(pack.land);
		if (pack.jump !== undefined) siftPack(pack.jump);
	}

	function soundsOf(pack: FootstepPack | undefined): ReadonlyArray<StepVariant> {
		return (pack && playable.get(pack)) ?? NOTHING;
	}

	return {
		packs,
		soundsOf,
		surfaces: () => surfaces,
		audible: () => audible,
		named: surface => (packs.has(surface) ? surface : (surfaces.ofMaterial(surface) ?? surface)),
		refresh: () => {
			const names: string[] = [];
			const wanted = new Set<string>();
			for (const [surface, pack] of packs) {
				names.push(surface);
				collect(pack, wanted);
			}
			surfaces = createSurfaceTable(names, fallback);
			return wanted;
		},
		sift: () => {
			audible = false;
			for (const [, pack] of packs) siftPack(pack);
		},
		// Landing and jump have packs of their own where the game gave them; an empty pack hands over to the fallback.
		packFor: (surface, event) => {
			const base = surface !== undefined ? packs.get(surface) : undefined;
			if (event === "jump") return base?.jump;
			if (event === "land" && !soundsOf(base?.land).isEmpty()) return base?.land;
			if (!soundsOf(base).isEmpty()) return base;
			return surfaces.fallback !== undefined ? packs.get(surfaces.fallback) : undefined;
		},
		clear: () => {
			packs.clear();
			playable.clear();
		},
	};
}
