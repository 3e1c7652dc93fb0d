import type { Track } from "../../shared/wire/music";

/** Tracks in an order of the game's own, and where the playing stands. Pure: `random` gives 0..1. */
export interface TrackList {
	/** Everything listed, heard or not. */
	all(): Track[];
	/** What comes `index` tracks from now. */
	at(index: number): Track | undefined;
	/** Replaces the list; the playing starts over. */
	replace(tracks: ReadonlyArray<Track>, shuffled: boolean): void;
	add(tracks: ReadonlyArray<Track>, shuffled: boolean): void;
	/** Plays a track in between; the list follows. */
	interject(track: Track): void;
	/** The next one goes on, or is passed over. */
	take(): void;
	/** What comes `index` tracks from now goes first. */
	bringForward(index: number): void;
	/** Back to the track before the current one. @returns whether there is one */
	back(current: Track): boolean;
	/** After the last track: from the first one again, shuffled anew where it was shuffled. */
	rewind(): void;
	/** The asset does not load: it is passed over from now on. @returns whether that is news */
	bury(assetId: string): boolean;
	isDead(assetId: string): boolean;
}

/** Makes an empty list. */
export function createTrackList(random: () => number): TrackList {
	const tracks = new Array<Track>();
	const dead = new Set<string>();
	/** Index of the next track; what is before it was on. */
	let cursor = 0;
	let interlude: Track | undefined;
	let mixed = false;

	function mix(from: number): void {
		for (let last = tracks.size() - 1; last > from; last--) {
			const other = from + math.floor(random() * (last - from + 1));
			const held = tracks[last]!;
			tracks[last] = tracks[other]!;
			tracks[other] = held;
		}
	}

	function passDead(): void {
		while (cursor < tracks.size() && dead.has(tracks[cursor]!.asset_id)) cursor += 1;
	}

	/** Index of the track that comes `place` tracks from now; dead ones do not count. */
	function aliveAt(place: number): number | undefined {
		let left = place;
		for (let i = cursor; i < tracks.size(); i++) {
			if (dead.has(tracks[i]!.asset_id)) continue;
			if (left === 0) return i;
			left -= 1;
		}
		return undefined;
	}

	function add(more: ReadonlyArray<Track>, shuffled: boolean): void {
		const from = tracks.size();
		for (const track of more) tracks.push(track);
		if (shuffled) mix(from);
		mixed = mixed || shuffled;
		passDead();
	}

	return {
		all() {
			return [...tracks];
		},
		at(index) {
			const place = interlude === undefined ? index : index - 1;
			if (place < 0) return interlude;
			const found = aliveAt(place);
			return found !== undefined ? tracks[found] : undefined;
		},
		replace(others, shuffled) {
			tracks.clear();
			cursor = 0;
			mixed = false;
			add(others, shuffled);
		},
		add(more, shuffled) {
			add(more, shuffled);
		},
		interject(track) {
			interlude = track;
		},
		take() {
			if (interlude !== undefined) interlude = undefined;
			else cursor += 1;
			passDead();
		},
		bringForward(index) {
			const place = interlude === undefined ? index : index - 1;
			const found = place >= 0 ? aliveAt(place) : undefined;
			if (found === undefined) return;
			const track = tracks.remove(found)!;
			if (interlude !== undefined) {
				tracks.insert(cursor, interlude);
				interlude = track;
			} else tracks.insert(cursor, track);
		},
		back(current) {
			const here = tracks.indexOf(current);
			let to = (here !== -1 && here < cursor ? here : cursor) - 1;
			while (to >= 0 && dead.has(tracks[to]!.asset_id)) to -= 1;
			if (to < 0) return false;
			cursor = to;
			return true;
		},
		rewind() {
			if (cursor < tracks.size()) return;
			cursor = 0;
			if (mixed) mix(0);
			passDead();
		},
		bury(assetId) {
			if (dead.has(assetId)) return false;
			dead.add(assetId);
			if (interlude?.asset_id === assetId) interlude = undefined;
			passDead();
			return true;
		},
		isDead(assetId) {
			return dead.has(assetId);
		},
	};
}
