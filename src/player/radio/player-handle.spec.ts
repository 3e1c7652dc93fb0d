import { beforeEach, describe, expect, it } from "@rbxts/jest-globals";

import { controlOf, handleOf } from "./player-handle";

const warned = (): string[] => {
	return headless
		.trace("log")
		.filter(line => line.level === "warn")
		.map(line => tostring(line.text));
};

describe("a station's handle in a headless place", () => {
	beforeEach(() => headless.clearTrace());

	it("of a name that no station has is told of once, with the name that was probably meant", () => {
		controlOf("the great hall").report = () => {};
		handleOf("the greet hall");
		handleOf("the greet hall");
		task.wait(9);
		expect(warned()).toEqual([]);
		task.wait(2);
		expect(warned()).toEqual([
			"[AudioScape] AudioScapePlayer.radio: there is no station 'the greet hall' yet; did you mean 'the great hall'?",
		]);
	});

	it("of a station that begins later is not", () => {
		handleOf("later");
		task.wait(5);
		controlOf("later").report = () => {};
		task.wait(10);
		expect(warned()).toEqual([]);
	});

	it("takes votes that are some, and says what others may be", () => {
		const sent = new Array<object>();
		controlOf("booth").report = payload => sent.push(payload);
		const booth = handleOf("booth");
		booth.vote("up");
		booth.requestSkip();
		booth.vote("sideways" as "up");
		booth.vote("sideways" as "up");
		expect(sent).toEqual([
			{ kind: "vote", value: "up" },
			{ kind: "vote", value: "skip" },
		]);
		expect(warned()).toEqual([`[AudioScape] vote must be "skip", "up" or "down", got "sideways"`]);
	});
});
