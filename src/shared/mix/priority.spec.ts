import { describe, expect, it } from "@rbxts/jest-globals";

import type { Music } from "../sound/bus";
import { giveWay, powerTaken } from "./priority";

const everywhere = (gain: number): Music => ({
	gain: () => gain,
	level: () => gain,
	hasPlace: false,
	heardAt: () => 1,
});

/** A jukebox at the origin, as loud as the engine makes it. */
const jukebox = (gain: number, level = gain): Music => ({
	gain: () => gain,
	level: () => level,
	hasPlace: true,
	heardAt: ear => math.min(1, 10 / ear.Magnitude),
});

const decibels = (power: number): number => 10 * math.log10(power);

describe("music from everywhere", () => {
	for (const [zone, box] of [
		[0.5, 0.5],
		[0.5, 0.2],
		[0.2, 0.9],
	] as const) {
		it(`at ${zone} and a jukebox at ${box} together are never stronger than the stronger one alone`, () => {
			for (const studs of $range(1, 300)) {
				const heard = box * math.min(1, 10 / studs);
				const taken = powerTaken(everywhere(zone), jukebox(box), new Vector3(studs, 0, 0));
				const sum = zone ** 2 * (1 - taken) + heard ** 2;
				expect(decibels(sum / math.max(zone, heard) ** 2)).toBeLessThanOrEqual(0.05);
			}
		});
	}

	it("is silent where a jukebox is at its full level, however quiet that is", () => {
		expect(powerTaken(everywhere(0.8), jukebox(0.1), new Vector3(9, 0, 0))).toBe(1);
	});

	it("is as it was far away, and beside a jukebox that plays nothing or fades out", () => {
		expect(powerTaken(everywhere(0.5), jukebox(0.5), new Vector3(150, 0, 0))).toBe(0);
		expect(powerTaken(everywhere(0.5), jukebox(0, 0.5), new Vector3(1, 0, 0))).toBe(0);
		const half = powerTaken(everywhere(0.5), jukebox(0.25, 0.5), new Vector3(1, 0, 0));
		expect(half).toBeCloseTo(0.25, 6);
	});
});

describe("giving way", () => {
	it("follows a walk as it is, and a leap in a tenth of a second", () => {
		expect(giveWay(0, 0.01, 1 / 60)).toBeCloseTo(math.asin(0.1), 6);
		let angle = 0;
		let last = 1;
		for (const _ of $range(1, 6)) {
			angle = giveWay(angle, 1, 1 / 60);
			expect(last - math.cos(angle)).toBeLessThan(0.27);
			last = math.cos(angle);
		}
		expect(angle).toBeCloseTo(math.pi / 2, 6);
		for (const _ of $range(1, 7)) angle = giveWay(angle, 0, 1 / 60);
		expect(math.cos(angle)).toBe(1);
	});
});
