import { beforeEach, describe, expect, it } from "@rbxts/jest-globals";

import {
	claimFailed,
	claimReady,
	createJury,
	isFailed,
	isLoadedAnywhere,
	type Jury,
	keepClaims,
	lengthToReckon,
	noteAnswer,
	ripeAt,
	ripen,
	seat,
	unseat,
	whyFailed,
} from "./jury";
import { createStanding, type Standing } from "./standing";

let standing: Standing;
let jury: Jury;

function sitting(...tellers: number[]): void {
	standing = createStanding();
	jury = createJury(standing);
	for (const teller of tellers) seat(jury, teller);
}
const fails = (teller: number, now = 0, assetId = "1"): void => claimFailed(jury, assetId, teller, now, "Failure");
const loads = (teller: number, now = 0, assetId = "1"): void => claimReady(jury, assetId, teller, now);

describe("whether an asset loads", () => {
	it("is known at once where the only one says so", () => {
		sitting(1);
		fails(1);
		expect(isFailed(jury, "1")).toBe(true);
		expect(whyFailed(jury, "1")).toBe("Failure");
	});

	it("waits for the slow: one of twenty who is quick to say no decides nothing", () => {
		sitting();
		for (const teller of $range(1, 20)) seat(jury, teller);
		fails(1);
		fails(2);
		expect(isFailed(jury, "1")).toBe(false);
		for (const teller of $range(3, 20)) loads(teller, 8);
		ripen(jury, 60);
		expect(isFailed(jury, "1")).toBe(false);
		expect(isLoadedAnywhere(jury, "1")).toBe(true);
	});

	it("is decided by over half as soon as they agree, whatever the others find", () => {
		sitting(1, 2, 3);
		fails(1);
		expect(isFailed(jury, "1")).toBe(false);
		fails(2);
		expect(isFailed(jury, "1")).toBe(true);
		loads(2, 1);
		expect(isFailed(jury, "1")).toBe(false);
	});

	it("is not decided by one of two", () => {
		sitting(1, 2);
		fails(1);
		noteAnswer(jury, 2);
		ripen(jury, 60);
		expect(isFailed(jury, "1")).toBe(false);
	});

	it("is decided without those who never say anything, after half a minute", () => {
		sitting(1, 2, 3);
		fails(1, 5);
		expect(ripeAt(jury, "1")).toBe(35);
		ripen(jury, 34);
		expect(isFailed(jury, "1")).toBe(false);
		ripen(jury, 35);
		expect(isFailed(jury, "1")).toBe(true);
		expect(ripeAt(jury, "1")).toBeUndefined();
	});

	it("is nothing that those say who are gone, nor of what is forgotten", () => {
		sitting(1, 2);
		fails(1);
		fails(2);
		unseat(jury, 1);
		unseat(jury, 2);
		expect(isFailed(jury, "1")).toBe(false);
		loads(2, 0, "2");
		keepClaims(jury, []);
		expect(jury.claims.isEmpty()).toBe(true);
	});
});

describe("whose word weighs less", () => {
	beforeEach(() => sitting(1, 2, 3, 4));

	it("is whoever the majority contradicts, once for each asset", () => {
		fails(1);
		for (const teller of [2, 3, 4]) loads(teller, 1);
		fails(1, 2);
		expect(standing.weightOf(1)).toBe(0.5);
		expect(standing.weightOf(2)).toBe(1);
	});

	it("is whoever says that it loads where it does not", () => {
		loads(1);
		for (const teller of [2, 3, 4]) fails(teller, 1);
		expect(standing.weightOf(1)).toBe(0.5);
		expect(isFailed(jury, "1")).toBe(true);
	});

	it("is nobody where one stands against one", () => {
		sitting(1, 2);
		fails(1);
		loads(2);
		expect(standing.weightOf(1)).toBe(1);
		standing.contradict(1);
		loads(1, 0, "2");
		fails(2, 0, "2");
		expect(isFailed(jury, "2")).toBe(true);
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
			what: "is the catalog's where they say nearly the same",
			known: 60,
			measured: [60.1, 60.2],
			machines: 2,
			length: 60,
		},
		{ what: "is measured where the catalog knows none", known: undefined, measured: [42], machines: 1, length: 42 },
		{ what: "is not the first of many's to say", known: undefined, measured: [0.1], machines: 9, length: 180 },
		{ what: "is three minutes where nobody knows", known: undefined, measured: [], machines: 3, length: 180 },
		{ what: "is three minutes where two disagree", known: undefined, measured: [10, 20], machines: 2, length: 180 },
		{ what: "is not nothing", known: undefined, measured: [0], machines: 1, length: 180 },
	];
	for (const { what, known, measured, machines, length } of rows) {
		it(what, () => {
			sitting();
			for (const teller of $range(0, machines - 1)) seat(jury, teller);
			measured.forEach((seconds, index) => claimReady(jury, "1", index, 0, seconds));
			expect(lengthToReckon(jury, "1", known)).toBe(length);
		});
	}

	it("is what the server's own engine measured, whatever anybody says", () => {
		sitting(1, 2);
		for (const teller of [1, 2]) claimReady(jury, "1", teller, 0, 3);
		claimReady(jury, "1", "server", 0, 42);
		expect(lengthToReckon(jury, "1", 3)).toBe(42);
		expect(lengthToReckon(jury, "1", 41.9)).toBe(41.9);
	});

	it("is the only listener's where the server loaded it, too, and could not measure it", () => {
		sitting(1);
		claimReady(jury, "1", "server", 0);
		claimReady(jury, "1", 1, 0, 42);
		expect(lengthToReckon(jury, "1", undefined)).toBe(42);
	});

	it("is one machine's where the others have said nothing for half a minute", () => {
		sitting(1, 2, 3);
		claimReady(jury, "1", 1, 0, 42);
		ripen(jury, 30);
		expect(lengthToReckon(jury, "1", undefined)).toBe(42);
	});
});
