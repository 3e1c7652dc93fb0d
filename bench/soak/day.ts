import { createRandom } from "../../tools/contract/catalog/random.ts";

/** Something that happens in the day: `who` is `server`, `regular` or a guest. */
export interface DayEvent {
	/** Virtual seconds. */
	readonly at: number;
	readonly kind: string;
	readonly [field: string]: string | number | boolean;
}

/** A stretch of time in which the API fails, and in which way (a name of `FAULTS`). */
export interface Outage {
	readonly from: number;
	readonly to: number;
	readonly how: string;
}

export interface Day {
	readonly hours: number;
	readonly events: readonly DayEvent[];
	readonly outages: readonly Outage[];
}

export const HOUR = 3600;
const MINUTE = 60;
/** From here on nobody moves, and no guest is left. */
const REST_AT = 57 * MINUTE;
/** What still settles has settled: timers of a minute, fades, the last answers. */
const CENSUS_AT = HOUR - 15;

const HOWS = ["503", "429", "dropped", "hangs", "slow, just under the time-out", "HTML with 200"] as const;
const PACES = [2, 5, 10, 15] as const;
const QUERIES = ["crypt whispers", "tavern lute", "market crowd strings", "storm drums", "harp garden"] as const;
/** Frames a second of the server and of who stays all day: enough to play, few enough for a day in minutes. */
const USUAL_PACE = 10;

/** A day is the same for the same seed, on any machine. */
function createChance(seed: number) {
	const random = createRandom(seed);
	return { between: (low: number, high: number): number => Math.round(random.between(low, high)), of: random.pick };
}
type Chance = ReturnType<typeof createChance>;

const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at));

/** Guests come and go; they are slow in their own ways, and so are their calendars. */
function visits(hour: number, chance: Chance): { events: DayEvent[]; guests: string[] } {
	const guests = times(3, number => `Guest${hour}_${number}`);
	const events = guests.flatMap((who, number): DayEvent[] => {
		const at = chance.between(number * 15 * MINUTE, number * 15 * MINUTE + 10 * MINUTE);
		const until = Math.min(at + chance.between(4, 20) * MINUTE, REST_AT - 10);
		const skew = chance.of([0, 0, -7200, 5400, 86_400]);
		return [
			{ at, kind: "join", who, pace: chance.of(PACES), skew },
			{ at: until, kind: "leave", who },
		];
	});
	return { events, guests };
}

function trouble(chance: Chance, who: readonly string[]): DayEvent[] {
	const spot = () => ({ x: chance.between(-110, 110), z: chance.between(-100, 100) });
	const sometime = (): number => chance.between(MINUTE, REST_AT - MINUTE);
	const slowAt = chance.between(MINUTE, 40 * MINUTE);
	return [
		...times(4, () => ({ at: sometime(), kind: "die", who: chance.of(who) })),
		...times(8, () => ({ at: sometime(), kind: "teleport", who: chance.of(who), ...spot() })),
		...times(4, () => ({ at: sometime(), kind: "stall", who: chance.of([...who, "server"]), seconds: 5 })),
		{ at: slowAt, kind: "pace", who: chance.of(["server", "regular"]), pace: 2 },
		...["server", "regular"].map(each => ({ at: slowAt + 5 * MINUTE, kind: "pace", who: each, pace: USUAL_PACE })),
	];
}

/** Each hour a zone is built, changed twice and taken away, so that an hour later all is as it was. */
function edits(hour: number, chance: Chance): DayEvent[] {
	const spot = () => ({ x: chance.between(-110, 110), z: chance.between(-100, 100), query: chance.of(QUERIES) });
	const at = chance.between(2, 20) * MINUTE;
	return [
		{ at, kind: "build", number: hour, ...spot() },
		...times(2, number => ({ at: at + (number + 1) * 8 * MINUTE, kind: "change", ...spot() })),
		{ at: at + 30 * MINUTE, kind: "demolish" },
	];
}

/**
 * Everything that happens in so many hours. Every hour has as much of everything as every other, and ends as it began:
 * with the regular alone, standing still.
 *
 * @example dayOf(24, 1)
 */
export function dayOf(hours: number, seed: number): Day {
	const chance = createChance(seed);
	const events: DayEvent[] = [
		{ at: 0, kind: "pace", who: "server", pace: USUAL_PACE },
		{ at: 0.1, kind: "join", who: "regular", pace: USUAL_PACE, skew: 300 },
	];
	const outages: Outage[] = [];
	for (let hour = 0; hour < hours; hour++) {
		const start = hour * HOUR;
		const { events: own, guests } = visits(hour, chance);
		own.push(
			...trouble(chance, ["regular", ...guests]),
			...edits(hour, chance),
			{ at: 1, kind: "rest", rests: false },
			{ at: REST_AT, kind: "rest", rests: true },
			{ at: CENSUS_AT, kind: "census", hour: hour + 1 },
		);
		events.push(...own.map(event => ({ ...event, at: event.at + start })));
		const from = start + chance.between(5, 40) * MINUTE;
		outages.push({ from, to: from + 8 * MINUTE, how: chance.of(HOWS) });
	}
	return { hours, events: events.toSorted((a, b) => a.at - b.at), outages };
}
