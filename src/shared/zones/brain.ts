import type { HeldState } from "./documents";
import {
	addHolder,
	bestZone,
	createListener,
	dropHolder,
	isHeldBy,
	lookAround,
	stayPut,
	type ZoneListener,
} from "./listener";
import type { ZoneRecord, ZoneRegistry } from "./registry";

export type { ZoneListener } from "./listener";

/** Going back to the zone just left takes this many times the dwell, so that a walk along a border does not flap. */
const RETURN_FACTOR = 3;
/** For how many dwells after a swap that holds. */
const RETURN_WINDOW = 10;
/** A listener who is out of its zone for this many dwells gets the best one at hand, however the others alternate. */
const RESTLESS_FACTOR = 4;

/** Sums of frame times do not meet a dwell exactly. */
const ROUNDING = 1e-6;

/** Decides which zone a listener is in. Time and position are inputs; nothing here knows the engine. */
export interface ZoneBrain {
	listener: () => ZoneListener;
	/**
	 * Moves a listener on.
	 *
	 * @param x leave the position out while it is unknown (dead, not spawned yet): what held keeps holding
	 * @returns whether its zone changed
	 */
	step: (listener: ZoneListener, now: number, x?: number, y?: number, z?: number) => boolean;
	/** Brings its forced and entered zones in line. Takes effect with the next step, without dwell. */
	hold: (listener: ZoneListener, state: HeldState) => void;
	/** Puts a listener where someone who knows better says it is; the rules go on from there. */
	place: (listener: ZoneListener, name: string | undefined, now: number) => boolean;
	setDwell: (seconds: number) => void;
}

/** Works out the best zone anew, where anything that counts has changed. */
function choose(registry: ZoneRegistry, listener: ZoneListener, x?: number, y?: number, z?: number): void {
	const revision = registry.revision();
	let fresh = listener.seen !== revision || listener.urgent;
	if (x !== undefined && y !== undefined && z !== undefined) {
		if (lookAround(registry, listener, x, y, z)) fresh = true;
	} else if (fresh) stayPut(registry, listener);
	if (!fresh) return;
	const forced = listener.override !== undefined ? registry.get(listener.override) : undefined;
	listener.winner = forced !== undefined && forced.enabled ? forced : bestZone(registry, listener);
	listener.seen = revision;
}

function rest(listener: ZoneListener): void {
	listener.pending = undefined;
	listener.pendingSince = undefined;
	listener.awaySince = undefined;
	listener.urgent = false;
}

function commit(listener: ZoneListener, zone: ZoneRecord | undefined, now: number): boolean {
	const { urgent } = listener;
	rest(listener);
	if (listener.current === zone) return false;
	listener.left = listener.current;
	// What was forced is no walk along a border.
	listener.leftAt = urgent ? undefined : now;
	listener.current = zone;
	// The one that is on wins ties, so the winner must be worked out anew.
	listener.seen = -1;
	return true;
}

/** Whether the best zone has been the best one for long enough. */
function hasDwelt(listener: ZoneListener, dwell: number, now: number): boolean {
	const { winner } = listener;
	if (listener.pendingSince === undefined || listener.pending !== winner) {
		listener.pending = winner;
		listener.pendingSince = now;
	}
	listener.awaySince ??= now;
	const { leftAt } = listener;
	const backSoon = leftAt !== undefined && listener.left === winner && now - leftAt < dwell * RETURN_WINDOW;
	const need = backSoon ? dwell * RETURN_FACTOR : dwell;
	if (now - listener.pendingSince >= need - ROUNDING) return true;
	return now - listener.awaySince >= dwell * RESTLESS_FACTOR && !isHeldBy(listener, listener.current);
}

/** The zone in force is the best one. */
function stay(listener: ZoneListener, now: number, placed: boolean): void {
	// Still in the dark about where it is: the first position decides at once.
	if (!placed && listener.urgent && listener.current === undefined) return;
	// Went to and fro without staying: going back goes on being harder.
	if (listener.pendingSince !== undefined && listener.pending === listener.left) listener.leftAt = now;
	rest(listener);
}

function enter(listener: ZoneListener, name: string): void {
	const at = listener.entered.indexOf(name);
	if (at !== -1) listener.entered.remove(at);
	listener.entered.push(name);
	listener.urgent = true;
}

function leave(registry: ZoneRegistry, listener: ZoneListener, name: string): void {
	const at = listener.entered.indexOf(name);
	if (at === -1) return;
	listener.entered.remove(at);
	const zone = registry.get(name);
	if (zone !== undefined) dropHolder(listener, zone);
	listener.urgent = true;
}

const NONE: ReadonlyArray<string> = [];

/**
 * Makes a brain over a registry.
 *
 * @param dwell seconds a zone must be the best one before it takes over
 */
export function createBrain(registry: ZoneRegistry, dwell: number): ZoneBrain {
	return {
		listener: createListener,
		step: (listener, now, x, y, z) => {
			choose(registry, listener, x, y, z);
			const { winner, current } = listener;
			if (winner === current) {
				stay(listener, now, x !== undefined);
				return false;
			}
			const lost = current !== undefined && (!current.enabled || current.volumes.isEmpty());
			const forced = winner !== undefined && winner.name === listener.override;
			if (listener.urgent || lost || forced || hasDwelt(listener, dwell, now)) {
				return commit(listener, winner, now);
			}
			return false;
		},
		hold: (listener, { o, e = NONE }) => {
			if (listener.override !== o) {
				listener.override = o;
				listener.urgent = true;
			}
			for (const name of [...listener.entered]) {
				if (!e.includes(name)) leave(registry, listener, name);
			}
			e.forEach((name, i) => {
				if (listener.entered[i] !== name) enter(listener, name);
			});
		},
		place: (listener, name, now) => {
			const zone = name !== undefined ? registry.get(name) : undefined;
			if (zone !== undefined) addHolder(listener, zone);
			return commit(listener, zone, now);
		},
		setDwell: seconds => {
			dwell = seconds;
		},
	};
}
