import { beforeEach, describe, expect, it } from "@rbxts/jest-globals";

import type { FetchAnswer } from "../../shared/sound";
import { createProbe, type Probe } from "./probe";

describe("the probe of a server without players", () => {
	let told: string[];
	let lengths: number[];
	let probe: Probe;
	/** What the engine does about an asset; one that is not listed it never answers. */
	let engine: Map<string, FetchAnswer>;
	let limits: Array<() => void>;
	let made: number;

	beforeEach(() => {
		told = [];
		limits = [];
		made = 0;
		engine = new Map([
			["1", "Success"],
			["2", "Failure"],
			["3", "Success"],
		]);
		lengths = [];
		const tell = (assetId: string, why?: string, length?: number): void => {
			told.push(`${assetId} ${why ?? "loads"}`);
			if (why === undefined) lengths.push(length ?? -1);
		};
		probe = createProbe(tell, {
			clock: {
				delay: (_, fn) => {
					limits.push(fn);
					return () => {
						limits.remove(limits.indexOf(fn));
					};
				},
				spawn: fn => {
					task.spawn(fn);
				},
			},
			playback: () => {
				made += 1;
				let on = "";
				return {
					put: assetId => {
						on = assetId;
					},
					fetch: () => {
						const answer = engine.get(on);
						if (answer === undefined) coroutine.yield();
						return answer;
					},
					length: () => (on === "1" ? 42 : 0),
					destroy: () => {},
				};
			},
		});
	});

	it("believes no failure before something was loaded", () => {
		probe.check("2");
		expect(told).toEqual([]);
		probe.check("1");
		expect(told).toEqual(["1 loads", "2 Failure"]);
	});

	it("goes on where the engine never answers, on a Sound that nothing is fetched for", () => {
		probe.check("1");
		probe.check("9");
		probe.check("3");
		expect(told).toEqual(["1 loads"]);
		expect(limits).toHaveLength(1);
		limits.pop()!();
		expect(told).toEqual(["1 loads", "9 TimedOut", "3 loads"]);
		expect(made).toBe(2);
	});

	it("tells how long an asset lasts, as far as the engine says", () => {
		probe.check("1");
		probe.check("3");
		expect(lengths).toEqual([42, 0]);
	});

	it("tries an asset once, and nothing more after its end", () => {
		probe.check("1");
		probe.check("1");
		probe.destroy();
		probe.check("3");
		expect(told).toEqual(["1 loads"]);
	});
});
