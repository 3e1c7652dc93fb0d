import { describe, expect, it } from "@rbxts/jest-globals";

import { topicMatches, topicSegment } from "./topic";

describe("topics", () => {
	it("write any name in the letters an attribute may have, so that two names never meet", () => {
		expect(topicSegment("lobby")).toBe("lobby");
		expect(topicSegment("Lobby 1")).toBe("Lobby.201");
		expect(topicSegment("a/b")).never.toBe(topicSegment("a b"));
		expect(topicSegment("a.b")).never.toBe(topicSegment("a b"));
	});

	it("match a topic and everything below it, but no neighbour of a similar name", () => {
		expect(topicMatches("radio/lobby", "radio")).toBe(true);
		expect(topicMatches("radio", "radio")).toBe(true);
		expect(topicMatches("radios/lobby", "radio")).toBe(false);
		expect(topicMatches("radio", "radio/lobby")).toBe(false);
	});
});
