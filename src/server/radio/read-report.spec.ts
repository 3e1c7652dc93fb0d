import { describe, expect, it } from "@rbxts/jest-globals";

import { readReport } from "./read-report";

const LONG = "1".rep(100000);

describe("a report on a station", () => {
	it("is read where it has the form of one", () => {
		expect(readReport({ kind: "ready", id: "1", length: 60 })).toEqual({ kind: "ready", id: "1", length: 60 });
		expect(readReport({ kind: "vote", value: "skip" })).toEqual({ kind: "vote", value: "skip" });
		expect(readReport({ kind: "presence", value: "away" })).toEqual({ kind: "presence", value: "away" });
		expect(readReport({ kind: "failed", id: "1" })).toEqual({ kind: "failed", id: "1", why: "unknown" });
	});

	it("keeps no more of a reason than there is room for", () => {
		const report = readReport({ kind: "failed", id: "1", why: LONG });
		expect(report?.kind === "failed" ? report.why.size() : 0).toBe(60);
	});

	const refused: ReadonlyArray<[what: string, payload: unknown]> = [
		["is no table", "ready"],
		["is of no kind", { id: "1" }],
		["names an asset without end", { kind: "failed", id: LONG }],
		["names an asset by number", { kind: "ready", id: 1, length: 60 }],
		["measured no number", { kind: "ready", id: "1", length: 0 / 0 }],
		["measured for ever", { kind: "ready", id: "1", length: math.huge }],
		["measured less than nothing", { kind: "ready", id: "1", length: -1 }],
		["votes for what there is no vote for", { kind: "vote", value: "sideways" }],
		["is present in a way of its own", { kind: "presence", value: { deep: { deep: {} } } }],
	];
	for (const [what, payload] of refused) {
		it(`is none where it ${what}`, () => {
			expect(readReport(payload)).toBeUndefined();
		});
	}
});
