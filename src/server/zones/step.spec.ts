import { describe, expect, it } from "@rbxts/jest-globals";

import { everyone, itDoes, twoZones, type World } from "../../../test/rbx/zones-world";

describe("who hears what", () => {
	itDoes([
		{
			what: "a walk into another zone is told once, after the dwell",
			happens: w => {
				w.go("1", 60);
				w.wait(0.3);
				w.wait(3);
			},
			then: "1: village > forest",
		},
		{
			what: "there and back within one fade is two changes",
			happens: w => {
				w.go("1", 60);
				w.wait(0.6);
				w.go("1", 20);
				w.wait(2);
			},
			then: "1: village > forest, 1: forest > village",
		},
		{
			what: "there and back within the dwell is none",
			happens: w => {
				w.go("1", 60);
				w.wait(0.3);
				w.go("1", 20);
				w.wait(2);
			},
			then: "",
		},
		{
			what: "who dies stays where the music is",
			happens: w => {
				w.go("1", undefined);
				w.wait(10);
			},
			then: "",
		},
		{
			what: "a zone whose parts are destroyed while somebody is inside is left with the next look",
			happens: w => {
				w.send({ kind: "placed", name: "village", pieces: [] });
				w.wait(0.1);
			},
			then: "1: village > outside",
		},
		{
			what: "a zone removed while somebody is inside is left at once, and nothing of it stays",
			happens: w => w.send({ kind: "removed", name: "village" }),
			then: "unfollow village, release the music of village, 1: village > outside",
		},
		{
			what: "a zone switched off while somebody is inside is left at once, and taken again as after any walk",
			happens: w => {
				w.send({ kind: "switched", name: "village", on: false });
				w.send({ kind: "switched", name: "village", on: false });
				w.send({ kind: "switched", name: "village", on: true });
				w.wait(1.5);
			},
			then: "1: village > outside, 1: outside > village",
		},
		{
			what: "what is unknown can be removed and switched",
			happens: w => {
				w.send({ kind: "removed", name: "castle" });
				w.send({ kind: "switched", name: "castle", on: true });
			},
			then: "",
		},
		{
			what: "an override of an unknown zone waits for it",
			happens: w => {
				w.send({ kind: "override", zone: "castle", id: "1" });
				w.wait(1);
				w.add("castle", 500, 510);
				w.wait(0.1);
			},
			then: "publish held, follow castle, want the music of castle, 1: village > castle",
		},
		{
			what: "an override holds wherever one walks, and ends at once",
			happens: w => {
				w.send({ kind: "override", zone: "forest" });
				w.go("1", 500);
				w.wait(5);
				w.send({ kind: "override", zone: undefined });
			},
			then: "publish held, 1: village > forest, publish held, 1: forest > outside",
		},
		{
			what: "an entered zone that is removed is left",
			happens: w => {
				w.add("shop", 500, 510, { priority: 1 });
				w.send({ kind: "enter", zone: "shop", id: "1" });
				w.send({ kind: "removed", name: "shop" });
			},
			then:
				"follow shop, want the music of shop, publish held, 1: village > shop, " +
				"unfollow shop, release the music of shop, 1: shop > village",
		},
		{
			what: "who joins late gets what is held for all, and nobody hears of those who have gone",
			happens: w => {
				w.send({ kind: "override", zone: "forest" });
				w.send({ kind: "gone", id: "1" });
				w.join("2", 20);
				w.wait(0.1);
				w.send({ kind: "override", zone: undefined, id: "1" });
			},
			then: "publish held, 1: village > forest, 2: outside > forest, publish held",
		},
		{
			what: "ticks end with the last player and begin with the first",
			happens: w => {
				w.send({ kind: "gone", id: "1" });
				w.wait(0.1);
				expect(w.state.isTicking).toBe(false);
				w.join("2", 20);
				expect(w.state.isTicking).toBe(true);
			},
			then: "",
		},
	]);
});

describe("names that no zone has", () => {
	const rows: Array<[what: string, happens: (w: World) => void, said: string]> = [
		[
			"are told after a moment, with the nearest there is",
			w => w.send({ kind: "override", zone: "vilage" }),
			"once: zones:override: there is no zone 'vilage'; did you mean 'village'?",
		],
		[
			"are told of the method that was called with them",
			w => w.send({ kind: "enter", zone: "nope", id: "1" }),
			"once: zones:enter: there is no zone 'nope'; it takes effect once there is one",
		],
		[
			"are told also when they hold no more",
			w => {
				w.send({ kind: "override", zone: "forst" });
				w.send({ kind: "override", zone: undefined });
			},
			"once: zones:override: there is no zone 'forst'; did you mean 'forest'?",
		],
		["are not told when they are left", w => w.send({ kind: "leave", zone: "nope" }), ""],
		[
			"are not told when the zone comes meanwhile",
			w => {
				w.send({ kind: "enter", zone: "cave" });
				w.add("cave", 200, 240);
			},
			"",
		],
		["are not told while zones have them", w => w.send({ kind: "override", zone: "forest" }), ""],
	];
	for (const [what, happens, told] of rows) {
		it(what, () => {
			const w = twoZones();
			happens(w);
			w.wait(2.9);
			w.done();
			w.send({ kind: "names" });
			expect(w.done()).toBe("");
			w.wait(0.1);
			w.done();
			w.send({ kind: "names" });
			expect(w.done()).toBe(told);
			w.send({ kind: "names" });
			expect(w.done()).toBe("");
		});
	}
});

describe("reports of players", () => {
	const rows: Array<[what: string, at: number, zone: string | undefined, speed: number, believed: boolean]> = [
		["of the zone next door are believed near the border", 39, "forest", 0, true],
		["of a zone out of reach are not", 5, "forest", 0, false],
		["of a zone that a fast walker may have reached are", 5, "forest", 100, true],
		["of a zone that is unknown are not", 39, "castle", 0, false],
		["of being outside are believed near the edge", 1, undefined, 0, true],
		["of being outside are not believed deep inside", 20, undefined, 0, false],
	];
	for (const [what, at, zone, speed, believed] of rows) {
		it(what, () => {
			const w = twoZones();
			w.go("1", at);
			w.wait(0.1);
			w.send({ kind: "report", id: "1", zone, speed });
			expect(w.done() !== "").toBe(believed);
		});
	}

	for (const speed of [1e9, math.huge, 0 / 0, -1e9]) {
		it(`cannot reach across the map by a speed of ${speed}`, () => {
			const w = twoZones();
			w.add("arena", 5000, 5100);
			w.done();
			w.send({ kind: "report", id: "1", zone: "arena", speed });
			expect(w.done()).toBe("");
		});
	}

	it("are taken at their word where only the player knows the camera, but not against an override", () => {
		const w = twoZones({ listener: "camera" });
		w.send({ kind: "report", id: "1", zone: "forest", speed: 0 });
		w.send({ kind: "override", zone: "village" });
		w.send({ kind: "report", id: "1", zone: "forest", speed: 0 });
		w.send({ kind: "report", id: "9", zone: "forest", speed: 0 });
		expect(w.done()).toBe("1: outside > forest, publish held, 1: forest > village");
	});
});

describe("one music for all", () => {
	itDoes([
		{
			what: "is that of the zone most are in, and nothing is published",
			plan: everyone,
			happens: w => {
				w.join("2", 60);
				w.wait(0.1);
				w.join("3", 60);
				w.wait(1);
				w.flush();
				w.send({ kind: "override", zone: undefined });
			},
			then: "2: outside > forest, 3: outside > forest, hear forest",
		},
		{
			what: "keeps a draw",
			plan: everyone,
			happens: w => {
				w.join("2", 60);
				w.wait(1);
			},
			then: "2: outside > forest",
		},
		{
			what: "goes there and back within one fade",
			plan: everyone,
			happens: w => {
				w.go("1", 60);
				w.wait(0.6);
				w.go("1", 20);
				w.wait(2);
			},
			then: "1: village > forest, hear forest, 1: forest > village, hear village",
		},
		{
			what: "is silence where most are outside",
			plan: everyone,
			happens: w => {
				w.go("1", 500);
				w.wait(1);
			},
			then: "1: village > outside, hear outside",
		},
		{
			what: "is looked at again when music is found or a zone goes",
			plan: everyone,
			happens: w => {
				w.send({ kind: "found", key: "the music of village", tracks: [{ id: "1", gain: 1 }] });
				w.send({ kind: "removed", name: "forest" });
			},
			then: "refresh, unfollow forest, release the music of forest, forget forest",
		},
		{
			what: "stays when everybody has gone",
			plan: everyone,
			happens: w => {
				w.send({ kind: "gone", id: "1" });
				w.wait(1);
			},
			then: "",
		},
	]);
});
