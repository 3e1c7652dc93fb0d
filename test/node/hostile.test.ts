import assert from "node:assert/strict";
import { before, describe, it } from "node:test";

import { besiege, gapOf, type Outcome, starve, variantsOf } from "./hostile-scene.ts";

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

describe("a lone listener who skips as often as the server listens", () => {
	it("hears what is on, and has the server ask for what is heard out only", async () => {
		const { asked, run } = await besiege({
			players: 1,
			hostile: 1,
			loadSeconds: 0.2,
			seconds: 60,
			attacks: ["skip storms"],
			radio: `crossfade = "auto"`,
		});
		assert.equal(run.errors, 0, run.output.join("\n"));
		const structures = asked.filter(({ path }) => path.endsWith("/structure"));
		assert.ok(structures.length <= 6, `${structures.length} structures`);
		assert.ok(asked.length <= 16, `${asked.length} requests in a minute`);
	});
});

describe("a player whose scripts ask the catalog without end", () => {
	it("leaves the honest every answer, the server its memory and the game its requests", async () => {
		const { run, answers, asked, heap } = await starve({ players: 3, hostile: 1, seconds: 130 });
		assert.equal(run.errors, 0, run.output.join("\n"));
		assert.ok(answers.length >= 48, `${answers.length} answers`);
		for (const answer of answers) assert.equal(answer, "true nil");
		const [first = 0, ...later] = heap.slice(5);
		for (const kilobytes of later) assert.ok(kilobytes < first * 1.12, `heap: ${heap.join(", ")}`);
		const times = asked.map(({ t }) => t);
		const most = Math.max(...times.map(from => times.filter(t => t >= from && t < from + 60).length));
		assert.ok(most <= 150, `${most} requests within a minute`);
	});
});
