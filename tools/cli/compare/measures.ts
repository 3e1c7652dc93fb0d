import { holesIn, isMusic, longestOf } from "../report/music.ts";
import type { Report } from "../report/types.ts";

/** A number that a run comes to. */
export interface Measure {
	/** What it is about: "footsteps", "radio lobby", "zone village". */
	readonly of: string;
	readonly what: string;
	readonly unit: "" | "s" | "%" | "dB";
	/** Which way is an improvement; none where it is only another run. */
	readonly better: "more" | "less" | "neither";
	readonly value: number;
}

const AUDIBLE = 0.01;
const NEAR_DB = 0.5;

const median = (values: readonly number[]): number | undefined => {
	const sorted = values.toSorted((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)];
};
const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

/** How often a player heard the same step twice in a row. */
function repeats({ steps }: Report): number {
	const last = new Map<string, string>();
	return steps.filter(({ player, soundId }) => {
		const isAgain = last.get(player) === soundId;
		last.set(player, soundId);
		return isAgain;
	}).length;
}

/** The longest that any player heard no music between two pieces of it. */
function longestSilence({ players, sounds }: Report): number {
	const silences = players.flatMap(player =>
		holesIn(
			sounds
				.filter(sound => sound.peer === player && isMusic(sound) && sound.gains.some(([, gain]) => gain > AUDIBLE))
				.map(({ start, end }) => [start, end]),
		),
	);
	const [from, to] = longestOf(silences) ?? [0, 0];
	return to - from;
}

function stations({ choices }: Report): Measure[] {
	const names = [...new Set(choices.map(({ station }) => station))].sort();
	return names.flatMap(name => {
		const own = choices.filter(({ station }) => station === name);
		const of = name === "" ? "radio" : `radio ${name}`;
		const again = own.length - new Set(own.map(({ assetId }) => assetId)).size;
		return [
			{ of, what: "songs", unit: "", better: "neither", value: own.length },
			{ of, what: "songs played again", unit: "", better: "less", value: again },
		] as const;
	});
}

/** From entering a zone to its first note, for those who had to wait for it. */
function zones({ visits, sounds }: Report): Measure[] {
	const names = [...new Set(visits.map(({ zone }) => zone))].sort();
	return names.flatMap(name => {
		const own = visits.filter(({ zone }) => zone === name);
		const waits = own.flatMap(({ player, start, end }) => {
			const first = sounds
				.filter(sound => sound.peer === player && sound.zone === name && sound.end > start && sound.start < end)
				.map(sound => Math.max(0, sound.start - start));
			return first.length === 0 ? [] : [Math.min(...first)];
		});
		const wait = median(waits);
		const of = `zone ${name}`;
		const visited: Measure = { of, what: "visits", unit: "", better: "neither", value: own.length };
		return wait === undefined
			? [visited]
			: [visited, { of, what: "to the first note", unit: "s", better: "less", value: wait } as const];
	});
}

function levels({ levels: rows }: Report): Measure[] {
	const off = rows.flatMap(({ after, target, outcome }) =>
		target === undefined || outcome === "not heard in full: far off, faded or ducked" ? [] : [Math.abs(after - target)],
	);
	if (off.length === 0) return [];
	const near = (100 * off.filter(by => by <= NEAR_DB).length) / off.length;
	return [
		{ of: "levels", what: "music within half a decibel of its target", unit: "%", better: "more", value: near },
		{ of: "levels", what: "furthest from its target", unit: "dB", better: "less", value: Math.max(...off) },
	];
}

/** Everything about a run that can be set against another. */
export function measuresOf(report: Report): Measure[] {
	const { steps, sounds, requests, faults } = report;
	const count = (of: string, what: string, value: number, better: Measure["better"] = "neither"): Measure => ({
		of,
		what,
		unit: "",
		better,
		value,
	});
	return [
		count("footsteps", "steps", steps.length),
		count("footsteps", "different clips", new Set(steps.map(({ soundId }) => soundId)).size, "more"),
		count("footsteps", "the same twice in a row", repeats(report), "less"),
		count("music", "pieces", sounds.filter(isMusic).length),
		{ of: "music", what: "longest silence between pieces", unit: "s", better: "less", value: longestSilence(report) },
		...levels(report),
		...stations(report),
		...zones(report),
		count("requests", "a minute", (sum(requests.map(row => row.requests)) * 60) / Math.max(1, report.seconds), "less"),
		count("requests", "failed", sum(requests.map(row => row.failed)), "less"),
		count("faults", "told", faults.length, "less"),
	];
}
