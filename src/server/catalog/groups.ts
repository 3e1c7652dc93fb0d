import type { Track } from "../../shared/wire/music";
import type { AlbumGroup, ArtistGroup } from "../../shared/wire/results";

type Counted<T> = T & { track_count: number };

/** The grouped view by artist, in order of appearance. */
export function groupArtists(tracks: Track[]): ArtistGroup[] {
	const groups = new Map<string, Counted<ArtistGroup>>();
	const list = new Array<ArtistGroup>();
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
export function groupAlbums(tracks: Track[]): AlbumGroup[] {
	const groups = new Map<string, Counted<AlbumGroup>>();
	const list = new Array<AlbumGroup>();
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
