import { describe, expect, it } from "@rbxts/jest-globals";

import {
	assetFailed,
	assetLoaded,
	isLoadedAnywhere,
	keepLoads,
	lengthToReckon,
	type Loads,
	tellerLeft,
	verdictDueAt,
	verdictOn,
	whyFailed,
} from "./loads";

const ANN = 1;
const BOB = 2;
const CID = 3;

describe("what the machines tell of an asset", () => {
	it("goes by the majority of those who tried, once all have or two seconds are over", () => {
		const loads: Loads = new Map();
		assetFailed(loads, "1", ANN, 0, "Failure");
		expect(verdictOn(loads, "1", 3, 1)).toBe("unknown");
		expect(verdictDueAt(loads, "1")).toBe(2);
		expect(verdictOn(loads, "1", 3, 2)).toBe("dead");
		assetLoaded(loads, "1", BOB);
		expect(verdictOn(loads, "1", 3, 9)).toBe("alive");
		assetFailed(loads, "1", CID, 1, "TimedOut");
		expect(verdictOn(loads, "1", 3, 1)).toBe("dead");
		expect(whyFailed(loads, "1")).toBe("TimedOut");
	});

	it("takes the latest word of each, and forgets who left", () => {
		const loads: Loads = new Map();
		assetFailed(loads, "1", ANN, 0, "Failure");
		assetLoaded(loads, "1", ANN);
		expect(verdictOn(loads, "1", 1, 5)).toBe("alive");
		tellerLeft(loads, ANN);
		expect(verdictOn(loads, "1", 1, 5)).toBe("unknown");
		expect(isLoadedAnywhere(loads, "1")).toBe(false);
	});

	it("knows nothing of what nobody tells of, nor of what was forgotten", () => {
		const loads: Loads = new Map();
		assetLoaded(loads, "1", ANN);
		assetLoaded(loads, "2", ANN);
		keepLoads(loads, ["2"]);
		expect(isLoadedAnywhere(loads, "1")).toBe(false);
		expect(isLoadedAnywhere(loads, "2")).toBe(true);
		expect(verdictOn(loads, "1", 0, 0)).toBe("unknown");
	});
});

describe("the length to reckon with", () => {
	interface Row {
		what: string;
		known: number | undefined;
		measured: number[];
		machines: number;
		length: number;
	}
	const rows: Row[] = [
		{ what: "is the catalog's", known: 60, measured: [], machines: 3, length: 60 },
		{ what: "is no liar's", known: 60, measured: [1], machines: 3, length: 60 },
		{ what: "is another where most machines agree on it", known: 60, measured: [1, 58, 58], machines: 3, length: 58 },
		{
			what: "is the catalog's where the machines say nearly the same",
			known: 60,
			measured: [60.1, 60.2],
			machines: 2,
			length: 60,
		},
		{
			what: "is measured where the catalog knows none, by one of many",
			known: undefined,
			measured: [42],
			machines: 9,
			length: 42,
		},
		{ what: "is three minutes where nobody knows", known: undefined, measured: [], machines: 3, length: 180 },
		{ what: "is three minutes where two disagree", known: undefined, measured: [10, 20], machines: 2, length: 180 },
		{ what: "is not nothing", known: undefined, measured: [0], machines: 1, length: 180 },
	];
	for (const { what, known, measured, machines, length } of rows) {
		it(what, () => {
			const loads: Loads = new Map();
			measured.forEach((seconds, index) => assetLoaded(loads, "1", index, seconds));
			expect(lengthToReckon(loads, "1", known, machines)).toBe(length);
		});
	}
});
