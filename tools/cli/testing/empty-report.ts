import type { Report } from "../report/types.ts";

/** A run in which nothing happened. */
export const EMPTY_REPORT: Report = {
	title: "A game",
	api: "the bundled catalog",
	version: "0.1.0",
	seconds: 600,
	wallMs: 15_000,
	players: [],
	sounds: [],
	steps: [],
	paths: {},
	grounds: [],
	zones: [],
	surfaces: [],
	visits: [],
	choices: [],
	queues: [],
	mixes: [],
	wishes: [],
	levels: [],
	requests: [],
	cache: {},
	faults: [],
};
