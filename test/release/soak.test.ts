import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { RECORDS } from "../../bench/reliability.ts";
import { dayOf, HOUR } from "../../bench/soak/day.ts";
import { judgeSoak, LEAST_HOURS } from "../../bench/soak/judge.ts";
import { createMeasure, type Hour, type Measured } from "../../bench/soak/measure.ts";
import { type Leak, runDay } from "../../bench/soak/run.ts";

const STALE = "is stale: npm run soak -- --write renews it";
const DAY_HOURS = 24;
const SEED = 1;

/** The first hours of the day that was recorded. */
const measure = async (leaks: readonly Leak[] = []): Promise<Measured> => {
	const { take, result } = createMeasure();
	await runDay(dayOf(DAY_HOURS, SEED), { seed: SEED, leaks, seconds: LEAST_HOURS * HOUR, onTrace: take });
	return result();
};

test("the day that was recorded is what the product does now", async () => {
	const recorded = JSON.parse(readFileSync(new URL(`../../${RECORDS.soak}`, import.meta.url), "utf8")) as Measured;
	assert.equal(recorded.hours.length, DAY_HOURS);
	assert.deepEqual(judgeSoak(recorded).faults, []);
	// What Luau's collector keeps at a moment is nobody's promise.
	const plain = (hours: readonly Hour[]) => hours.slice(0, LEAST_HOURS).map(({ heap: _heap, ...hour }) => hour);
	const now = await measure();
	assert.deepEqual(plain(now.hours), plain(recorded.hours), `${RECORDS.soak} ${STALE}`);
	assert.deepEqual(now.errors, []);
});

test("leaks that were planted are found, each on its machine", async () => {
	const { faults } = judgeSoak(
		await measure([
			{ kind: "instances", machine: "regular" },
			{ kind: "connections", machine: "server" },
			{ kind: "threads", machine: "regular" },
			{ kind: "heap", machine: "server" },
		]),
	);
	for (const fault of [
		/^regular: instances grows by 1[34]\d\d a day/,
		/^server: connections grows by 1[34]\d\d a day/,
		/^regular: threads grows by 1[34]\d\d a day/,
		/^all machines: heap \(KB\) grows by \d{5,} a day/,
	])
		assert.ok(
			faults.some(text => fault.test(text)),
			`${String(fault)}\n${faults.join("\n")}`,
		);
});
