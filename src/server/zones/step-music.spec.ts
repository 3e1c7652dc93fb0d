import { describe, expect, it } from "@rbxts/jest-globals";

import { PROBLEM, search, spec, twoZones, world } from "../../../test/rbx/zones-world";
import type { ZoneDocument } from "../../shared/zones/documents";
import { distanceTo, isSettled, problemOf } from "./music";
import type { ZonesEvent } from "./state";
import { step } from "./step";

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
			"warn [AudioScape] the music of zone 'default' could not be found: it is down. Trying again in the background";
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
