import { describe, expect, it } from "@rbxts/jest-globals";

import { createRandom } from "./random";
import { createShuffleBag } from "./shuffle-bag";

const letters = ["a", "b", "c", "d", "e", "f", "g", "h"];

function deal(size: number, avoid: number, seed: number, draws: number): string[] {
	const bag = createShuffleBag<string>(avoid, createRandom(seed));
	const entries = letters.filter((_, index) => index < size);
	const dealt: string[] = [];
	for (const _ of $range(1, draws)) dealt.push(bag.draw(entries)!);
	return dealt;
}

function closestRepeat(dealt: string[]): number {
	let closest = math.huge;
	dealt.forEach((entry, index) => {
		for (let back = 1; back <= index; back++) {
			if (dealt[index - back] === entry) {
				closest = math.min(closest, back);
				break;
			}
		}
	});
	return closest;
}

describe("a shuffle bag", () => {
	it("never deals one of the last N again, across the ends of the bag, for any size and seed", () => {
		for (const size of $range(1, 8)) {
			for (const avoid of $range(0, 4)) {
				for (const seed of $range(1, 5)) {
					const closest = closestRepeat(deal(size, avoid, seed, 100));
					expect(closest > math.min(avoid, size > 2 ? size - 2 : size - 1)).toBe(true);
				}
			}
		}
	});

	it("deals every entry once in each round", () => {
		for (const seed of $range(1, 20)) {
			const dealt = deal(6, 2, seed, 60);
			for (const round of $range(0, 9)) {
				const seen = new Set<string>();
				for (const index of $range(round * 6, round * 6 + 5)) seen.add(dealt[index]!);
				expect(seen.size()).toBe(6);
			}
		}
	});

	for (const size of [3, 4, 6]) {
		it(`deals ${size} without an order: after any two of them several may come, and no round is like the one before`, () => {
			const dealt = deal(size, 2, 7, 600);
			const followers = new Map<string, Set<string>>();
			const counts = new Map<string, number>();
			let likeTheRoundBefore = 0;
			dealt.forEach((entry, index) => {
				counts.set(entry, (counts.get(entry) ?? 0) + 1);
				if (index < 2) return;
				const context = `${dealt[index - 2]}${dealt[index - 1]}`;
				const seen = followers.get(context) ?? new Set<string>();
				followers.set(context, seen.add(entry));
				if (index >= size && dealt[index - size] === entry) likeTheRoundBefore += 1;
			});
			for (const [, seen] of followers) expect(seen.size()).toBeGreaterThanOrEqual(2);
			for (const [, count] of counts) expect(count).toBe(600 / size);
			expect([counts.size(), closestRepeat(dealt) >= 2]).toEqual([size, true]);
			expect(likeTheRoundBefore / 600).toBeLessThan(0.5);
		});
	}

	it("lets two take turns", () => {
		expect(closestRepeat(deal(2, 2, 7, 600))).toBe(2);
	});

	it("has no favourite successor: after one entry any rested one may come", () => {
		const followers = new Map<string, number>();
		const dealt = deal(6, 1, 5, 6000);
		for (const index of $range(0, dealt.size() - 2)) {
			if (dealt[index] === "a") followers.set(dealt[index + 1]!, (followers.get(dealt[index + 1]!) ?? 0) + 1);
		}
		expect(followers.size()).toBe(5);
		for (const [, count] of followers) expect(count > 120 && count < 280).toBe(true);
	});

	it("deals the same with the same seed and otherwise with another", () => {
		expect(deal(6, 2, 42, 30)).toEqual(deal(6, 2, 42, 30));
		expect(deal(6, 2, 42, 30)).never.toEqual(deal(6, 2, 43, 30));
	});

	it("deals nothing of an empty list and the only entry of a list of one", () => {
		expect(createShuffleBag<string>(2, createRandom(1)).draw([])).toBeUndefined();
		expect(deal(1, 2, 1, 3)).toEqual(["a", "a", "a"]);
	});

	it("keeps what was dealt lately away when the list is replaced", () => {
		for (const seed of $range(1, 30)) {
			const bag = createShuffleBag<string>(2, createRandom(seed));
			const dealt: string[] = [];
			for (const _ of $range(1, 5)) dealt.push(bag.draw(["a", "b", "c", "d"])!);
			const grown = ["a", "b", "c", "d", "e", "f"];
			for (const _ of $range(1, 12)) dealt.push(bag.draw(grown)!);
			const shrunk = ["a", "c", "e", "f"];
			for (const _ of $range(1, 12)) dealt.push(bag.draw(shrunk)!);
			expect(closestRepeat(dealt) > 2).toBe(true);
		}
	});
});
