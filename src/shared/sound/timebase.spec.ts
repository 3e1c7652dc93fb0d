import { describe, expect, it, jest } from "@rbxts/jest-globals";

import { createTimebase } from "./timebase";

function setUp() {
	let frame: ((dt: number) => void) | undefined;
	let connections = 0;
	const timebase = createTimebase({
		now: () => 0,
		serverNow: () => 0,
		onFrame: step => {
			frame = step;
			connections += 1;
			return () => {
				frame = undefined;
			};
		},
	});
	return { timebase, tick: (dt: number) => frame?.(dt), connected: () => frame !== undefined, made: () => connections };
}

describe("the timebase", () => {
	it("holds one frame connection however many subscribe, and none when nobody does", () => {
		const { timebase, connected, made } = setUp();
		expect(connected()).toBe(false);
		const stopA = timebase.subscribe(() => {});
		const stopB = timebase.subscribe(() => {});
		expect(made()).toBe(1);
		stopA();
		expect(connected()).toBe(true);
		stopB();
		expect(connected()).toBe(false);
	});

	it("steps everybody although one unsubscribes itself in the middle", () => {
		const { timebase, tick } = setUp();
		const seen: string[] = [];
		timebase.subscribe(() => {
			seen.push("first");
		});
		const stop = timebase.subscribe(() => {
			seen.push("second");
			stop();
		});
		timebase.subscribe(() => {
			seen.push("third");
		});
		tick(0.1);
		tick(0.1);
		expect(seen.filter(name => name === "second").size()).toBe(1);
		expect(seen.filter(name => name === "first").size()).toBe(2);
		expect(seen.filter(name => name === "third").size()).toBe(2);
	});

	it("passes the frame's seconds and takes being stopped twice", () => {
		const { timebase, tick } = setUp();
		const step = jest.fn();
		const stop = timebase.subscribe(dt => step(dt));
		tick(0.25);
		stop();
		stop();
		expect(step).toHaveBeenCalledWith(0.25);
		expect(step).toHaveBeenCalledTimes(1);
	});
});
