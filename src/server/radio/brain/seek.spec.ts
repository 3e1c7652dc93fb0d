import { describe, expect, it } from "@rbxts/jest-globals";

import { readRadioOptions } from "../options";
import { createSeek, type NearTrack, type Seek, seekQuestion, sought } from "./seek";
import { type Aim, type Spring, springOf } from "./spring";

const seekOf = (options = {}): Seek => {
	const { sources, filters } = readRadioOptions({ query: "harbour", ...options });
	return createSeek(sources, filters);
};

function ask(seek: Seek, energy: number, now: number, near?: NearTrack): [Spring | undefined, Aim] {
	const [spring, aim] = seekQuestion(
		seek,
		{
			energy,
			genres: ["ambient"],
			nearest: isPassedOver => (near !== undefined && isPassedOver(near.id) ? undefined : near),
		},
		now,
		() => false,
	);
	return [spring, aim];
}

function inWords([spring]: [Spring | undefined, Aim]): string {
	const source = spring?.source;
	if (source?.kind === "similar") return `likes of ${source.id}`;
	if (source?.kind !== "search") return "nothing";
	const { query, filters } = source;
	return filters?.genres !== undefined ? `${query} in ${filters.genres.join()}` : query;
}

describe("looking for an energy", () => {
	it("asks for the likes of a known track that has it", () => {
		expect(inWords(ask(seekOf(), 0.9, 0, { id: "7", off: 0.1 }))).toBe("likes of 7");
	});

	it("asks in words where no track has it: in the station's own, in its genres, anywhere", () => {
		const seek = seekOf();
		const said = new Array<string>();
		for (const now of [0, 2000, 4000]) {
			const [spring, aim] = ask(seek, 0.9, now);
			said.push(inWords([spring, aim]));
			sought(seek, spring!, aim, now, 0);
		}
		const words = "energetic, fast, intense, powerful";
		expect(said).toEqual([`harbour, ${words}`, `${words} in ambient`, words]);
		expect(inWords(ask(seek, -0.9, 6000, { id: "7", off: 1.5 }))).toBe("likes of 7");
	});

	it("stays within the genres that the game chose", () => {
		const seek = seekOf({ filters: { genres: ["jazz"] } });
		const [first, aim] = ask(seek, -0.9, 0);
		sought(seek, first!, aim, 0, 0);
		expect(inWords(ask(seek, -0.9, 2000))).toBe("quiet, slow, calm, ambient in jazz");
	});

	it("goes on where the search of these words came to", () => {
		const seek = seekOf();
		const [spring, aim] = ask(seek, 0, 0);
		sought(seek, spring!, aim, 0, 20, 100);
		expect(ask(seek, 0, 10)[0]?.offset).toBe(100);
	});

	it("turns to words where likes brought little, and back", () => {
		const seek = seekOf();
		const near = { id: "7", off: 0.1 };
		const [likes, aim] = ask(seek, 0, 0, near);
		sought(seek, likes!, aim, 0, 1);
		const [search, other] = ask(seek, 0, 1, near);
		expect(search?.source.kind).toBe("search");
		sought(seek, search!, other, 1, 1, 100);
		expect(inWords(ask(seek, 0, 2, near))).toBe("likes of 7");
	});

	it("spreads its questions: three within twenty minutes, fewer where they are of no use", () => {
		const seek = seekOf();
		let asked = 0;
		for (const now of $range(0, 3599, 10)) {
			const [spring, aim] = ask(seek, 0, now, { id: "7", off: 0.1 });
			if (spring === undefined) continue;
			asked += 1;
			sought(seek, spring, aim, now, 9, 100);
		}
		expect(asked).toBe(9);
		const vain = seekOf();
		for (const now of [0, 1, 2])
			sought(vain, springOf({ kind: "similar", audio: "music", id: "1" }), { energy: 0 }, now, 0);
		expect(inWords(ask(vain, 0, 100, { id: "7", off: 0.1 }))).toBe("nothing");
	});
});
