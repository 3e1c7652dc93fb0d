import { describe, expect, it } from "@rbxts/jest-globals";

import { createWatchers } from "./watchers";

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

	it("tells a newcomer nothing of what was cleared", () => {
		const watchers = createWatchers();
		let told = 0;
		watchers.set("radio/a", {});
		watchers.set("radio/a", undefined);
		watchers.watch("radio", () => told++);
		expect(told).toBe(0);
	});
});
