import { describe, expect, it } from "@rbxts/jest-globals";

import { keysOf } from "../../sources/song-key";
import { nearestKnown, nearestTo, shortEnergy } from "./course";
import type { PoolEntry } from "./pool";

function entryOf(id: string, arousal: number | undefined): PoolEntry {
	const track = { asset_id: id, name: id, artist: `artist ${id}`, mood: { arousal } };
	return { track, keys: keysOf(track), origin: "x", similarity: undefined, offered: 1 };
}

const entriesOf = (...arousals: Array<number>): PoolEntry[] => {
	return arousals.map((arousal, index) => entryOf(tostring(index), arousal));
};

describe("the course of a station", () => {
	it("keeps to what is as near to the wanted energy as can be had", () => {
		const all = [...entriesOf(0.5, 0.6, -0.2, 0.9), entryOf("?", undefined)].map(entry => ({ entry }));
		const idsNear = (energy: number): string => {
			return nearestTo(energy, all)
				.map(({ entry }) => entry.keys.id)
				.join(" ");
		};
		expect(idsNear(0.55)).toBe("0 1");
		expect(idsNear(-0.9)).toBe("2");
		expect(nearestTo(0, [{ entry: entryOf("?", undefined) }])).toHaveLength(1);
	});

	it("is short of the first energy ahead that fewer than four artists have", () => {
		const wantedAt = (minute: number): number => minute / 20;
		const calm = entriesOf(0, 0.05, 0.1, -0.1, 0.3, 0.35, 0.4);
		expect(shortEnergy(wantedAt, 0, calm)).toBe(0.5);
		expect(shortEnergy(wantedAt, 0, [...calm, ...entriesOf(0.5, 0.55, 0.6, 0.65, 0.7)])).toBeUndefined();
		expect(shortEnergy(() => undefined, 0, [])).toBeUndefined();
	});

	it("knows the track nearest to an energy, but for those that were asked about", () => {
		const all = entriesOf(-1, 0.2, 0.4);
		expect(nearestKnown(all, 0.5, () => false)?.id).toBe("2");
		expect(nearestKnown(all, 0.5, id => id === "2")?.id).toBe("1");
		expect(nearestKnown([], 0.5, () => false)).toBeUndefined();
	});
});
