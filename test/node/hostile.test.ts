import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { besiege, starve } from "./hostile-scene.ts";

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
