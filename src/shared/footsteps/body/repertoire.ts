import { createSurfaceTable, type SurfaceTable } from "../brain/materials";
import { eachWithin, type Manner, packOf } from "../brain/parts";
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
	packFor: (surface: string | undefined, manner: Manner) => FootstepPack | undefined;
	/** The same among all packs, ready or not. */
	known: (surface: string, manner: Manner) => FootstepPack | undefined;
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
	}

	function soundsOf(pack: FootstepPack | undefined): ReadonlyArray<StepVariant> {
		return (pack && playable.get(pack)) ?? NOTHING;
	}

	const sounds = (pack: FootstepPack): boolean => !soundsOf(pack).isEmpty();

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
				eachWithin(pack, inner => collect(inner, wanted));
			}
			surfaces = createSurfaceTable(names, fallback);
			return wanted;
		},
		sift: () => {
			audible = false;
			for (const [, pack] of packs) {
				siftPack(pack);
				eachWithin(pack, siftPack);
			}
		},
		// An empty pack hands over to the fallback; nobody hears another surface's jump.
		packFor: (surface, manner) => {
			const pack = packOf(surface !== undefined ? packs.get(surface) : undefined, manner, sounds);
			if (manner.gait === "jump" || (pack !== undefined && sounds(pack))) return pack;
			return surfaces.fallback !== undefined ? packs.get(surfaces.fallback) : undefined;
		},
		known: (surface, manner) => packOf(packs.get(surface), manner, pack => !pack.variants.isEmpty()),
		clear: () => {
			packs.clear();
			playable.clear();
		},
	};
}
