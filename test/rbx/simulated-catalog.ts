import type { TopUp } from "../../src/server/radio/brain/spring";
import type { Track } from "../../src/shared/wire/music";

/** How many tracks, and of how many genres that lie side by side from calm to wild. */
const TRACKS = 900;
const GENRES = 9;
const MOST_LIKES = 200;
/** What a search understands of energy, as people say it. */
const ENERGY_OF: Record<string, number> = {
	quiet: -0.8,
	slow: -0.7,
	calm: -0.7,
	relaxed: -0.4,
	mellow: -0.4,
	groovy: 0,
	upbeat: 0.4,
	lively: 0.4,
	energetic: 0.8,
	intense: 0.9,
};

interface Answer {
	rows: Track[];
	following?: number;
}

/** A catalog without a server: likes lie near by energy and genre, searches understand genres and some words of energy. */
export function createSimulatedCatalog(seed: number) {
	const random = new Random(seed);
	const tracks = new Array<Track>();
	for (let i = 0; i < TRACKS; i++) {
		const genre = i % GENRES;
		const home = -1 + (2 * genre) / (GENRES - 1);
		const arousal = math.clamp(home + random.NextNumber(-0.35, 0.35), -1, 1);
		tracks.push({
			asset_id: tostring(1000 + i),
			name: `song ${i}`,
			artist: `artist ${i % 90}`,
			genre_slug: `genre-${genre}`,
			duration: random.NextInteger(120, 220),
			bpm: random.NextInteger(80, 160),
			loudness_lufs: -14,
			mood: { arousal },
		});
	}
	const genreOf = ({ genre_slug }: Track): number => tonumber(genre_slug!.sub(7))!;

	/** Nearest first. */
	function sorted(distance: (track: Track) => number, keep: (track: Track) => boolean): Track[] {
		const far = new Map<Track, number>();
		for (const track of tracks) if (keep(track)) far.set(track, distance(track));
		const found = tracks.filter(track => far.has(track));
		found.sort((a, b) => far.get(a)! < far.get(b)!);
		return found.map((track): Track => ({ ...track, score: math.exp(-far.get(track)!) }));
	}

	function likesOf(id: string): Track[] {
		const anchor = tracks.find(track => track.asset_id === id);
		if (anchor === undefined) return [];
		const distance = (track: Track): number => {
			const genres = math.abs(genreOf(track) - genreOf(anchor)) / GENRES;
			return math.abs(track.mood!.arousal! - anchor.mood!.arousal!) + genres + (tonumber(track.asset_id)! % 7) / 20;
		};
		const likes = sorted(distance, track => track !== anchor);
		return likes.filter((_, index) => index < MOST_LIKES);
	}

	function search(query: string, genres: ReadonlyArray<string> | undefined): Track[] {
		const wanted = new Array<number>();
		for (const [word, energy] of pairs(ENERGY_OF)) if (query.find(word)[0] !== undefined) wanted.push(energy);
		const energy = wanted.isEmpty() ? undefined : wanted.reduce((sum, one) => sum + one, 0) / wanted.size();
		const distance = (track: Track): number => {
			const isNamed = query.find(track.genre_slug!, 1, true)[0] !== undefined;
			const off = energy !== undefined ? math.abs(track.mood!.arousal! - energy) : 0;
			return off / 2 + (isNamed ? 0 : 0.5) + (tonumber(track.asset_id)! % 11) / 40;
		};
		return sorted(distance, track => genres === undefined || genres.includes(track.genre_slug!));
	}

	return {
		tracks,
		answer({ source, offset, limit }: TopUp): Answer {
			let all = new Array<Track>();
			if (source.kind === "assets") all = tracks.filter(({ asset_id }) => source.ids.includes(asset_id));
			else if (source.kind === "similar") all = likesOf(source.id);
			else if (source.kind === "search") all = search(source.query, source.filters?.genres);
			const rows = all.filter((_, index) => index >= offset && index < offset + limit);
			return { rows, following: offset + limit < all.size() ? offset + limit : undefined };
		},
	};
}
