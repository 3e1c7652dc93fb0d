import { describe, expect, it } from "@rbxts/jest-globals";

import { topicMatches } from "./topic";

describe("topics", () => {
	it("match a topic and everything below it, but no neighbour of a similar name", () => {
		expect(topicMatches("radio/lobby", "radio")).toBe(true);
		expect(topicMatches("radio", "radio")).toBe(true);
		expect(topicMatches("radios/lobby", "radio")).toBe(false);
		expect(topicMatches("radio", "radio/lobby")).toBe(false);
	});
});
