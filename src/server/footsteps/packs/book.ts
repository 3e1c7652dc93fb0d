import type { Clock } from "../../../shared/clock/clock";
import { settle } from "../../../shared/clock/settle";
import { PARTS } from "../../../shared/footsteps/brain/parts";
import type { FootstepPack, SurfaceSource } from "../../../shared/footsteps/types";
import { isFinite } from "../../../shared/sound/loudness";
import type { Problem } from "../../../shared/wire/problem";
import type { SfxTrack } from "../../../shared/wire/sfx";
import type { CatalogPort, Manifest } from "../../catalog/port";
import { askSource, createSourceBook, isLasting, keyOf } from "../../sources";
import { footstepMessages } from "../messages";
import type { PackTuning } from "../options";
import { createSlot, type Slot, type SlotPorts } from "./slot";

/** What the book needs from its surroundings. */
export interface PackBookPorts {
	catalog: CatalogPort;
	manifest?: Manifest;
	clock: Clock;
	/** A number in [0, 1). */
	random: () => number;
	/** Packs have changed. */
	changed: () => void;
	/** Tells whoever writes the game of a surface that will hardly have its sounds, once until it has. */
	warn: (text: string) => void;
}

/** All packs of one footsteps. */
export interface PackBook {
	readonly packs: Map<string, FootstepPack>;
	/** Asks for what is missing, everything at once; yields until all answers are in. @returns the first problem */
	resolve: () => Problem | undefined;
	/** Whether any pack plays the sound. */
	uses: (assetId: string) => boolean;
	/** Takes a sound that does not load out of all packs; the first one of a pack stays where it is the last. */
	drop: (assetId: string) => void;
	/** The sound is worth another try. */
	restore: (assetId: string) => void;
	destroy: () => void;
}

/** The slots of all surfaces, in the order of their keys, and their packs by surface. */
function createSlots(ports: SlotPorts, surfaces: Record<string, SurfaceSource>) {
	const slots = new Array<Slot>();
	const packs = new Map<string, FootstepPack>();

	function add(key: string, surface: string, input: SurfaceSource): FootstepPack {
		const slot = createSlot(ports, key, surface, input);
		slots.push(slot);
		if (!typeIs(input, "table")) return slot.pack;
		for (const part of PARTS) {
			const inner = input[part];
			if (inner !== undefined) slot.pack[part] = add(`${key}/${part}`, surface, inner);
		}
		for (const [name, inner] of pairs(input.footwear ?? {})) {
			slot.pack.footwear ??= {};
			slot.pack.footwear[name] = add(`${key}/footwear/${name}`, surface, inner);
		}
		return slot.pack;
	}

	for (const [surface, input] of pairs(surfaces)) packs.set(surface, add(surface, surface, input));
	slots.sort((a, b) => a.key < b.key);
	return { slots, packs };
}

/** Makes the packs of all surfaces. Those that could not be had grow in place when a later attempt succeeds. */
export function createPackBook(
	ports: PackBookPorts,
	surfaces: Record<string, SurfaceSource>,
	tuning: PackTuning,
): PackBook {
	const rows = new Map<string, SfxTrack>();
	const failed = new Set<string>();
	/** Keys of slots that were complained of. */
	const unresolved = new Set<string>();
	/** An unknown length is taken at its word. */
	const fits = ({ duration }: SfxTrack) => !isFinite(duration) || duration <= tuning.maxDuration;
	const { slots, packs } = createSlots({ manifest: ports.manifest, tuning, failed, rows, fits }, surfaces);
	let dirty = false;

	const sources = createSourceBook<"sfx">({
		clock: ports.clock,
		random: ports.random,
		// Steps are about to be heard, so they go first.
		ask: (source, count) => {
			const see = (seen: ReadonlyArray<SfxTrack>) => seen.forEach(row => rows.set(row.asset_id, row));
			return askSource(ports.catalog, source, { count, fits, see }, { priority: "sound" });
		},
		changed: key => {
			const held = sources.get(key)!;
			for (const slot of slots) {
				if (slot.wish === undefined || keyOf(slot.wish.source) !== key) continue;
				slot.take(held);
				complain(slot);
			}
			dirty = true;
			tell();
		},
	});

	function complain({ key, pack: { problem } }: Slot): void {
		if (problem === undefined) unresolved.delete(key);
		else if (isLasting(problem) && !unresolved.has(key)) {
			unresolved.add(key);
			ports.warn(footstepMessages.unresolved(key, problem.message));
		}
	}

	/** All answers of a moment are one change. */
	function tell(): void {
		if (!dirty || !sources.isSettled()) return;
		dirty = false;
		// One surface's answer may hold another's hero.
		rebuild();
	}

	function rebuild(): void {
		for (const slot of slots) slot.rebuild();
		ports.changed();
	}

	function uses(assetId: string): boolean {
		return slots.some(slot => slot.uses(assetId));
	}

	return {
		packs,
		uses,
		resolve: () => {
			sources.hurry();
			for (const { wish } of slots) if (wish !== undefined) sources.want(wish.source, wish.count);
			settle<true>(done => sources.whenSettled(() => done(true)));
			return slots.find(({ pack }) => pack.problem !== undefined)?.pack.problem;
		},
		drop: assetId => {
			if (failed.has(assetId) || !uses(assetId)) return;
			failed.add(assetId);
			rebuild();
		},
		restore: assetId => {
			if (failed.delete(assetId)) rebuild();
		},
		destroy: sources.destroy,
	};
}
