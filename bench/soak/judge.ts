import type { Hour, Measured, Silence } from "./measure.ts";

/** One thing that must not grow. */
export interface Growth {
	readonly machine: string;
	readonly measure: string;
	/** Middle value of the first and of the last hours that count. */
	readonly first: number;
	readonly last: number;
	/** By slope, over 24 hours. */
	readonly aDay: number;
	readonly mayGrow: number;
}

export interface SoakVerdict {
	readonly growths: readonly Growth[];
	readonly requests: { readonly middle: number; readonly least: number; readonly most: number };
	/** The longest silence of each kind. */
	readonly silences: readonly Silence[];
	/** Sentences about what must not be. */
	readonly faults: readonly string[];
}

const DAY_HOURS = 24;
/** Fewer hours have no slope: the first one settles. */
export const LEAST_HOURS = 3;
/** Until here memories fill that have a limit: of a whole day, and of a short look. */
const SETTLING_HOURS = 4;
const SHORT_DAY_HOURS = 12;
const LONGEST_SILENCE_SECONDS = 10;
/** An hour may cost as much more than the middle one. */
const BUSIEST_HOUR = 1.5;

const middle = (values: readonly number[]): number => {
	const sorted = values.toSorted((a, b) => a - b);
	const half = sorted.length / 2;
	return sorted.length === 0 ? 0 : (sorted[Math.floor(half)]! + sorted[Math.ceil(half) - 1]!) / 2;
};

/** The middle of all slopes between two hours (Theil-Sen): one odd hour does not bend it. */
export function slopeOf(values: readonly number[]): number {
	const slopes = values.flatMap((value, at) => values.slice(at + 1).map((later, by) => (later - value) / (by + 1)));
	return middle(slopes);
}

/** What of a measure may come in a day, as a share of what is there and in any case. */
const BOUNDS = {
	counted: { share: 0.02, least: 5 },
	// Guests come at other times and stay as long as they like.
	guests: { share: 0.1, least: 20 },
	heap: { share: 0.05, least: 0 },
	requests: { share: 0.1, least: 5 },
} as const;

function growthOf(
	machine: string,
	measure: string,
	values: readonly number[],
	{ share, least }: (typeof BOUNDS)[keyof typeof BOUNDS],
): Growth {
	const third = Math.max(1, Math.floor(values.length / 3));
	return {
		machine,
		measure,
		first: middle(values.slice(0, third)),
		last: middle(values.slice(-third)),
		aDay: Math.round(slopeOf(values) * DAY_HOURS),
		mayGrow: Math.round(Math.max(least, middle(values) * share)),
	};
}

const COUNTED = ["instances", "sounds", "connections", "threads"] as const;

function growths(hours: readonly Hour[]): Growth[] {
	return [
		...(["server", "regular", "guests"] as const).flatMap(machine =>
			COUNTED.map(measure =>
				growthOf(
					machine,
					measure,
					hours.map(hour => hour[machine][measure]),
					machine === "guests" ? BOUNDS.guests : BOUNDS.counted,
				),
			),
		),
		growthOf(
			"all machines",
			"heap (KB)",
			hours.map(({ heap }) => heap),
			BOUNDS.heap,
		),
		growthOf(
			"server",
			"requests an hour",
			hours.map(({ requests }) => requests),
			BOUNDS.requests,
		),
	];
}

export const clockOf = (seconds: number): string =>
	[seconds / 3600, (seconds / 60) % 60, seconds % 60].map(part => String(Math.floor(part)).padStart(2, "0")).join(":");

/** Judges a day; fewer than three hours cannot be judged. */
export function judgeSoak({ hours, silences, errors }: Measured): SoakVerdict {
	const settled = hours.slice(hours.length >= SHORT_DAY_HOURS ? SETTLING_HOURS : 1);
	const all = growths(settled);
	const costs = settled.map(({ requests }) => requests);
	const requests = { middle: middle(costs), least: Math.min(...costs), most: Math.max(...costs) };
	const worst = (["radio", "zones"] as const).map(
		of => silences.filter(silence => silence.of === of).toSorted((a, b) => b.seconds - a.seconds)[0]!,
	);
	return {
		growths: all,
		requests,
		silences: worst,
		faults: [
			...errors.map(error => `raised: ${error}`),
			...all
				.filter(({ aDay, mayGrow }) => aDay > mayGrow)
				.map(
					({ machine, measure, aDay, mayGrow }) =>
						`${machine}: ${measure} grows by ${aDay} a day; it may grow by ${mayGrow}`,
				),
			...(requests.most > requests.middle * BUSIEST_HOUR
				? [`an hour had ${requests.most} requests, the middle one ${requests.middle}`]
				: []),
			...worst
				.filter(({ seconds }) => seconds > LONGEST_SILENCE_SECONDS)
				.map(
					({ of, peer, seconds, since }) =>
						`${peer} heard no ${of === "radio" ? "radio" : "music of zones"} for ${seconds.toFixed(1)} s from ${clockOf(since)} on; it may be ${LONGEST_SILENCE_SECONDS} s`,
				),
		],
	};
}
