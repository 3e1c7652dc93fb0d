import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";

import { paintOf } from "../play/paint.ts";
import type { LevelRow, Report, SoundSpan, StepMark } from "../report/types.ts";
import { command } from "../testing/command.ts";
import { EMPTY_REPORT } from "../testing/empty-report.ts";
import { folderOf } from "../testing/folder.ts";
import { compareRuns, type Difference } from "./compare.ts";
import { tableLines } from "./table.ts";

const EMPTY: Report = { ...EMPTY_REPORT, players: ["Ann"] };
const steps = (...clips: string[]): StepMark[] =>
	clips.map((soundId, t) => ({ t, player: "Ann", x: 0, z: 0, soundId, gain: 1, speed: 1 }));
const music = (start: number, end: number, more: Partial<SoundSpan> = {}): SoundSpan => ({
	...{ peer: "Ann", role: "zone", soundId: "1", title: "", start, end, gains: [[start, 1]], tones: [], ending: "stop" },
	...more,
});
const level = (after: number): LevelRow => ({ title: "", role: "radio", unit: "LUFS", before: -8, after, target: -14 });
const song = (assetId: string) => ({ t: 0, station: "lobby", assetId, title: "", artist: "", reason: "" });
const request = (requests: number, failed: number) => ({
	endpoint: "search",
	requests,
	ok: requests - failed,
	failed,
	medianMs: 100,
});

const between = (a: Partial<Report>, b: Partial<Report>, of: string, what: string): Partial<Difference> => {
	const found = compareRuns({ ...EMPTY, ...a }, { ...EMPTY, ...b }).find(one => one.of === of && one.what === what);
	assert.ok(found, `${of}: ${what}`);
	return { a: found.a, b: found.b, verdict: found.verdict };
};

describe("two runs side by side", () => {
	it("are the same where they are", () => {
		const report = {
			...EMPTY,
			steps: steps("1", "2"),
			sounds: [music(0, 10)],
			levels: [level(-14)],
			requests: [request(3, 0)],
		};
		assert.ok(compareRuns(report, report).every(({ verdict }) => verdict === "same"));
	});
	it("differ in what was underfoot", () => {
		const [before, after] = [{ steps: steps("1", "1", "2") }, { steps: steps("1", "2", "3", "1") }];
		assert.deepEqual(between(before, after, "footsteps", "steps"), { a: 3, b: 4, verdict: "other" });
		assert.deepEqual(between(before, after, "footsteps", "different clips"), { a: 2, b: 3, verdict: "better" });
		assert.deepEqual(between(before, after, "footsteps", "the same twice in a row"), { a: 1, b: 0, verdict: "better" });
		assert.equal(between(after, before, "footsteps", "the same twice in a row").verdict, "worse");
	});
	it("differ in silence, which only music ends that is heard", () => {
		const before = { sounds: [music(0, 10), music(15, 20)] };
		const bridged = [music(0, 10), music(9, 16, { role: "radio" }), music(15, 20)];
		const silent = [music(0, 10), music(9, 16, { gains: [[9, 0]] }), music(15, 20)];
		const what = "longest silence between pieces";
		assert.deepEqual(between(before, { sounds: bridged }, "music", what), { a: 5, b: 0, verdict: "better" });
		assert.deepEqual(between(before, { sounds: silent }, "music", what), { a: 5, b: 5, verdict: "same" });
	});
	it("differ in levels, by the share that is on target and by the worst", () => {
		const [before, after] = [{ levels: [level(-14.2), level(-17)] }, { levels: [level(-14.2), level(-13.9)] }];
		assert.deepEqual(between(before, after, "levels", "music within half a decibel of its target"), {
			a: 50,
			b: 100,
			verdict: "better",
		});
		assert.deepEqual(between(before, after, "levels", "furthest from its target").a, 3);
	});
	it("differ in stations and zones, of which one run may have more", () => {
		const visit = { player: "Ann", zone: "lobby", start: 10, end: 30 };
		const [before, after] = [
			{ choices: [song("1"), song("2"), song("1")], visits: [visit], sounds: [music(14, 20, { zone: "lobby" })] },
			{ visits: [visit], sounds: [music(10.5, 20, { zone: "lobby" })] },
		];
		assert.deepEqual(between(before, after, "radio lobby", "songs played again"), {
			a: 1,
			b: undefined,
			verdict: "other",
		});
		assert.deepEqual(between(before, after, "zone lobby", "to the first note"), { a: 4, b: 0.5, verdict: "better" });
	});
	it("are told in a table as wide as the terminal, without what is the same", () => {
		const differences = compareRuns(
			{ ...EMPTY, requests: [request(30, 4)], visits: [{ player: "Ann", zone: "z".repeat(200), start: 0, end: 1 }] },
			{ ...EMPTY, requests: [request(30, 6)] },
		);
		for (const width of [60, 80, 200]) {
			const lines = tableLines(differences, ["a-very-long-file-name.ndjson", "b"], { width, paint: paintOf(false) });
			for (const line of lines) assert.ok(line.length <= width, line);
			const text = lines.join("\n");
			assert.match(text, /requests: failed +4 +6 +\+2$/m);
			assert.doesNotMatch(text, /requests: a minute/);
			assert.match(text, /\d+ more are the same$/);
		}
	});
});

describe("audioscape report A B", () => {
	const line = (t: number, kind: string, fields: object): string =>
		JSON.stringify({ t, peer: "player1", kind, ...fields });
	const trace = (requests: number): string =>
		[
			...Array.from({ length: requests }, (_, t) =>
				line(t, "http", {
					peer: "server",
					method: "GET",
					url: "https://api.audioscape.ai/developer/search",
					ms: 100,
					status: 200,
				}),
			),
			JSON.stringify({ t: 60, peer: "play", kind: "run", title: "My place", seconds: 60 }),
		].join("\n");
	const dir = folderOf({ "a.ndjson": trace(2), "b.ndjson": trace(5), "sub/a.ndjson": trace(2) });
	const at = (name: string): string => path.join(dir, name);

	it("says what is different, and writes the comparison with both reports beside it", async () => {
		const { status, stdout } = await command("report", at("a.ndjson"), at("b.ndjson"), "--report", at("out"));
		assert.equal(status, 0);
		assert.match(stdout, /a\.ndjson +b\.ndjson +change\n(.*\n)*requests: a minute +2 +5 +\+3\n/);
		const page = readFileSync(at("out/index.html"), "utf8");
		assert.match(
			page,
			/<td>requests<\/td><td>a minute<\/td><td class="n">2<\/td><td class="n">5<\/td><td class="n">\+3<\/td><td>worse<\/td>/,
		);
		for (const name of ["a.html", "b.html"]) {
			assert.ok(page.includes(`src="${name}"`));
			assert.ok(existsSync(at(`out/${name}`)));
		}
	});
	it("calls runs by their paths where their names are the same", async () => {
		const { stdout } = await command("report", at("a.ndjson"), at("sub/a.ndjson"), "--report", at("same"));
		assert.match(stdout, /no difference/);
		assert.ok(readFileSync(at("same/index.html"), "utf8").includes(at("sub/a.ndjson")));
	});
	it("takes two traces and no more", async () => {
		const { status, stderr } = await command("report", ...["a", "b", "c"].map(name => at(`${name}.ndjson`)));
		assert.equal(status, 2);
		assert.match(stderr, /report takes one trace, or two to compare/);
	});
});
