import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { besiege, gapOf, variantsOf } from "../node/hostile-scene.ts";

const SECONDS = 600;
/** Longest silence that an honest player may have to bear, seconds. */
const MOST_SILENCE = 10;
const FEWEST_VARIANTS = 4;
/** What the heap may have grown by after the first minute. */
const MOST_GROWTH = 1.02;

describe("ten minutes with hostile players", () => {
	for (const [hostile, players] of [
		[1, 4],
		[2, 20],
	] as const) {
		for (const loadSeconds of [0.2, 2.5, 8]) {
			it(`${hostile} among ${players}, where assets take ${loadSeconds} s, spoil nothing for the others`, async () => {
				const outcome = await besiege({ players, hostile, loadSeconds, seconds: SECONDS, turn: 50 });
				const { run, honest, heap, asked } = outcome;
				assert.equal(run.errors, 0, run.output.join("\n"));
				const loaded = 2 * loadSeconds + 2;
				for (const peer of honest) {
					const gap = gapOf(outcome, peer, loaded, SECONDS);
					assert.ok(gap < MOST_SILENCE, `${peer} hears nothing for ${gap} s`);
					for (const counts of variantsOf(outcome, peer, loaded))
						assert.ok(Math.min(...counts) >= FEWEST_VARIANTS, `${peer}: ${counts.join(", ")} sounds`);
				}
				// As often as once a minute a sample holds what is on its way: like is held against like.
				const early = heap.slice(6, 16);
				for (const kilobytes of heap.slice(16))
					assert.ok(kilobytes < Math.max(...early) * MOST_GROWTH, `heap: ${heap.join(", ")}`);
				assert.ok(Math.min(...heap.slice(-10)) < Math.min(...early) * MOST_GROWTH, `heap: ${heap.join(", ")}`);
				assert.ok(asked.length <= 20, `${asked.length} requests in ten minutes`);
			});
		}
	}
});
