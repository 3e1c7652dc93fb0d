import { BUS_KINDS, type BusKind, OPEN } from "../sound/bus";
import { equalPower, linear } from "../sound/fade";
import type { DuckPlan, SnapshotPlan } from "./options";

/** A value on its way, by the clock. */
interface Ramp {
	from: number;
	to: number;
	since: number;
	seconds: number;
	curve: typeof linear;
}

/** A duck that is on, or on its way out. */
interface Duck {
	readonly plan: DuckPlan;
	readonly gain: Ramp;
	isReleased: boolean;
}

/** How one group sounds. `octaves` is how far a low-pass stands below the top of hearing: that is how ears count. */
interface Group {
	readonly gain: Ramp;
	readonly octaves: Ramp;
	gainNow: number;
	octavesNow: number;
}

/** Lets go of what was asked for; harmless when it is over. */
type Release = (now: number) => void;

/**
 * What all that plays on a machine is to sound like. Time is an input; nothing here knows the engine. Gains of ducks do not
 * add up: of those that lower a group the deepest holds. What a snapshot says comes on top, and of snapshots one holds.
 */
export interface Mix {
	duck: (plan: DuckPlan, now: number) => Release;
	snapshot: (plan: SnapshotPlan, now: number) => Release;
	/**
	 * The acoustics of where the listener is, 0 to 1 each. Of several places the stronger hold.
	 *
	 * @param place whoever says so
	 */
	surround: (place: object, muffle: number, reverb: number, seconds: number, now: number) => void;
	/** Works out how everything sounds now. @returns whether it will sound otherwise by itself */
	step: (now: number) => boolean;
	gain: (kind: BusKind) => number;
	/** Hertz. */
	lowPass: (kind: BusKind) => number;
	reverb: () => number;
}

/** A muffle of 1 leaves what is below 500 Hz. */
const MUFFLED_OCTAVES = math.log(OPEN / 500, 2);

const rampAt = (value: number, curve: typeof linear): Ramp => ({ from: value, to: value, since: 0, seconds: 0, curve });

function valueOf(ramp: Ramp, now: number): number {
	return ramp.curve(ramp.from, ramp.to, ramp.seconds > 0 ? (now - ramp.since) / ramp.seconds : 1);
}

function turn(ramp: Ramp, to: number, seconds: number, now: number): void {
	ramp.from = valueOf(ramp, now);
	ramp.to = to;
	ramp.since = now;
	ramp.seconds = seconds;
}

const isMoving = (ramp: Ramp, now: number): boolean => now < ramp.since + ramp.seconds;

const gainOf = (decibels: number): number => 10 ** (-decibels / 20);

interface State {
	readonly groups: Record<BusKind, Group>;
	readonly ducks: Duck[];
	/** In the order in which they came. */
	readonly snapshots: Array<{ plan: SnapshotPlan }>;
	heard?: SnapshotPlan;
	/** By whoever speaks of them. */
	readonly muffles: Map<object, number>;
	readonly reverbs: Map<object, number>;
	readonly muffle: Ramp;
	readonly reverb: Ramp;
	reverbNow: number;
}

function release(duck: Duck, now: number): void {
	if (duck.isReleased) return;
	duck.isReleased = true;
	turn(duck.gain, 1, duck.plan.release, now);
}

/** Lowers the groups by the ducks. @returns whether any of them moves, or will let go by itself */
function stepDucks({ groups, ducks }: State, now: number): boolean {
	let moving = false;
	for (const i of $range(ducks.size() - 1, 0, -1)) {
		const duck = ducks[i]!;
		const { gain, plan } = duck;
		if (!duck.isReleased && plan.hold !== undefined) {
			moving = true;
			if (now >= gain.since + plan.attack + plan.hold) release(duck, now);
		}
		if (isMoving(gain, now)) moving = true;
		else if (duck.isReleased) ducks.remove(i);
		const value = valueOf(gain, now);
		for (const kind of plan.who) groups[kind].gainNow = math.min(groups[kind].gainNow, value);
	}
	return moving;
}

/** @param seconds of the way from one to the other */
function hearSnapshot(state: State, seconds: number, now: number): void {
	let best: SnapshotPlan | undefined;
	for (const { plan } of state.snapshots) if (best === undefined || plan.priority >= best.priority) best = plan;
	if (best === state.heard) return;
	state.heard = best;
	for (const kind of BUS_KINDS) {
		const { by = 0, lowPass = OPEN } = best?.groups[kind] ?? {};
		turn(state.groups[kind].gain, gainOf(by), seconds, now);
		turn(state.groups[kind].octaves, math.log(OPEN / lowPass, 2), seconds, now);
	}
}

/** One of several places says otherwise. */
function change(
	all: Map<object, number>,
	place: object,
	value: number,
	ramp: Ramp,
	seconds: number,
	now: number,
): void {
	if (value > 0) all.set(place, value);
	else all.delete(place);
	let most = 0;
	for (const [, other] of all) most = math.max(most, other);
	if (ramp.to !== most) turn(ramp, most, seconds, now);
}

function step(state: State, now: number): boolean {
	const { groups, muffle, reverb } = state;
	const muffled = valueOf(muffle, now) * MUFFLED_OCTAVES;
	state.reverbNow = valueOf(reverb, now);
	for (const kind of BUS_KINDS) {
		const group = groups[kind];
		group.gainNow = 1;
		group.octavesNow = math.max(muffled, valueOf(group.octaves, now));
	}
	const ducking = stepDucks(state, now);
	for (const kind of BUS_KINDS) groups[kind].gainNow *= valueOf(groups[kind].gain, now);
	// The groups of a snapshot move together.
	return ducking || isMoving(muffle, now) || isMoving(reverb, now) || isMoving(groups.music.gain, now);
}

function createState(): State {
	const groupOf = (): Group => ({ gain: rampAt(1, equalPower), octaves: rampAt(0, linear), gainNow: 1, octavesNow: 0 });
	return {
		groups: { music: groupOf(), ambience: groupOf(), radio: groupOf(), footsteps: groupOf() },
		ducks: [],
		snapshots: [],
		muffles: new Map(),
		reverbs: new Map(),
		muffle: rampAt(0, linear),
		reverb: rampAt(0, linear),
		reverbNow: 0,
	};
}

/** Makes a mix that changes nothing yet. */
export function createMix(): Mix {
	const state = createState();
	const { groups, snapshots } = state;
	return {
		duck: (plan, from) => {
			const duck: Duck = { plan, gain: rampAt(1, equalPower), isReleased: false };
			turn(duck.gain, gainOf(plan.by), plan.attack, from);
			state.ducks.push(duck);
			return now => release(duck, now);
		},
		snapshot: (plan, from) => {
			const entered = { plan };
			snapshots.push(entered);
			hearSnapshot(state, plan.fadeIn, from);
			return now => {
				const at = snapshots.indexOf(entered);
				if (at === -1) return;
				snapshots.remove(at);
				hearSnapshot(state, plan.fadeOut, now);
			};
		},
		surround: (place, muffle, reverb, seconds, now) => {
			change(state.muffles, place, muffle, state.muffle, seconds, now);
			change(state.reverbs, place, reverb, state.reverb, seconds, now);
		},
		step: now => step(state, now),
		gain: kind => groups[kind].gainNow,
		lowPass: kind => OPEN / 2 ** groups[kind].octavesNow,
		reverb: () => state.reverbNow,
	};
}
