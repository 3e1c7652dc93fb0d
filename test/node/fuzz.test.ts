import assert from "node:assert/strict";
import { after, test } from "node:test";

import { FOUND } from "../../bench/fuzz/found.ts";
import { createDice } from "../../bench/fuzz/random.ts";
import { fuzz, type Target } from "../../bench/fuzz/target.ts";
import { allTargets } from "../../bench/fuzz/targets.ts";
import { simpler, spoiled, type Value } from "../../bench/fuzz/values.ts";

/** All kinds together; the long form has a hundred thousand of each. */
const CASES = 2_000;

const targets = await allTargets(1);
after(() => targets.forEach(target => target.close?.()));

for (const target of targets) {
	test(`${target.about}: what once went wrong goes well`, async () => {
		const cases = FOUND[target.name] ?? [];
		assert.deepEqual(
			await target.run(cases),
			cases.map(() => undefined),
		);
	});

	test(`${target.about}: chance finds nothing that raises, breaks a type or silences the rest`, async () => {
		assert.deepEqual(await fuzz(target, { seed: 1, cases: Math.ceil(CASES / targets.length) }), []);
	});
}

const weak = (isWrong: (value: Value) => boolean): Target => ({
	name: "weak",
	about: "a reader that cannot stand a NaN",
	make: dice => spoiled(dice, { a: [1, { b: "text" }], c: { d: true } }, 40),
	run: async cases => cases.map(one => (isWrong(one) ? "raises" : undefined)),
});

test("a fault is found, made small, and had again by its seed and number", async () => {
	const target = weak(value => JSON.stringify(value).includes('"$":"nan"'));
	const [failure] = await fuzz(target, { seed: 3, cases: 500 });
	assert.ok(failure !== undefined);
	assert.ok(JSON.stringify(failure.smallest).length < 30, JSON.stringify(failure.smallest));
	const [again] = await fuzz(target, { seed: 3, cases: 1, only: failure.index });
	assert.deepEqual(again, failure);
});

test("what is simpler is never the same, and comes to an end", () => {
	let value = spoiled(createDice(5), { a: [1, 2, { b: "text", c: null }], d: "e".repeat(50) }, 30);
	for (let step = 0; step < 200; step++) {
		const candidates = simpler(value);
		for (const one of candidates) assert.notDeepEqual(one, value);
		if (candidates.length === 0) return;
		value = candidates[0]!;
	}
	assert.fail("it does not end");
});
