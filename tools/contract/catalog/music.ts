import { genres } from "../data/genres.ts";
import { artistParts, moods, titleForms, titleNouns } from "../data/moods.ts";
import { exampleTrackId } from "./ids.ts";
import { clamp, createRandom, hash, hash01, type Random } from "./random.ts";
import type { Track } from "./types.ts";

interface Artist {
	name: string;
	genre: number;
	albums: readonly string[];
}

const split = (words: string): readonly string[] => words.split(" ");
const moodNames = moods.map(m => m.name);
const genreMoods = genres.map(g => split(g.moods).map(name => moodNames.indexOf(name)));
const moodScenes = moods.map(m => split(m.scenes));
const moodAdjectives = moods.map(m => split(m.adjectives));
const nouns = new Map(Object.entries(titleNouns).map(([scene, words]) => [scene, split(words)]));
const anyNouns = nouns.get("any")!;

/** Where a genre lies: four coordinates of its own, so that genres are near or far for good. */
const genrePlace = genres.map((g, index) =>
	[0, 1, 2, 3].map(axis => (hash01(axis, g.name, index) - 0.5) * 0.5 + (axis === 0 ? g.shares[0] * 0.3 : 0)),
);
const weights = [0.32, 0.22, 0.22, 0.26, 0.22, 0.18, 0.18] as const;
const dimensions = 16;

function title(random: Random, mood: number, scene: string): string {
	const own = nouns.get(scene);
	const noun = () => random.pick(own !== undefined && random.chance(0.7) ? own : anyNouns);
	return random.pick(titleForms)(random.pick(moodAdjectives[mood]!), noun, () => random.integer(2, 2099));
}

function createArtists(random: Random, count: number): Artist[] {
	const artists: Artist[] = [];
	const names = new Set<string>();
	while (artists.length < count) {
		const plain = `${random.pick(artistParts.first)} ${random.pick(artistParts.second)}`;
		const name = names.has(plain) ? `${random.pick(artistParts.first)} & ${plain}` : plain;
		if (names.has(name)) continue;
		names.add(name);
		const genre = random.integer(0, genres.length - 1);
		const albums = Array.from({ length: random.integer(1, 4) }, () => {
			const mood = random.pick(genreMoods[genre]!);
			return title(random, mood, random.pick(moodScenes[mood]!));
		});
		artists.push({ name, genre, albums });
	}
	return artists;
}

function place(random: Random, feel: readonly number[], bpm: number, genre: number): Float32Array {
	const point = new Float32Array(dimensions);
	for (let axis = 0; axis < weights.length; axis++) point[axis] = feel[axis]! * weights[axis]!;
	point[7] = Math.log2(bpm / 100) * 0.35;
	const home = genrePlace[genre]!;
	for (let axis = 0; axis < 4; axis++) point[8 + axis] = home[axis]!;
	// What sets one recording apart from others like it.
	for (let axis = 12; axis < dimensions; axis++) point[axis] = random.next() * 0.24;
	return point;
}

function createTrack(random: Random, index: number, id: string, artist: Artist): Track {
	const genre = genres[artist.genre]!;
	const options = genreMoods[artist.genre]!;
	const first = random.chance(0.8) ? random.pick(options) : random.integer(0, moods.length - 1);
	const second = random.pick(options);
	const scene = random.pick(moodScenes[first]!);
	const [bend, slight] = [moods[first]!.bend, moods[second]!.bend];
	const feel: number[] = [];
	for (let axis = 0; axis < 7; axis++) {
		const bent = genre.feel[axis]! + bend[axis]! + slight[axis]! * 0.4 + random.bell() * 0.07;
		feel.push(clamp(bent, axis === 0 ? -1 : 0, 1));
	}
	const bpm = Math.max(50, Math.round((genre.bpm[0] + random.bell() * genre.bpm[1] * 0.6) * 10) / 10);
	const sung = random.chance(genre.shares[2]);
	const engaged = random.chance(0.9);
	const plays = engaged ? Math.floor(Math.exp(random.between(0, 14.5)) * random.next()) : 0;
	return {
		kind: "music",
		index,
		id,
		name: title(random, first, scene),
		artist: artist.name,
		album: random.pick(artist.albums),
		genre: artist.genre,
		moods: [first, second],
		scene,
		bpm,
		duration: Math.round(clamp(165 + random.bell() * 48, 60, 300) * 100) / 100,
		feel,
		electronic: random.chance(genre.shares[0]),
		acoustic: random.chance(genre.shares[1]),
		voice: sung ? (random.chance(0.5) ? "female" : "male") : "none",
		key: random.integer(0, 11),
		scale: random.chance(clamp(0.25 + feel[1]! * 0.6)) ? "major" : "minor",
		plays,
		likes: Math.floor(plays * random.between(0.001, 0.06)),
		created: random.integer(0, 2300),
		analysed: !random.chance(0.03),
		point: place(random, feel, bpm, artist.genre),
	};
}

/** The same recording once more: another upload, a remaster or a loop. Its point is all but that of the original. */
function createTwin(random: Random, index: number, id: string, original: Track): Track {
	const sameSong = random.chance(0.6) || index === 21;
	const name = sameSong
		? original.name
		: `${original.name} ${random.pick(["(Loop)", "(Remastered)", "(Short)", "- Instrumental"])}`;
	const point = original.point.map(x => x + random.bell() * 0.002);
	return {
		...original,
		index,
		id,
		name,
		album: sameSong && random.chance(0.5) ? `${original.album} (Deluxe)` : original.album,
		bpm: Math.round((original.bpm + random.between(-0.1, 0.1)) * 10) / 10,
		duration: Math.round((original.duration + random.between(-0.5, 0.5)) * 100) / 100,
		plays: Math.floor(original.plays * random.next() * 0.3),
		likes: Math.floor(original.likes * random.next() * 0.3),
		created: Math.min(2300, original.created + random.integer(0, 300)),
		analysed: true,
		point,
	};
}

/** All tracks of a seed. About one in sixteen is a near-duplicate of one before it. */
export function createMusic(seed: number, count: number, nextId: () => string): Track[] {
	const random = createRandom(hash(seed, "music"));
	const artists = createArtists(random, Math.max(4, Math.ceil(count / 12)));
	const tracks: Track[] = [];
	const base = hash(seed, "track");
	const own = createRandom(base);
	for (let index = 0; index < count; index++) {
		own.reseed(hash(base, index));
		// The first two copies are of the documented track, so that whoever starts there meets them.
		const copies = index > 22 ? own.chance(0.06) : index > 20;
		const original = copies ? tracks[index > 22 ? own.integer(0, index - 1) : 0] : undefined;
		if (original !== undefined) {
			tracks.push(createTwin(own, index, nextId(), original));
			continue;
		}
		// Squared, so that some artists have dozens of tracks and many have a few.
		const artist = artists[Math.floor(own.next() ** 1.35 * artists.length)]!;
		const id = index === 0 ? exampleTrackId : nextId();
		tracks.push(createTrack(own, index, id, artist));
	}
	return tracks;
}
