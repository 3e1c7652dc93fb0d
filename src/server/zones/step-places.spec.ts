import { describe, expect, it } from "@rbxts/jest-globals";

import { box, everyone, spec, twoZones, world } from "../../../test/rbx/zones-world";
import type { ZoneDocument } from "../../shared/zones/documents";
import type { ZonesEvent } from "./state";
import { refusal } from "./step";

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
				"warn [AudioScape] zone 'village' has a part whose position or size is not a finite number. " +
					"The part is ignored until it is, 1: village > land",
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
		expect(refusal(state, "village", spec("x"))).toBe("zone 'village': that name is taken");
		expect(refusal(state, "castle", spec("x"))).toBe(undefined);
	});

	it("have no station where all hear one music", () => {
		const radio = { kind: "radio", audio: "music", topic: "radio/1" } as const;
		const station = spec("", { music: { source: radio, key: "radio", tracks: 1 } });
		expect(refusal(twoZones().state, "bar", station)).toBe(undefined);
		expect(refusal(twoZones(everyone).state, "bar", station)).never.toBe(undefined);
	});
});
