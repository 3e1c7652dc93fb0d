import type { Track } from "../../shared/wire/music";

/** The grouped view by artist, in order of appearance. */
export function groupArtists(tracks: Track[]): Array<{ name: string; track_count: number }> {
	const groups = new Map<string, { name: string; track_count: number }>();
	const list = new Array<{ name: string; track_count: number }>();
	for (const { artist } of tracks) {
		if (artist === undefined) continue;
		let group = groups.get(artist);
		if (group === undefined) {
			group = { name: artist, track_count: 0 };
			groups.set(artist, group);
			list.push(group);
		}
		group.track_count += 1;
	}
	return list;
}

/** The grouped view by album and artist, in order of appearance. */
export function groupAlbums(tracks: Track[]): Array<{ name: string; artist: string; track_count: number }> {
	const groups = new Map<string, { name: string; artist: string; track_count: number }>();
	const list = new Array<{ name: string; artist: string; track_count: number }>();
	for (const { album, artist } of tracks) {
		if (album === undefined) continue;
		const key = `${album}\n${artist}`;
		let group = groups.get(key);
		if (group === undefined) {
			group = { name: album, artist, track_count: 0 };
			groups.set(key, group);
			list.push(group);
		}
		group.track_count += 1;
	}
	return list;
}
