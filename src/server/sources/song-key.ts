import type { Track } from "../../shared/wire/music";
import { artistOf, titleOf } from "../../shared/wire/row-facts";

/** What tells songs and artists apart, worked out once a track. */
export interface SongKeys {
	id: string;
	/** The same for one song under two ids. */
	song: string;
	/** `undefined` for tracks of nobody known. */
	artist: string | undefined;
}

/** Lower case, without bracketed additions ("(Remastered)", "[Live]", "feat. X") and punctuation. */
function plain(text: string): string {
	let [clean] = text.lower().gsub("%b()", " ");
	[clean] = clean.gsub("%b[]", " ");
	[clean] = clean.gsub("%s+feat%.?%s.*$", "");
	[clean] = clean.gsub("%s+ft%.?%s.*$", "");
	const [letters] = clean.gsub("[%s%p%c]+", "");
	// A name of nothing but brackets and signs stays what it was.
	return letters.size() > 0 ? letters : text.lower();
}

/**
 * The keys of a track: artist and title without editions and spelling.
 *
 * @example
 * keysOf(track).song // "boardsofcanada\nroygbiv"
 */
export function keysOf(track: Track): SongKeys {
	const known = artistOf(track);
	const artist = known !== undefined ? plain(known) : undefined;
	const title = titleOf(track);
	const song = title !== "" ? `${artist ?? ""}\n${plain(title)}` : `\n${track.asset_id}`;
	return { id: track.asset_id, song, artist };
}
