import { describe, expect, it } from "@rbxts/jest-globals";

import type { Problem } from "../../shared/wire/problem";
import type { ZoneDocument } from "../../shared/zones/documents";
import type { Volume } from "../../shared/zones/volume";
import { distanceTo, isSettled, problemOf } from "./music";
import type { ZoneSpec } from "./options";
import type { SourceUse } from "./source";
import { createZonesState, type ZonesEffect, type ZonesEvent, type ZonesPlan } from "./state";
import { refusal, step } from "./step";

function box(from: number, to: number): Volume {
	const upright = { r00: 1, r01: 0, r02: 0, r10: 0, r11: 1, r12: 0, r20: 0, r21: 0, r22: 1 };
	return { shape: "box", x: (from + to) / 2, y: 0, z: 0, hx: (to - from) / 2, hy: 50, hz: 50, ...upright };
}

function search(query: string): SourceUse {
	return { source: { kind: "search", audio: "music", query }, key: query, tracks: 1 };
}

function spec(query: string, more: Partial<ZoneSpec> = {}): ZoneSpec {
	return {
		areas: [],
		music: search(query),
		priority: 0,
		volume: 1,
		enabled: true,
		onReturn: "resume",
		muffle: 0,
		reverb: 0,
		...more,
	};
}

const PROBLEM: Problem = { kind: "server", message: "it is down", endpoint: "search", attempts: 1 };

/** What an effect says, in a word; timers say nothing here. */
function said(effect: ZonesEffect): string | undefined {
	switch (effect.kind) {
		case "publish":
		case "clear":
			return `${effect.kind} ${effect.part !== "" ? effect.part : "settings"}`;
		case "follow":
		case "unfollow":
			return `${effect.kind} ${effect.name}`;
		case "reread":
			return `reread ${effect.instance.Name}`;
		case "want":
			return `want ${effect.use.key}`;
		case "release":
			return `release ${effect.key}`;
		case "changed":
			return `${effect.id}: ${effect.previous ?? "outside"} > ${effect.zone ?? "outside"}`;
		case "hear":
		case "forget":
			return `${effect.kind} ${effect.zone ?? "outside"}`;
		case "warn":
			return `warn ${effect.text}`;
		case "warnOnce":
			return `once: ${effect.sentence}`;
		case "refresh":
			return "refresh";
		case "wake":
			return undefined;
	}
}

/** A world driven by hand: ticks come when told, flushes never but when told. */
function world(plan: Partial<ZonesPlan> = {}) {
	const state = createZonesState({
		crossfade: 3,
		dwell: 0.4,
		volume: 0.5,
		listener: "character",
		output: "players",
		...plan,
	});
	const log = new Array<string>();
	const published = new Map<string, unknown>();
	const places = new Map<string, Vector3>();
	let now = 0;

	function send(event: ZonesEvent): void {
		for (const effect of step(state, event, now)) {
			if (effect.kind === "publish") published.set(effect.part, effect.document);
			else if (effect.kind === "clear") published.delete(effect.part);
			const text = said(effect);
			if (text !== undefined) log.push(text);
		}
	}

	return {
		state,
		published,
		send,
		/** What was done since the last time this was asked. */
		done: () => {
			const text = log.join(", ");
			log.clear();
			return text;
		},
		add: (name: string, from: number, to: number, more?: Partial<ZoneSpec>) => {
			const volume = box(from, to);
			send({ kind: "added", name, spec: spec(`the music of ${name}`, more) });
			send({ kind: "placed", name, pieces: [{ volume, areaId: 0 }] });
			return volume;
		},
		join: (id: string, x: number) => {
			places.set(id, new Vector3(x, 0, 0));
			send({ kind: "joined", id, position: places.get(id) });
		},
		go: (id: string, x: number | undefined) => {
			if (x === undefined) places.delete(id);
			else places.set(id, new Vector3(x, 0, 0));
		},
		wait: (seconds: number) => {
			for (const _ of $range(1, math.floor(seconds * 10 + 0.5))) {
				now += 0.1;
				send({ kind: "tick", positions: places });
			}
		},
		flush: () => {
			now += 10;
			send({ kind: "flush" });
		},
	};
}

type World = ReturnType<typeof world>;

/** Village from 0 to 40, forest from 40 to 80, one player in the village. */
function twoZones(plan?: Partial<ZonesPlan>): World {
	const w = world(plan);
	w.add("village", 0, 40);
	w.add("forest", 40, 80);
	w.join("1", 20);
	w.wait(1);
	w.flush();
	w.done();
	return w;
}

interface Row {
	what: string;
	plan?: Partial<ZonesPlan>;
	/** What happens to the two zones, the player being in the village. */
	happens: (w: World) => void;
	then: string;
}

function itDoes(rows: Row[]): void {
	for (const { what, plan, happens, then: effects } of rows) {
		it(what, () => {
			const w = twoZones(plan);
			happens(w);
			expect(w.done()).toBe(effects);
		});
	}
}

const everyone = { output: "server" } as const;

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

describe("areas", () => {
	for (const at of [0 / 0, math.huge, 1e30]) {
		it(`a part flung to ${at} is said once and nowhere until it is back, and the others go on`, () => {
			const w = world();
			const volume = w.add("village", 0, 40);
			w.add("land", -100, 100);
			w.join("1", 20);
			w.wait(1);
			w.flush();
			w.done();
			const moved: ZonesEvent = { kind: "moved", names: new Set(["village"]) };
			volume.x = at;
			w.send(moved);
			w.send(moved);
			w.wait(1);
			expect(w.done()).toBe(
				"warn [AudioScape] zone 'village' has a part that is nowhere: its place or its size is no finite number. " +
					"It does not count until it is back, 1: village > land",
			);
			w.flush();
			const { z } = w.published.get("zones.0") as { z: ZoneDocument[] };
			expect(z[0]!.v.size()).toBe(0);
			expect(z[1]!.v.size()).toBe(1);
			volume.x = 20;
			w.send(moved);
			w.wait(1.5);
			w.flush();
			expect(w.done()).toBe("publish zones.0, 1: land > village, publish zones.0");
		});
	}

	it("a zone placed nowhere is said, and one part of it takes nothing from its others", () => {
		const w = world();
		const lost = box(0, 40);
		lost.hy = 0 / 0;
		w.send({ kind: "added", name: "camp", spec: spec("camp") });
		w.send({
			kind: "placed",
			name: "camp",
			pieces: [
				{ volume: lost, areaId: 1 },
				{ volume: box(40, 80), areaId: 2 },
			],
		});
		w.join("1", 60);
		w.wait(0.1);
		const done = w.done();
		expect(done.find("zone 'camp' has a part", 1, true)[0]).never.toBe(undefined);
		expect(done.find("1: outside > camp", 1, true)[0]).never.toBe(undefined);
	});

	it("parts of a zone that has gone meanwhile are nobody's", () => {
		const w = twoZones();
		w.send({ kind: "placed", name: "castle", pieces: [{ volume: box(0, 40), areaId: 0 }] });
		w.send({ kind: "moved", names: new Set(["castle"]) });
		expect(w.done()).toBe("");
	});
});

describe("tagged instances", () => {
	function tagged(name: string): [instance: Instance, good: ZonesEvent, bad: ZonesEvent] {
		const instance = new Instance("Part");
		instance.Name = name;
		const names = { name, fullName: `Workspace.${name}` };
		return [
			instance,
			{ kind: "tagged", instance, ...names, spec: spec(name, { areas: [instance] }) },
			{ kind: "tagged", instance, ...names, why: "has a bad attribute Priority" },
		];
	}

	it("of one name are numbered, and a name that is free again is used again", () => {
		const w = world();
		const [first, one] = tagged("Cave");
		const [, two] = tagged("Cave");
		const [, three] = tagged("Cave");
		w.send(one);
		w.send(two);
		w.send({ kind: "untagged", instance: first });
		w.send(three);
		expect(w.done()).toBe("follow Cave, want Cave, follow Cave 2, want Cave, unfollow Cave, follow Cave, want Cave");
	});

	it("go on under their name when their attributes change", () => {
		const w = world();
		const [, good] = tagged("Cave");
		w.send(good);
		w.send(good);
		expect(w.done()).toBe("follow Cave, want Cave, follow Cave, want Cave");
		expect(w.state.zones.size()).toBe(1);
	});

	it("with a bad attribute are read again first, then said once; mended they come in", () => {
		const w = world();
		const [, good, bad] = tagged("Cave");
		const warning = "warn [AudioScape] the tagged zone Workspace.Cave is left out: it has a bad attribute Priority";
		w.send(bad);
		expect(w.done()).toBe("reread Cave");
		w.send(bad);
		w.send(bad);
		expect(w.done()).toBe(warning);
		w.send(good);
		expect(w.done()).toBe("follow Cave, want Cave");
		w.send(bad);
		expect(w.done()).toBe(`unfollow Cave, release Cave, ${warning}`);
	});

	it("that leave the place are no zones until they are back", () => {
		const w = world();
		const [instance, good] = tagged("Cave");
		w.send({ kind: "away", instance });
		w.send(good);
		w.send({ kind: "away", instance });
		w.send({ kind: "away", instance });
		w.send(good);
		expect(w.done()).toBe("follow Cave, want Cave, unfollow Cave, release Cave, follow Cave, want Cave");
	});

	it("that code has removed take nothing from another zone of their name", () => {
		const w = world();
		const [instance, good] = tagged("Cave");
		w.send(good);
		w.send({ kind: "removed", name: "Cave" });
		w.send({ kind: "added", name: "Cave", spec: spec("other") });
		w.done();
		w.send(good);
		expect(w.done()).toBe("follow Cave 2, want Cave");
		w.send({ kind: "untagged", instance });
		expect(w.done()).toBe("unfollow Cave 2, release Cave");
		expect(w.state.zones.has("Cave")).toBe(true);
	});
});

describe("zones added by code", () => {
	it("need a name of their own", () => {
		const { state } = twoZones();
		expect(refusal(state, "village", spec("x"))).toBe("zone 'village': there is one of that name already");
		expect(refusal(state, "castle", spec("x"))).toBe(undefined);
	});

	it("have no station where all hear one music", () => {
		const radio = { kind: "radio", audio: "music", topic: "radio/1" } as const;
		const station = spec("", { music: { source: radio, key: "radio", tracks: 1 } });
		expect(refusal(twoZones().state, "bar", station)).toBe(undefined);
		expect(refusal(twoZones(everyone).state, "bar", station)).never.toBe(undefined);
	});
});

describe("music", () => {
	it("of two zones is one, and is released with the last of them", () => {
		const w = world();
		w.send({ kind: "added", name: "a", spec: spec("calm") });
		w.send({ kind: "added", name: "b", spec: spec("calm") });
		w.send({ kind: "removed", name: "a" });
		expect(w.done()).toBe("follow a, want calm, follow b, want calm, unfollow a");
		expect(w.state.musicPages.slots.size()).toBe(1);
		w.send({ kind: "removed", name: "b" });
		expect(w.done()).toBe("unfollow b, release calm");
	});

	it("that a zone swaps is taken before the old is released", () => {
		const w = world();
		w.send({ kind: "added", name: "a", spec: spec("calm", { ambience: search("rain") }) });
		w.done();
		w.send({ kind: "added", name: "a", spec: spec("wild") });
		expect(w.done()).toBe("follow a, want wild, release calm, release rain");
	});

	it("that cannot be found is said once a failure, with a zone that uses it", () => {
		const w = world({ outside: search("sea") });
		const failed: ZonesEvent = { kind: "failed", key: "sea", problem: PROBLEM };
		const warning =
			"warn [AudioScape] the music of zone 'default' could not be found: it is down. It is tried again in the background";
		w.send({ kind: "started" });
		w.send(failed);
		w.send(failed);
		expect(w.done()).toBe(`want sea, ${warning}`);
		expect(problemOf(w.state)).toBe(PROBLEM);
		w.send({ kind: "found", key: "sea", tracks: [{ id: "1", gain: 1 }] });
		expect(problemOf(w.state)).toBe(undefined);
		w.send(failed);
		expect(w.done()).toBe(warning);
	});

	it("is settled when everything was found or failed, or is wanted no more", () => {
		const w = twoZones();
		expect(isSettled(w.state)).toBe(false);
		w.send({ kind: "found", key: "the music of village", tracks: [{ id: "1", gain: 1 }] });
		expect(isSettled(w.state)).toBe(false);
		w.send({ kind: "failed", key: "the music of forest", problem: PROBLEM });
		expect(isSettled(w.state)).toBe(true);
		w.add("castle", 80, 120);
		expect(isSettled(w.state)).toBe(false);
		w.send({ kind: "removed", name: "castle" });
		expect(isSettled(w.state)).toBe(true);
	});

	it("that is found after its last zone has gone changes nothing", () => {
		const w = twoZones();
		w.send({ kind: "removed", name: "forest" });
		w.flush();
		w.done();
		w.send({ kind: "found", key: "the music of forest", tracks: [{ id: "1", gain: 1 }] });
		w.send({ kind: "failed", key: "the music of forest", problem: PROBLEM });
		w.flush();
		expect(w.done()).toBe("");
	});

	it("is as far as the nearest player is from the nearest zone that uses it, and nowhere near where nobody is", () => {
		const w = world({ outside: search("sea") });
		w.send({ kind: "started" });
		w.add("near", 100, 110, { music: search("calm") });
		w.add("far", 900, 910, { music: search("calm") });
		expect(distanceTo(w.state, "calm")).toBe(math.huge);
		w.join("1", 0);
		w.join("2", 870);
		expect(distanceTo(w.state, "calm")).toBe(30);
		expect(distanceTo(w.state, "sea")).toBe(0);
		expect(distanceTo(w.state, "unknown")).toBe(math.huge);
	});
});

describe("publication", () => {
	it("names music before the zones that use it, and how many pages there are last", () => {
		const w = world();
		w.send({ kind: "started" });
		w.add("village", 0, 40);
		w.send({ kind: "found", key: "the music of village", tracks: [{ id: "7", gain: 0.5 }] });
		w.done();
		w.flush();
		expect(w.done()).toBe("publish music.0, publish zones.0, publish settings");
		const { z } = w.published.get("zones.0") as { z: ZoneDocument[] };
		expect(z[0]!.n).toBe("village");
		expect(z[0]!.m).toBe(0);
		w.flush();
		expect(w.done()).toBe("");
	});

	it("of an edit comes a quarter of a second after the last one, of a mere move a second after", () => {
		const w = world();
		w.send({ kind: "started" });
		const volume = w.add("train", 0, 40);
		w.flush();
		volume.x += 5;
		const [moved] = step(w.state, { kind: "moved", names: new Set(["train"]) }, 10);
		expect(moved!.kind === "wake" && moved.seconds).toBe(1);
		const [, edited] = step(w.state, { kind: "switched", name: "train", on: false }, 10);
		expect(edited).toBe(undefined);
		expect(w.state.publication.due).toBe(10.25);
	});

	it("is taken back when all is destroyed, also while music is sought", () => {
		const w = twoZones();
		w.send({ kind: "enter", zone: "village" });
		w.done();
		w.send({ kind: "destroyed" });
		expect(w.done()).toBe("clear zones.0, clear music.0, clear held, clear settings");
		expect(w.published.isEmpty()).toBe(true);
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
