import { createRandom, hash } from "./random.ts";
import type { Game, Track } from "./types.ts";

const names = {
	first: "Brook,Tower,Pet,Dragon,Blox,Prison,Speed,Royal,Haunted,Sky,Ninja,Pizza,Jungle,Galaxy,Cart,Mining".split(","),
	second: "Haven,Defense,Simulator,Tycoon,Obby,Escape,Racers,Hotel,Legends,Islands,Kingdom,Party".split(","),
};

/** Games that play music of the catalog; a few have hardly any, and those the list leaves out. */
export function createGames(seed: number, tracks: readonly Track[]): readonly Game[] {
	const random = createRandom(hash(seed, "games"));
	const games: Game[] = [];
	const taken = new Set<string>();
	while (games.length < 64) {
		const name = `${random.pick(names.first)} ${random.pick(names.second)}`;
		if (taken.has(name)) continue;
		taken.add(name);
		const heard = new Set<Track>();
		const size = Math.min(tracks.length, games.length % 9 === 8 ? random.integer(1, 4) : random.integer(5, 120));
		while (heard.size < size) heard.add(random.pick(tracks));
		// The documented track is heard somewhere, so that the reverse look-up has an answer.
		if (games.length % 16 === 0) heard.add(tracks[0]!);
		games.push({
			universeId: random.integer(1_000_000_000, 7_999_999_999),
			name,
			creator: random.chance(0.9) ? `${random.pick(names.first)} Studio` : undefined,
			rootPlaceId: random.chance(0.9) ? random.integer(1_000_000_000, 99_999_999_999) : undefined,
			playing: random.chance(0.92) ? Math.floor(Math.exp(random.between(2, 12))) : undefined,
			visits: random.chance(0.92) ? Math.floor(Math.exp(random.between(9, 22))) : undefined,
			tracks: [...heard],
		});
	}
	return games.sort((a, b) => (b.playing ?? 0) - (a.playing ?? 0));
}
