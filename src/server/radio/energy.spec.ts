import { describe, expect, it } from "@rbxts/jest-globals";

import { createSimulatedCatalog } from "../../../test/rbx/simulated-catalog";
import { createStationScene } from "../../../test/rbx/station-scene";
import type { RadioOptions } from "./options";

const HOUR = 3600;
const STEP_SECONDS = 30;

const wave = (minute: number): number => 0.8 * math.sin((minute / 60) * 2 * math.pi);

/** Plays an hour. @returns the mean distance between the energy that was on and the one wanted, and the questions it cost */
function hourOf(options: RadioOptions, wantedAt: (minute: number) => number): { off: number; asked: number } {
	const catalog = createSimulatedCatalog(4);
	const scene = createStationScene({ rng: 3, ...options });
	let asked = 0;
	const answer = (): void => {
		for (const _ of $range(1, 20)) {
			const question = scene.asked();
			if (question === undefined) return;
			asked += 1;
			scene.answer(catalog.answer(question));
		}
	};
	scene.play("start");
	answer();
	let off = 0;
	let samples = 0;
	for (const second of $range(STEP_SECONDS, HOUR, STEP_SECONDS)) {
		scene.play(`+${STEP_SECONDS}`);
		answer();
		const energy = scene.station.shown.nowPlaying?.track.mood?.arousal;
		if (energy === undefined) continue;
		off += math.abs(energy - wantedAt(second / 60));
		samples += 1;
	}
	return { off: off / samples, asked };
}

const ramp = (from: number, to: number) => (minute: number) => from + (to - from) * math.clamp(minute / 60, 0, 1);

describe("an hour of a station whose energy moves", () => {
	// A calm seed or query for what rises, a wild one for what falls.
	const rows: ReadonlyArray<{ what: string; options: RadioOptions; wantedAt: (minute: number) => number }> = [
		{ what: "rises from a seed", options: { seed: "1000", energy: "rise" }, wantedAt: ramp(-1, 0.8) },
		{ what: "rises from a query", options: { query: "genre-0", energy: "rise" }, wantedAt: ramp(-0.85, 0.8) },
		{ what: "falls from a seed", options: { seed: "1008", energy: "fall" }, wantedAt: ramp(1, -0.8) },
		{ what: "falls from a query", options: { query: "genre-8", energy: "fall" }, wantedAt: ramp(0.85, -0.8) },
		{ what: "swings about a seed", options: { seed: "1000", energy: wave }, wantedAt: wave },
		{ what: "swings about a query", options: { query: "genre-8", energy: wave }, wantedAt: wave },
	];
	for (const { what, options, wantedAt } of rows) {
		it(`${what}: the music is where the curve is, for ten questions at most`, () => {
			const { off, asked } = hourOf(options, wantedAt);
			expect(off).toBeLessThanOrEqual(0.25);
			expect(asked).toBeLessThanOrEqual(10);
		});
	}

	it("costs a steady station nothing", () => {
		const steady = hourOf({ query: "genre-4" }, () => 0);
		expect(steady.asked).toBeLessThanOrEqual(2);
	});
});
