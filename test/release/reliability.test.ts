import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import type { Result } from "../../bench/fleet/report.ts";
import { runFleet } from "../../bench/fleet/run.ts";
import { storms } from "../../bench/fleet/scenarios.ts";
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
