import { zoneContains, type ZoneRecord, type ZoneRegistry } from "./registry";
import type { IndexEntry } from "./spatial-index";
import { contains } from "./volume";

/** Going back to the zone just left takes this many times the dwell, so that a walk along a border does not flap. */
const RETURN_FACTOR = 3;
/** For how many dwells after a swap that holds. */
const RETURN_WINDOW = 10;
/** A listener who is out of its zone for this many dwells gets the best one at hand, however the others alternate. */
const RESTLESS_FACTOR = 4;

/** Sums of frame times do not meet a dwell exactly. */
const ROUNDING = 1e-6;

/** One who hears: where it stands in its decisions. Owned by the brain; read `current` only. */
export interface ZoneListener {
	/** The zone in force; `undefined` outside all. */
	current: ZoneRecord | undefined;
	/** Forced zone, by name. */
	override: string | undefined;
	/** Zones entered through a zone library of the game's own, the latest last. */
	entered: string[];
	/** Zones that hold the listener, with their leaving margins. */
	inside: ZoneRecord[];
	count: number;
	spare: ZoneRecord[];
	pending: ZoneRecord | undefined;
	pendingSince: number | undefined;
	awaySince: number | undefined;
	left: ZoneRecord | undefined;
	leftAt: number | undefined;
	/** The next step decides without dwell. */
	urgent: boolean;
	seen: number;
	winner: ZoneRecord | undefined;
}

/** Decides which zone a listener is in. Time and position are inputs; nothing here knows the engine. */
export interface ZoneBrain {
	listener(): ZoneListener;
	/**
	 * Moves a listener on.
	 *
	 * @param x leave the position out while it is unknown (dead, not spawned yet): what held keeps holding
	 * @returns whether its zone changed
	 */
	step(listener: ZoneListener, now: number, x?: number, y?: number, z?: number): boolean;
	/** Forces a zone, or `undefined` to go by position again. Takes effect with the next step, without dwell. */
	override(listener: ZoneListener, name: string | undefined): void;
	enter(listener: ZoneListener, name: string): void;
	leave(listener: ZoneListener, name: string): void;
	/** Puts a listener where someone who knows better says it is; the rules go on from there. */
	place(listener: ZoneListener, name: string | undefined, now: number): boolean;
	setDwell(seconds: number): void;
}

/**
 * Makes a brain over a registry.
 *
 * @param dwell seconds a zone must be the best one before it takes over
 */
export function createBrain(registry: ZoneRegistry, dwell: number): ZoneBrain {
	const found = new Array<IndexEntry<ZoneRecord>>();
	let stamp = 0;

	/** Collects the zones that hold the listener into `spare` and swaps the two lists. @returns whether they differ */
	function collect(listener: ZoneListener, x: number, y: number, z: number): boolean {
		stamp += 1;
		const before = listener.inside;
		const after = listener.spare;
		const beforeCount = listener.count;
		let count = 0;
		const hits = registry.index.query(x, y, z, found);
		for (const i of $range(0, hits - 1)) {
			const entry = found[i]!;
			if (!contains(entry.volume, x, y, z, 0)) continue;
			const zone = entry.owner;
			if (zone.stamp !== stamp && zone.enabled) {
				zone.stamp = stamp;
				after[count] = zone;
				count += 1;
			}
		}
		for (const i of $range(0, beforeCount - 1)) {
			const zone = before[i]!;
			if (zone.stamp !== stamp && zone.enabled && zoneContains(zone, x, y, z, zone.margin)) {
				zone.stamp = stamp;
				after[count] = zone;
				count += 1;
			}
		}
		for (const name of listener.entered) {
			const zone = registry.get(name);
			if (zone !== undefined && zone.stamp !== stamp && zone.enabled) {
				zone.stamp = stamp;
				after[count] = zone;
				count += 1;
			}
		}
		let same = count === beforeCount;
		for (const i of $range(0, count - 1)) {
			if (!same) break;
			same = before[i] === after[i];
		}
		listener.inside = after;
		listener.spare = before;
		listener.count = count;
		return !same;
	}

	/** Without a position: what has gone goes, what was entered comes. */
	function keep(listener: ZoneListener): void {
		stamp += 1;
		let count = 0;
		for (const i of $range(0, listener.count - 1)) {
			const zone = listener.inside[i]!;
			if (!zone.enabled || zone.stamp === stamp || zone.volumes.isEmpty()) continue;
			zone.stamp = stamp;
			listener.inside[count] = zone;
			count += 1;
		}
		for (const name of listener.entered) {
			const zone = registry.get(name);
			if (zone === undefined || zone.stamp === stamp || !zone.enabled) continue;
			zone.stamp = stamp;
			listener.inside[count] = zone;
			count += 1;
		}
		listener.count = count;
	}

	function depthOf(listener: ZoneListener, zone: ZoneRecord): number {
		let depth = 0;
		for (const i of $range(0, listener.count - 1)) {
			const other = listener.inside[i]!;
			if (other !== zone && registry.within(zone, other)) depth += 1;
		}
		return depth;
	}

	/** Priority, then nesting, then the smaller; then whichever is on, the one entered later, the name. */
	function beats(listener: ZoneListener, a: ZoneRecord, b: ZoneRecord): boolean {
		if (a.priority !== b.priority) return a.priority > b.priority;
		const enteredA = listener.entered.indexOf(a.name);
		const enteredB = listener.entered.indexOf(b.name);
		const placed = !a.volumes.isEmpty() && !b.volumes.isEmpty();
		if (placed) {
			const depthA = depthOf(listener, a);
			const depthB = depthOf(listener, b);
			if (depthA !== depthB) return depthA > depthB;
			if (math.abs(a.size - b.size) > 1e-6 * math.max(a.size, b.size)) return a.size < b.size;
		}
		if (enteredA !== enteredB) return enteredA > enteredB;
		if (listener.current === a || listener.current === b) return listener.current === a;
		return a.name < b.name;
	}

	function best(listener: ZoneListener): ZoneRecord | undefined {
		let winner: ZoneRecord | undefined;
		for (const i of $range(0, listener.count - 1)) {
			const zone = listener.inside[i]!;
			if (winner === undefined || beats(listener, zone, winner)) winner = zone;
		}
		return winner;
	}

	function settle(listener: ZoneListener): void {
		listener.pending = undefined;
		listener.pendingSince = undefined;
		listener.awaySince = undefined;
		listener.urgent = false;
	}

	function commit(listener: ZoneListener, zone: ZoneRecord | undefined, now: number): boolean {
		const { urgent } = listener;
		settle(listener);
		if (listener.current === zone) return false;
		listener.left = listener.current;
		// What was forced is no walk along a border.
		listener.leftAt = urgent ? undefined : now;
		listener.current = zone;
		// The one that is on wins ties, so the winner must be worked out anew.
		listener.seen = -1;
		return true;
	}

	function holds(listener: ZoneListener, zone: ZoneRecord | undefined): boolean {
		if (zone === undefined) return listener.count === 0;
		for (const i of $range(0, listener.count - 1)) {
			if (listener.inside[i] === zone) return true;
		}
		return false;
	}

	return {
		listener() {
			return {
				current: undefined,
				override: undefined,
				entered: [],
				inside: [],
				count: 0,
				spare: [],
				pending: undefined,
				pendingSince: undefined,
				awaySince: undefined,
				left: undefined,
				leftAt: undefined,
				urgent: true,
				seen: -1,
				winner: undefined,
			};
		},
		step(listener, now, x, y, z) {
			const revision = registry.revision();
			let fresh = listener.seen !== revision;
			if (x !== undefined && y !== undefined && z !== undefined) {
				if (collect(listener, x, y, z)) fresh = true;
			} else if (fresh || listener.urgent) {
				keep(listener);
				fresh = true;
			}
			if (fresh || listener.urgent) {
				const forced = listener.override !== undefined ? registry.get(listener.override) : undefined;
				listener.winner = forced !== undefined && forced.enabled ? forced : best(listener);
				listener.seen = revision;
			}
			const { winner, current } = listener;
			if (winner === current) {
				// Still in the dark about where it is: the first position decides at once.
				if (x === undefined && listener.urgent && current === undefined) return false;
				// Went to and fro without staying: going back goes on being harder.
				if (listener.pendingSince !== undefined && listener.pending === listener.left) listener.leftAt = now;
				settle(listener);
				return false;
			}
			if (listener.urgent || (current !== undefined && (!current.enabled || current.volumes.isEmpty()))) {
				return commit(listener, winner, now);
			}
			if (winner !== undefined && winner.name === listener.override) return commit(listener, winner, now);
			if (listener.pendingSince === undefined || listener.pending !== winner) {
				listener.pending = winner;
				listener.pendingSince = now;
			}
			listener.awaySince ??= now;
			const backSoon =
				listener.leftAt !== undefined && listener.left === winner && now - listener.leftAt < dwell * RETURN_WINDOW;
			const need = backSoon ? dwell * RETURN_FACTOR : dwell;
			if (now - listener.pendingSince >= need - ROUNDING) return commit(listener, winner, now);
			if (now - listener.awaySince >= dwell * RESTLESS_FACTOR && !holds(listener, current)) {
				return commit(listener, winner, now);
			}
			return false;
		},
		override(listener, name) {
			if (listener.override === name) return;
			listener.override = name;
			listener.urgent = true;
		},
		enter(listener, name) {
			const at = listener.entered.indexOf(name);
			if (at !== -1) listener.entered.remove(at);
			listener.entered.push(name);
			listener.urgent = true;
		},
		leave(listener, name) {
			const at = listener.entered.indexOf(name);
			if (at === -1) return;
			listener.entered.remove(at);
			const zone = registry.get(name);
			for (const i of $range(0, listener.count - 1)) {
				if (listener.inside[i] !== zone) continue;
				// It counts again if the position says so.
				listener.inside[i] = listener.inside[listener.count - 1]!;
				listener.count -= 1;
				break;
			}
			listener.urgent = true;
		},
		place(listener, name, now) {
			const zone = name !== undefined ? registry.get(name) : undefined;
			if (zone !== undefined && !holds(listener, zone)) {
				listener.inside[listener.count] = zone;
				listener.count += 1;
			}
			return commit(listener, zone, now);
		},
		setDwell(seconds) {
			dwell = seconds;
		},
	};
}
