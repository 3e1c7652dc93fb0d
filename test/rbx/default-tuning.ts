import type { Tuning } from "../../src/shared/footsteps/tuning";

/** The tuning of footsteps whose options say nothing. */
export const DEFAULT_TUNING: Tuning = {
	pitch: 1,
	level: 1.5,
	avoid: 2,
	runSpeed: 20,
	sneakSpeed: 8,
	range: 80,
	voices: 24,
	volume: 0.5,
	replaceDefault: true,
	marker: "AudioScapeStep",
};
