import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { reasonOf } from "./reason.ts";

void describe("a station's reason, taken apart", () => {
	void it("has a bar for each likeness, and what was compared", () => {
		const reason = reasonOf(
			"search 'lofi chill beats' 0.90; tempo 83 to 82 bpm (1.00); key C to C#, 5 fifths apart (0.39); energy -0.83 for -0.86 (0.97); votes +0.50; score 0.86; all rules kept",
		);
		assert.equal(reason.origin, "search 'lofi chill beats'");
		assert.deepEqual(
			reason.fits.map(({ name, value }) => [name, value]),
			[
				["likeness", 0.9],
				["tempo", 1],
				["key", 0.39],
				["energy", 0.97],
			],
		);
		assert.equal(reason.fits[2]!.words, "C to C#, 5 fifths apart");
		assert.deepEqual(reason.energy, { has: -0.83, wanted: -0.86 });
		assert.equal(reason.score, 0.86);
		assert.deepEqual(reason.notes, ["votes +0.50", "all rules kept"]);
	});
	void it("leaves open what was unknown", () => {
		const { fits, energy } = reasonOf(
			"playlist; tempo unknown; key unknown; energy unknown; score 0.50; all rules kept",
		);
		assert.deepEqual(
			fits.map(({ name, value, words }) => [name, value, words]),
			[
				["likeness", undefined, "playlist"],
				["tempo", undefined, "unknown"],
				["key", undefined, "unknown"],
				["energy", undefined, "unknown"],
			],
		);
		assert.equal(energy, undefined);
	});
	void it("has no bars for what was not weighed", () => {
		assert.deepEqual(reasonOf("requested by Player2"), { origin: "requested by Player2", fits: [], notes: [] });
	});
});
