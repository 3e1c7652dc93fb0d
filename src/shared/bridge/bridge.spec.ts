import { describe, expect, it } from "@rbxts/jest-globals";

import { createReportGate } from "./report-gate";
import { topicMatches, topicSegment } from "./topic";
import { createWatchers } from "./watchers";

describe("topics", () => {
	it("writes any name in the letters an attribute may have, so that two names never meet", () => {
		expect(topicSegment("lobby")).toBe("lobby");
		expect(topicSegment("Lobby 1")).toBe("Lobby.201");
		expect(topicSegment("a/b")).never.toBe(topicSegment("a b"));
	});

	it("matches a topic and everything below it, but no neighbour of a similar name", () => {
		expect(topicMatches("radio/lobby", "radio")).toBe(true);
		expect(topicMatches("radio", "radio")).toBe(true);
		expect(topicMatches("radios/lobby", "radio")).toBe(false);
	});
});

describe("watching documents", () => {
	it("tells what is there already and every change, until disconnected", () => {
		const watchers = createWatchers();
		const seen: string[] = [];
		watchers.set("radio/a", { on: 1 });
		const stop = watchers.watch("radio", (document, topic) => {
			seen.push(`${topic} ${document === undefined ? "cleared" : "set"}`);
		});
		watchers.set("zones/1", {});
		watchers.set("radio/a", undefined);
		stop();
		watchers.set("radio/a", {});
		expect(seen).toEqual(["radio/a set", "radio/a cleared"]);
	});
});

describe("the gate for reports", () => {
	it("lets a burst through and then a steady rate, each sender for itself", () => {
		const gate = createReportGate<string>({ perSecond: 2, burst: 3 });
		const passed = (sender: string, now: number) => (gate.allow(sender, now) ? 1 : 0);
		let first = 0;
		for (let i = 0; i < 10; i++) first += passed("ann", 0);
		expect(first).toBe(3);
		expect(passed("bob", 0)).toBe(1);
		expect(passed("ann", 0.4)).toBe(0);
		expect(passed("ann", 1)).toBe(1);
	});
});
