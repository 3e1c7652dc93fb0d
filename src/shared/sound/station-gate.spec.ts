import { describe, expect, it } from "@rbxts/jest-globals";

import { announceStation, claimStation, releaseStation, topicOfStation, watchStationGate } from "./station-gate";

describe("the gate of a station", () => {
	it("stands open while nobody claims the station", () => {
		const heard = new Array<boolean>();
		const stop = watchStationGate("radio/a", open => heard.push(open));
		expect(heard[0]).toBe(true);
		stop();
	});

	it("opens and closes with its claims, telling changes only", () => {
		const told = new Array<string>();
		const one = {};
		const two = {};
		const stop = watchStationGate("radio/b", (open, seconds) => told.push(`${open} ${seconds}`));
		claimStation("radio/b", one, false, 2);
		claimStation("radio/b", two, false, 2);
		claimStation("radio/b", two, true, 3);
		claimStation("radio/b", one, true, 3);
		claimStation("radio/b", two, false, 4);
		releaseStation("radio/b", one, 5);
		releaseStation("radio/b", two, 6);
		expect(told.join(", ")).toBe("true 0, false 2, true 3, false 5, true 6");
		stop();
	});

	it("is known to those who come later", () => {
		const one = {};
		claimStation("radio/c", one, false, 2);
		const told = new Array<boolean>();
		const stop = watchStationGate("radio/c", open => told.push(open));
		expect(told.join(",")).toBe("false");
		stop();
		releaseStation("radio/c", one, 0);
	});

	it("belongs to a radio that says its topic", () => {
		const radio = {};
		expect(topicOfStation(radio)).toBe(undefined);
		announceStation(radio, "radio/d");
		expect(topicOfStation(radio)).toBe("radio/d");
		announceStation(radio, undefined);
		expect(topicOfStation(radio)).toBe(undefined);
		expect(topicOfStation("radio/d")).toBe(undefined);
	});
});
