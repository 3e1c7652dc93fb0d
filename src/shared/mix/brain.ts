import { type BusKind, OPEN } from "../sound/bus";
import { equalPower, linear } from "../sound/fade";
import type { DuckPlan, SnapshotPlan } from "./options";

/** Something that was asked for, with how far it is on: from 0 to 1 and back, by the clock. */
interface Layer<P> {
	readonly plan: P;
	from: number;
	to: number;
	since: number;
	seconds: number;
	isHeld: boolean;
	/** When it lets go by itself. */
	endsAt?: number;
	/** Seconds of its way out. */
	readonly release: number;
}

interface Room {
	place: object;
	muffle: number;
	reverb: number;
}

/** Lets go of what was asked for; harmless when it is over. */
type Release = (now: number) => void;

/**
 * What all that plays on a machine is to sound like. Time is an input; nothing here knows the engine. Ducks do not add up:
 * of those that lower a group the deepest holds. What a snapshot says comes on top, and of snapshots one holds.
 */
export interface Mix {
	duck: (plan: DuckPlan, now: number) => Release;
	snapshot: (plan: SnapshotPlan, now: number) => Release;
	/**
	 * The acoustics of where the listener is, 0 to 1 each. What several places say adds up, to 1 at most.
	 *
	 * @param place whoever says so
	 */
	surround: (place: object, muffle: number, reverb: number, seconds: number, now: number) => void;
	/** It is so late now. @returns whether anything will sound otherwise by itself */
	step: (now: number) => boolean;
	gain: (kind: BusKind) => number;
	/** Hertz. */
	lowPass: (kind: BusKind) => number;
	reverb: () => number;
}

/** A muffle of 1 leaves what is below 500 Hz. */
const MUFFLED_OCTAVES = math.log(OPEN / 500, 2);

const gainOf = (decibels: number): number => 10 ** (-decibels / 20);

function progressOf({ from, to, since, seconds }: Layer<unknown>, now: number): number {
	return linear(from, to, seconds > 0 ? (now - since) / seconds : 1);
}

function turn(layer: Layer<unknown>, to: number, seconds: number, now: number): void {
	layer.from = progressOf(layer, now);
	layer.to = to;
	layer.since = now;
	layer.seconds = seconds;
}

/** Puts a layer on, not to be heard yet. */
function add<P>(layers: Array<Layer<P>>, plan: P, release: number): Layer<P> {
	const layer: Layer<P> = { plan, from: 0, to: 0, since: 0, seconds: 0, isHeld: true, release };
	layers.push(layer);
	return layer;
}

function letGo(layer: Layer<unknown>, now: number): void {
	if (!layer.isHeld) return;
	layer.isHeld = false;
	turn(layer, 0, layer.release, now);
}

/** Drops what is over. @returns whether any layer moves, or will let go by itself */
function sweep(layers: Array<Layer<unknown>>, now: number): boolean {
	let moving = false;
	for (const i of $range(layers.size() - 1, 0, -1)) {
		const layer = layers[i]!;
		const { endsAt } = layer;
		if (layer.isHeld && endsAt !== undefined) {
			moving = true;
			if (now >= endsAt) letGo(layer, now);
		}
		if (now < layer.since + layer.seconds) moving = true;
		else if (!layer.isHeld) layers.remove(i);
	}
	return moving;
}

/** Of the snapshots that are held one is heard. @param seconds of the way from one to the other */
function choose(layers: ReadonlyArray<Layer<SnapshotPlan>>, seconds: number, now: number): void {
	let best: Layer<SnapshotPlan> | undefined;
	for (const layer of layers) {
		if (layer.isHeld && (best === undefined || layer.plan.priority >= best.plan.priority)) best = layer;
	}
	for (const layer of layers) {
		const to = layer === best ? 1 : 0;
		if (layer.to !== to) turn(layer, to, seconds, now);
	}
}

/** Makes a mix that changes nothing yet. */
export function createMix(): Mix {
	const ducks = new Array<Layer<DuckPlan>>();
	const snapshots = new Array<Layer<SnapshotPlan>>();
	const rooms = new Array<Layer<Room>>();
	let at = 0;

	return {
		duck: (plan, now) => {
			const layer = add(ducks, plan, plan.release);
			if (plan.hold !== undefined) layer.endsAt = now + plan.attack + plan.hold;
			turn(layer, 1, plan.attack, now);
			return later => letGo(layer, later);
		},
		snapshot: (plan, now) => {
			const layer = add(snapshots, plan, plan.fadeOut);
			choose(snapshots, plan.fadeIn, now);
			return later => {
				letGo(layer, later);
				choose(snapshots, plan.fadeOut, later);
			};
		},
		surround: (place, muffle, reverb, seconds, now) => {
			for (const layer of rooms) {
				if (layer.plan.place !== place) continue;
				layer.isHeld = false;
				turn(layer, 0, seconds, now);
			}
			turn(add(rooms, { place, muffle, reverb }, seconds), 1, seconds, now);
		},
		step: now => {
			at = now;
			const ducking = sweep(ducks, now);
			const changing = sweep(snapshots, now);
			return sweep(rooms, now) || ducking || changing;
		},
		gain: kind => {
			let gain = 1;
			for (const layer of ducks) {
				const { by, who } = layer.plan;
				if (who.includes(kind)) gain = math.min(gain, equalPower(1, gainOf(by), progressOf(layer, at)));
			}
			for (const layer of snapshots) {
				gain *= equalPower(1, gainOf(layer.plan.groups[kind]?.by ?? 0), progressOf(layer, at));
			}
			return gain;
		},
		// Ears count by octaves below the top of hearing.
		lowPass: kind => {
			let muffled = 0;
			let octaves = 0;
			for (const layer of rooms) muffled += layer.plan.muffle * progressOf(layer, at);
			for (const layer of snapshots) {
				octaves += math.log(OPEN / (layer.plan.groups[kind]?.lowPass ?? OPEN), 2) * progressOf(layer, at);
			}
			return OPEN / 2 ** math.max(math.min(muffled, 1) * MUFFLED_OCTAVES, octaves);
		},
		reverb: () => {
			let reverb = 0;
			for (const layer of rooms) reverb += layer.plan.reverb * progressOf(layer, at);
			return math.min(reverb, 1);
		},
	};
}
