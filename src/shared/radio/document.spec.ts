import { describe, expect, it } from "@rbxts/jest-globals";

import { isStationDocument, type Play, type StationDocument } from "./document";

const PLAY: Play = {
	n: 1,
	id: "1",
	at: 0,
	from: 0,
	gain: 1,
	fade: 6,
	fadeIn: "equal-power",
	duration: 180,
	name: "One",
	artist: "A",
	reason: "likeness",
};

const STATION: StationDocument = {
	name: "lobby",
	state: "playing",
	now: PLAY,
	next: { ...PLAY, n: 2, id: "2" },
	ahead: ["2"],
	queue: [{ id: "2", name: "Two", artist: "B", duration: 120, reason: "likeness" }],
	volume: 0.5,
	output: "players",
};

describe("the document of a station", () => {
	it("is taken with all its fields, and without those that may be absent", () => {
		expect(isStationDocument(STATION)).toBe(true);
		expect(isStationDocument({ ...STATION, now: undefined, next: undefined })).toBe(true);
		expect(isStationDocument({ ...STATION, held: 3, rampUntil: 4, outputTag: "a", groupTag: "b" })).toBe(true);
	});

	const broken: [what: string, document: unknown][] = [
		["is no table", "lobby"],
		["has no name", { ...STATION, name: undefined }],
		["has a volume in words", { ...STATION, volume: "loud" }],
		["plays what is no track", { ...STATION, now: "1" }],
		["plays a track without a start", { ...STATION, now: { ...PLAY, at: undefined } }],
		["has a next track of another form", { ...STATION, next: { ...PLAY, id: 2 } }],
		["looks ahead to numbers", { ...STATION, ahead: [1] }],
		["queues what has no name", { ...STATION, queue: [{ id: "2" }] }],
		["is held nowhere", { ...STATION, held: "here" }],
	];
	for (const [what, document] of broken) {
		it(`is refused where it ${what}`, () => {
			expect(isStationDocument(document)).toBe(false);
		});
	}
});
