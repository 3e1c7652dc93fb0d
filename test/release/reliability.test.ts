import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { bakeUnder } from "../../bench/chaos/bake.ts";
import { FAULTS } from "../../bench/chaos/faults.ts";
import { judge } from "../../bench/chaos/judge.ts";
import { chaosFaults, type ChaosResult } from "../../bench/chaos/report.ts";
import { runChaos } from "../../bench/chaos/run.ts";
import { fleetFaults, type Result } from "../../bench/fleet/report.ts";
import { runFleet } from "../../bench/fleet/run.ts";
import { storms } from "../../bench/fleet/scenarios.ts";
import type { FuzzResult } from "../../bench/fuzz/report.ts";
import { machines } from "../../bench/luau/run.ts";
import { PAGE, RECORDS, reliabilityPage } from "../../bench/reliability.ts";

const read = (file: string): string => readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");
const STALE = "is stale: npm run reliability renews it";

test("the page on reliability says what its commands measured", () => {
	assert.equal(read(PAGE), reliabilityPage(), `${PAGE} ${STALE}`);
});

test("what was measured of a fleet is what the product does now", async () => {
	const recorded = (JSON.parse(read(RECORDS.fleet)) as Result[]).filter(({ scenario }) => scenario.kind === "storm");
	assert.ok(recorded.length > 0);
	const [first] = recorded;
	const scenarios = storms(first!.scenario.servers, first!.scenario.seed);
	assert.deepEqual(
		recorded.map(({ scenario }) => scenario),
		scenarios,
		`${RECORDS.fleet} ${STALE}`,
	);
	const found = await runFleet(machines()[0]!, scenarios, () => {});
	assert.deepEqual(
		found,
		recorded.map(result => result.found),
		`${RECORDS.fleet} ${STALE}`,
	);
});

/** One fault of each sort stands for all: what is judged must be what the product does now. */
const LOOKED_AT = ["nothing fails", "503", "hangs", "wrong type, field by field"];

test("what chaos did is what it does now", async () => {
	const recorded = JSON.parse(read(RECORDS.chaos)) as ChaosResult[];
	assert.deepEqual(
		recorded.map(({ fault }) => fault),
		["nothing fails", ...Object.keys(FAULTS)],
		`${RECORDS.chaos} ${STALE}`,
	);
	for (const fault of LOOKED_AT) {
		const { verdict, baked } = recorded.find(one => one.fault === fault)!;
		assert.deepEqual(
			[judge(await runChaos(1, FAULTS[fault])), await bakeUnder(FAULTS[fault], 1)],
			[verdict, baked],
			`${fault}: ${RECORDS.chaos} ${STALE}`,
		);
	}
});

test("nothing that was recorded failed", () => {
	assert.deepEqual(chaosFaults(JSON.parse(read(RECORDS.chaos)) as ChaosResult[]), []);
	assert.deepEqual(fleetFaults(JSON.parse(read(RECORDS.fleet)) as Result[]), []);
	const { kinds } = JSON.parse(read(RECORDS.fuzz)) as FuzzResult;
	assert.deepEqual(
		kinds.flatMap(({ failures }) => failures),
		[],
	);
});
