import { describe, expect, it } from "@rbxts/jest-globals";

import { topicSegment } from "./topic-segment";

describe("a name within a topic", () => {
	it("is written in the letters an attribute may have, so that two names never meet", () => {
		expect(topicSegment("lobby")).toBe("lobby");
		expect(topicSegment("Lobby 1")).toBe("Lobby.201");
		expect(topicSegment("a/b")).never.toBe(topicSegment("a b"));
		expect(topicSegment("a.b")).never.toBe(topicSegment("a b"));
	});

	it("is kept apart from others however long they are and wherever they differ", () => {
		const beginning = "the stage of the great hall in the north wing of the castle, ";
		const written = new Set<string>();
		for (const n of $range(1, 3000)) {
			const segment = topicSegment(`${beginning}${n}`);
			expect(segment.size() <= 60).toBe(true);
			expect(segment.match("^[%w_%.%-]+$")[0]).toBe(segment);
			written.add(segment);
			written.add(topicSegment(`${n} ${beginning}`));
		}
		expect(written.size()).toBe(6000);
		expect(topicSegment(`${beginning}Aa`)).never.toBe(topicSegment(`${beginning}BB`));
		expect(topicSegment("é".rep(50))).never.toBe(topicSegment("é".rep(51)));
	});

	it("is the same each time", () => {
		expect(topicSegment("x".rep(200))).toBe(topicSegment("x".rep(200)));
	});
});
