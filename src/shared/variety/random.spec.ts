import { describe, expect, it } from "@rbxts/jest-globals";

import { createRandom, seedOf } from "./random";

describe("the random source", () => {
	it("repeats with its seed and spreads evenly", () => {
		const counts = [0, 0, 0, 0, 0, 0];
		const one = createRandom(11);
		const other = createRandom(11);
		let differing = 0;
		for (const _ of $range(1, 6000)) {
			const throwing = one.below(6);
			if (other.below(6) !== throwing) differing += 1;
			counts[throwing] = counts[throwing]! + 1;
		}
		expect(differing).toBe(0);
		for (const count of counts) expect(count > 850 && count < 1150).toBe(true);
	});

	it("is the engine's own without a seed: it repeats where the engine's does", () => {
		const ofEngine = (): number[] => {
			math.randomseed(3);
			const random = createRandom();
			return [random.next(), random.below(6), random.around(2)];
		};
		const [share, throwing, offset] = ofEngine();
		expect(ofEngine()).toEqual([share, throwing, offset]);
		expect(share! >= 0 && share! < 1 && throwing! >= 0 && throwing! <= 5 && math.abs(offset!) <= 2).toBe(true);
	});

	it("gives neighbouring and unusual seeds streams of their own", () => {
		const firsts = new Set<number>();
		for (const seed of [0, 1, 2, -3, 0.5, 2 ** 40, 0x9e3779b9]) {
			const value = createRandom(seed).next();
			expect(value >= 0 && value < 1).toBe(true);
			firsts.add(value);
		}
		expect(firsts.size() === 7).toBe(true);
		expect(seedOf("Guard#1", 5)).never.toBe(seedOf("Guard#2", 5));
	});
});
