import type { Track } from "../../shared/wire/music";

/** Tracks in an order of the game's own, and where the playing stands. Changed by the functions below alone. */
export interface TrackList {
	/** Everything listed, heard or not. */
	readonly tracks: Track[];
	/** Assets that do not load now: they are passed over. */
	readonly dead: Set<string>;
	/** Gives 0..1. */
	readonly random: () => number;
	/** Index of the next track; what is before it was on. */
	cursor: number;
	/** Plays in between; the list follows. */
	interlude?: Track;
	isMixed: boolean;
}

/** An empty list. */
export function createTrackList(random: () => number): TrackList {
	return { tracks: [], dead: new Set(), random, cursor: 0, isMixed: false };
}

function mix({ tracks, random }: TrackList, from: number): void {
	for (const last of $range(tracks.size() - 1, from + 1, -1)) {
		const other = from + math.floor(random() * (last - from + 1));
		const held = tracks[last]!;
		tracks[last] = tracks[other]!;
		tracks[other] = held;
	}
}

function passDead(list: TrackList): void {
	const { tracks, dead } = list;
	while (list.cursor < tracks.size() && dead.has(tracks[list.cursor]!.asset_id)) list.cursor += 1;
}

/** What comes next, first first, at most so many. */
export function upcoming({ tracks, dead, cursor, interlude }: TrackList, most: number): Track[] {
	const coming = new Array<Track>();
	if (interlude !== undefined) coming.push(interlude);
	for (const i of $range(cursor, tracks.size() - 1)) {
		if (coming.size() >= most) break;
		if (!dead.has(tracks[i]!.asset_id)) coming.push(tracks[i]!);
	}
	return coming;
}

/** Adds to the end. */
export function addTracks(list: TrackList, more: ReadonlyArray<Track>, isShuffled: boolean): void {
	const { tracks } = list;
	const from = tracks.size();
	for (const track of more) tracks.push(track);
	if (isShuffled) mix(list, from);
	list.isMixed = list.isMixed || isShuffled;
	passDead(list);
}

/** Replaces the list; the playing starts over. */
export function replaceTracks(list: TrackList, others: ReadonlyArray<Track>, isShuffled: boolean): void {
	list.tracks.clear();
	list.cursor = 0;
	list.isMixed = false;
	addTracks(list, others, isShuffled);
}

/** What comes `index` tracks from now goes on, or is passed over; those before it stay. */
export function takeFrom(list: TrackList, index: number): void {
	const { tracks, dead } = list;
	let place = index;
	if (list.interlude !== undefined) {
		if (index === 0) {
			list.interlude = undefined;
			return;
		}
		place -= 1;
	}
	for (const i of $range(list.cursor, tracks.size() - 1)) {
		if (dead.has(tracks[i]!.asset_id)) continue;
		if (place === 0) {
			tracks.insert(list.cursor, tracks.remove(i)!);
			list.cursor += 1;
			break;
		}
		place -= 1;
	}
	passDead(list);
}

/** Back to the track before the current one. @returns whether there is one */
export function backFrom(list: TrackList, current: Track): boolean {
	const { tracks, dead } = list;
	const here = tracks.indexOf(current);
	let to = (here !== -1 && here < list.cursor ? here : list.cursor) - 1;
	while (to >= 0 && dead.has(tracks[to]!.asset_id)) to -= 1;
	if (to < 0) return false;
	list.cursor = to;
	return true;
}

/** After the last track: from the first one again, shuffled anew where it was shuffled. */
export function rewind(list: TrackList): void {
	if (list.cursor < list.tracks.size()) return;
	list.cursor = 0;
	if (list.isMixed) mix(list, 0);
	passDead(list);
}

/** The asset does not load: it is passed over until it is revived. @returns whether that is news */
export function buryTrack(list: TrackList, assetId: string): boolean {
	if (list.dead.has(assetId)) return false;
	list.dead.add(assetId);
	if (list.interlude?.asset_id === assetId) list.interlude = undefined;
	passDead(list);
	return true;
}

/** The asset is worth another try. */
export function reviveTrack({ dead }: TrackList, assetId: string): void {
	dead.delete(assetId);
}
