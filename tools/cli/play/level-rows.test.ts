import assert from "node:assert/strict";
import { describe, it } from "node:test";

import type { ClipFacts } from "../render/types.ts";
import type { SoundSpan } from "../report/types.ts";
import { createLedger } from "./ledger.ts";
import { levelRows } from "./level-rows.ts";

const span = (soundId: string, gain: number, station?: string): SoundSpan => ({
	peer: "player1",
	role: station === undefined ? "zone" : "radio",
	soundId,
	title: soundId,
	start: 0,
	end: 9,
	gains: [
		[0, 0],
		[1, gain],
	],
	tones: [],
	ending: "stop",
	...(station === undefined ? {} : { station }),
});
const music = (peak: number): ClipFacts => ({ kind: "music", seconds: 9, peak });

void describe("levels", () => {
	void it("say what a sound was to come to, and what kept it from there", () => {
		const ledger = createLedger();
		ledger.targets.set("zone hall", -20);
		ledger.targets.set("lobby", -14);
		ledger.spans.push(span("1", 0.5), span("2", 1.12, "lobby"), span("3", 0.1), span("4", 0.5));
		const assets = new Map(
			["1", "2", "3", "4"].map(id => [id, { title: `Song ${id}`, level: id === "2" ? -20 : -14 }]),
		);
		const clips = { 1: music(-1), 2: music(-2), 3: music(-9), 4: { kind: "effect", seconds: 9, peak: -14 } as const };
		const zones = new Map(["1", "3", "4"].map(id => [id, "hall"]));
		const rows = new Map(levelRows(ledger, assets, clips, zones).map(row => [row.title, row]));
		assert.equal(rows.get("Song 1")!.outcome, "on target");
		assert.equal(rows.get("Song 2")!.outcome, "capped by its peak");
		assert.equal(rows.get("Song 2")!.target, -14);
		assert.match(rows.get("Song 3")!.outcome!, /^not heard in full/);
		// A bed under the music is a sound effect.
		assert.deepEqual([rows.get("Song 4")!.unit, rows.get("Song 4")!.target], ["dBTP", undefined]);
	});
});
