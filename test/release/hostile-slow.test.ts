import assert from "node:assert/strict";
import { before, describe, it } from "node:test";

import { besiege, gapOf, type Outcome, variantsOf } from "../node/hostile-scene.ts";

const SECONDS = 125;
/** Everything takes 8 s to load: the hostile have spoken long before anybody honest can. */
const LOADED = 15;

describe("two hostile players among five, where assets load slowly", () => {
	let outcome: Outcome;

	before(async () => {
		outcome = await besiege({ players: 5, hostile: 2, loadSeconds: 8, seconds: SECONDS, turn: 17 });
	});

	it("take no sound of the footsteps from the others", () => {
		for (const peer of outcome.honest) {
			const reports = variantsOf(outcome, peer, LOADED);
			assert.ok(reports.length > 8);
			for (const counts of reports) assert.ok(Math.min(...counts) >= 4, `${peer}: ${counts.join(", ")}`);
		}
	});

	it("do not silence the station", () => {
		for (const peer of outcome.honest) {
			const gap = gapOf(outcome, peer, LOADED, SECONDS);
			assert.ok(gap < 10, `${peer} hears nothing for ${gap} s`);
		}
	});

	it("make the server raise nothing, keep nothing and ask nothing more", () => {
		const { run, heap, asked } = outcome;
		assert.equal(run.errors, 0, run.output.join("\n"));
		const [first = 0] = heap;
		for (const kilobytes of heap) assert.ok(kilobytes < first * 1.05, `heap: ${heap.join(", ")}`);
		assert.ok(asked.length < 12, `${asked.length} requests`);
	});
});
