import type { ResolvedTrack } from "./track";

/** The small playlist of one zone. */
export interface Rotation {
	/** The track that is on, chosen on first use. `undefined` while there are none. */
	current(): ResolvedTrack | undefined;
	/** What comes after, without moving on. */
	peek(): ResolvedTrack | undefined;
	/** Moves on. */
	advance(): ResolvedTrack | undefined;
	/** Makes a track the current one, for music that plays on from elsewhere. @returns whether it is in the rotation */
	adopt(id: string): boolean;
	/** An asset does not load: a spare takes its place, else it is left out while there are others. */
	drop(id: string): void;
	/** Takes new tracks, keeping the current one where it is still among them. */
	update(tracks: ReadonlyArray<ResolvedTrack>, size: number | undefined): void;
	size(): number;
}

/**
 * Every track once before any comes again, none twice in a row across the seam, and no artist twice in a row where
 * another is to be had.
 *
 * @param random returns 0 to 1
 */
export function createRotation(random: () => number): Rotation {
	let all: ReadonlyArray<ResolvedTrack> = [];
	let wanted: number | undefined;
	let active = new Array<ResolvedTrack>();
	let bag = new Array<ResolvedTrack>();
	let on: ResolvedTrack | undefined;
	const failed = new Set<string>();

	function choose(): void {
		active = [];
		for (const track of all) {
			if (failed.has(track.id)) continue;
			if (wanted !== undefined && active.size() >= wanted) break;
			active.push(track);
		}
		// With nothing left that loads, trying again is better than silence.
		if (active.isEmpty() && !all.isEmpty()) {
			failed.clear();
			active = wanted !== undefined ? all.filter((_, i) => i < wanted!) : [...all];
		}
		bag = bag.filter(track => active.some(held => held.id === track.id));
		const held = on !== undefined ? active.find(track => track.id === on!.id) : undefined;
		on = held;
	}

	function refill(): void {
		bag = [...active];
		for (const i of $range(bag.size() - 1, 1, -1)) {
			const j = math.floor(random() * (i + 1));
			const swap = bag[i]!;
			bag[i] = bag[j]!;
			bag[j] = swap;
		}
	}

	/** Where the next track lies in the bag. */
	function nextIndex(): number {
		if (bag.isEmpty()) refill();
		const free = (strict: boolean) =>
			bag.findIndex(track => {
				if (on === undefined) return true;
				if (track.id === on.id) return false;
				return !strict || track.artist === undefined || track.artist !== on.artist;
			});
		const best = free(true);
		if (best !== -1) return best;
		const other = free(false);
		return other !== -1 ? other : 0;
	}

	function take(): ResolvedTrack | undefined {
		if (active.isEmpty()) return undefined;
		if (bag.size() === 1 && on !== undefined && bag[0]!.id === on.id && active.size() > 1) bag = [];
		const at = nextIndex();
		on = bag.remove(at);
		return on;
	}

	return {
		current() {
			// The first of the answer fits best, so a zone begins with it.
			if (on === undefined && !active.isEmpty()) {
				on = active[0];
				if (bag.isEmpty()) refill();
				bag = bag.filter(track => track.id !== on!.id);
			}
			return on;
		},
		peek() {
			if (active.size() < 2) return on ?? active[0];
			if (bag.size() === 1 && on !== undefined && bag[0]!.id === on.id) bag = [];
			const at = nextIndex();
			return bag[at];
		},
		advance() {
			return active.size() < 2 ? (on ??= active[0]) : take();
		},
		adopt(id) {
			const found = active.find(track => track.id === id);
			if (found === undefined) return false;
			on = found;
			bag = bag.filter(track => track.id !== id);
			return true;
		},
		drop(id) {
			failed.add(id);
			choose();
		},
		update(tracks, size) {
			all = tracks;
			wanted = size;
			choose();
		},
		size() {
			return active.size();
		},
	};
}
