import assert from "node:assert/strict";
import { PassThrough } from "node:stream";
import { describe, it } from "node:test";
import type { WriteStream } from "node:tty";

import type { Report } from "../report/types.ts";
import { EMPTY_REPORT } from "../testing/empty-report.ts";
import { createDashboard, dashboardLines } from "./dashboard.ts";
import { createLedger, type Ledger } from "./ledger.ts";
import { outcome } from "./messages.ts";
import { paintOf } from "./paint.ts";
import { summaryLines } from "./summary.ts";

const LONG = "a name that somebody thought of on a long afternoon, and never took back ".repeat(3);
const many = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at));

const choice = (index: number) => ({
	t: index,
	station: `station ${index} ${LONG}`,
	assetId: "1",
	title: LONG,
	artist: LONG,
	reason: LONG,
});
const CROWDED: Report = {
	...EMPTY_REPORT,
	players: many(100, index => `${LONG}${index}`),
	visits: many(80, index => ({ player: "a", zone: `${LONG}${index}`, start: 0, end: 1 })),
	choices: many(50, choice),
	faults: many(60, index => ({ t: index, what: LONG, done: LONG })),
	outage: { from: 60, to: 120 },
};

const lines = (report: Report, width = 80, reasons: "folded" | "unfolded" = "unfolded", colour = false): string[] =>
	summaryLines(report, { width, paint: paintOf(colour), reasons });

describe("the summary of a run", () => {
	it("fits a screen of 24 lines by 80 columns, whatever the run is called and came to", () => {
		for (const report of [EMPTY_REPORT, CROWDED])
			for (const width of [40, 80]) {
				const all = lines(report, width);
				// With the line before it, the report's file and the prompt.
				assert.ok(all.length + 2 <= 24, String(all.length));
				for (const line of all) assert.ok(line.length <= width, line);
			}
	});
	it("counts in plain words", () => {
		const one: Report = {
			...EMPTY_REPORT,
			players: ["a"],
			steps: [{ t: 1, player: "a", x: 0, z: 0, soundId: "1", gain: 1, speed: 1 }],
			surfaces: [{ surface: "Grass", steps: 1, clips: ["1"] }],
			choices: [{ ...choice(1), station: "lobby" }],
		};
		assert.match(lines(one)[0]!, /0 pieces of music, 1 step on 1 surface, by 1 player$/);
		assert.match(lines(one)[1]!, /lobby 1 song$/);
		assert.equal(outcome({ steps: [1], faults: [] }), "1 step, 0 faults");
		assert.equal(outcome({ steps: many(1200, String), faults: [1] }), "1,200 steps, 1 fault");
	});
	it("says why songs were chosen where it is asked to, and how to ask where it is not", () => {
		const report = { ...EMPTY_REPORT, choices: [{ ...choice(1), title: "Song", reason: "it fits" }] };
		assert.match(lines(report).join("\n"), /because +0:01 +Song: it fits/);
		assert.doesNotMatch(lines(report, 80, "folded").join("\n"), /it fits/);
		assert.match(lines(report, 80, "folded").join("\n"), /--reasons/);
	});
	it("is plain text where colour is not wanted", () => {
		assert.doesNotMatch(lines(CROWDED).join(""), /\u001b/);
		assert.match(lines(CROWDED, 80, "folded", true).join(""), /\u001b\[2m/);
	});
});

describe("the dashboard", () => {
	const ledger: Ledger = {
		...createLedger(),
		now: 60,
		choices: [{ ...choice(1), title: "Song", artist: "Band", reason: "it fits" }],
		queue: [{ id: "2", title: "Next", why: "it comes near" }],
		players: [{ name: "Player1", zone: "lobby" } as Ledger["players"][number]],
		steps: [{ t: 1, player: "player1", x: 0, z: 0, soundId: "1", gain: 1, speed: 1, floor: "Grass" }],
	};
	const drawn = (reasons: "folded" | "unfolded"): string =>
		dashboardLines(ledger, 600, { width: 80, paint: paintOf(false), reasons }).join("\n");
	it("counts in plain plurals", () => {
		assert.match(drawn("folded"), /lobby +0 voices, 1 step$/m);
	});
	it("unfolds why songs were chosen, and folds it again", () => {
		assert.doesNotMatch(drawn("folded"), /it fits|it comes near/);
		assert.match(drawn("unfolded"), /it fits[^]*it comes near/);
		const out = Object.assign(new PassThrough(), { columns: 80, rows: 24 });
		const dashboard = createDashboard(out as unknown as WriteStream, 600, { colour: false, reasons: "folded" });
		const drawing = (): string => {
			dashboard.finish(ledger);
			return String(out.read());
		};
		assert.doesNotMatch(drawing(), /it fits/);
		dashboard.toggleReasons();
		assert.match(drawing(), /it fits/);
		dashboard.toggleReasons();
		assert.doesNotMatch(drawing(), /it fits/);
	});
});
