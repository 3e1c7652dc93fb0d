import { describe, expect, it } from "@rbxts/jest-globals";

import { createRunner } from "./runner";

describe("running a state machine", () => {
	it("carries effects out in the order in which they came about, also those of an event that one of them brings", () => {
		const done = new Array<string>();
		const send = createRunner<string, string>(
			event => [`${event}1`, `${event}2`],
			effect => {
				done.push(effect);
				if (effect === "a1") send("b");
			},
		);
		send("a");
		expect(done).toEqual(["a1", "a2", "b1", "b2"]);
	});

	it("has carried everything out when an event that an effect brought returns", () => {
		const done = new Array<string>();
		let seen = 0;
		const send = createRunner<string, string>(
			event => [`${event}1`, `${event}2`],
			effect => {
				done.push(effect);
				if (effect !== "a1") return;
				send("b");
				seen = done.size();
			},
		);
		send("a");
		expect(seen).toBe(4);
	});

	it("takes an event that comes during a step after it", () => {
		const steps = new Array<string>();
		const send = createRunner<string, string>(
			event => {
				if (event === "a") send("b");
				steps.push(event);
				return [];
			},
			() => {},
		);
		send("a");
		expect(steps).toEqual(["a", "b"]);
	});

	it("goes on after a step or an effect that raises", () => {
		const done = new Array<string>();
		const send = createRunner<string, string>(
			event => {
				if (event === "bad") error("no such event", 0);
				return [event, "after"];
			},
			effect => {
				if (effect === "worse") error("cannot be done", 0);
				done.push(effect);
			},
		);
		expect(() => send("bad")).toThrow("no such event");
		expect(() => send("worse")).toThrow("cannot be done");
		send("good");
		expect(done).toEqual(["after", "good", "after"]);
	});
});
