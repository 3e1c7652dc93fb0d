import { describe, expect, it } from "@rbxts/jest-globals";

import { createLru } from "./lru";

describe("a map of the most recently used", () => {
	it("lets the least recently used go when it is full", () => {
		const lru = createLru<number>(2);
		lru.set("a", 1);
		lru.set("b", 2);
		lru.get("a");
		lru.set("c", 3);
		expect(lru.get("b")).toBeUndefined();
		expect([lru.get("a"), lru.get("c"), lru.size()]).toEqual([1, 3, 2]);
	});

	it("takes writing for a use, and keeps one entry a key", () => {
		const lru = createLru<number>(2);
		lru.set("a", 1);
		lru.set("b", 2);
		lru.set("a", 3);
		lru.set("c", 4);
		expect(lru.get("a")).toBe(3);
		expect(lru.get("b")).toBeUndefined();
		expect(lru.size()).toBe(2);
	});

	it("forgets one or all", () => {
		const lru = createLru<number>(3);
		for (const key of ["a", "b", "c"]) lru.set(key, 1);
		lru.delete("b");
		lru.delete("never there");
		expect(lru.size()).toBe(2);
		lru.clear();
		expect(lru.size()).toBe(0);
		lru.set("d", 2);
		expect(lru.get("d")).toBe(2);
	});

	it("agrees with a plain list under any order of calls", () => {
		const lru = createLru<number>(4);
		let order = new Array<string>();
		const dice = new Random(7);
		for (let round = 0; round < 2_000; round++) {
			const key = `k${dice.NextInteger(1, 8)}`;
			const isKnown = order.includes(key);
			if (dice.NextInteger(1, 3) === 1) {
				lru.delete(key);
				order = order.filter(held => held !== key);
			} else if (dice.NextInteger(1, 2) === 1) {
				lru.set(key, round);
				order = [...order.filter(held => held !== key), key];
				if (order.size() > 4) order.shift();
			} else {
				expect(lru.get(key) !== undefined).toBe(isKnown);
				if (isKnown) order = [...order.filter(held => held !== key), key];
			}
			expect(lru.size()).toBe(order.size());
		}
	});

	it("holds nothing at no capacity", () => {
		const lru = createLru<number>(0);
		lru.set("a", 1);
		expect(lru.get("a")).toBeUndefined();
		expect(lru.size()).toBe(0);
	});
});
