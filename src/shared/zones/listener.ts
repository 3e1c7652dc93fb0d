import { zoneContains, type ZoneRecord, type ZoneRegistry } from "./registry";
import type { IndexEntry } from "./spatial-index";
import { contains } from "./volume";

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

/** Makes a listener that is nowhere yet: its first step decides at once. */
export function createListener(): ZoneListener {
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
}

/** Written and read within one look. */
const found = new Array<IndexEntry<ZoneRecord>>();
/** Numbers the looks of all listeners, so that a zone is listed once in each. */
let stamp = 0;

function isListed(listener: ZoneListener, zone: ZoneRecord): boolean {
	for (const i of $range(0, listener.count - 1)) {
		if (listener.inside[i] === zone) return true;
	}
	return false;
}

/** Adds a zone at the end of a list, unless this look has seen it or it is off. @returns how many are listed then */
function list(into: ZoneRecord[], count: number, zone: ZoneRecord): number {
	if (zone.stamp === stamp || !zone.enabled) return count;
	zone.stamp = stamp;
	into[count] = zone;
	return count + 1;
}

function listEntered(registry: ZoneRegistry, listener: ZoneListener, into: ZoneRecord[], count: number): number {
	for (const name of listener.entered) {
		const zone = registry.get(name);
		if (zone !== undefined) count = list(into, count, zone);
	}
	return count;
}

function isSame(a: ReadonlyArray<ZoneRecord>, b: ReadonlyArray<ZoneRecord>, count: number): boolean {
	for (const i of $range(0, count - 1)) {
		if (a[i] !== b[i]) return false;
	}
	return true;
}

/** Lists the zones that hold a listener at a place. @returns whether they are others than before */
export function lookAround(registry: ZoneRegistry, listener: ZoneListener, x: number, y: number, z: number): boolean {
	stamp += 1;
	const before = listener.inside;
	const beforeCount = listener.count;
	const after = listener.spare;
	let count = 0;
	const hits = registry.index.query(x, y, z, found);
	for (const i of $range(0, hits - 1)) {
		const { owner, volume } = found[i]!;
		if (contains(volume, x, y, z, 0)) count = list(after, count, owner);
	}
	for (const i of $range(0, beforeCount - 1)) {
		const zone = before[i]!;
		if (zone.stamp !== stamp && zoneContains(zone, x, y, z, zone.margin)) count = list(after, count, zone);
	}
	count = listEntered(registry, listener, after, count);
	listener.inside = after;
	listener.spare = before;
	listener.count = count;
	return count !== beforeCount || !isSame(before, after, count);
}

/** Without a place: what has gone goes, what was entered comes, the rest stays. */
export function stayPut(registry: ZoneRegistry, listener: ZoneListener): void {
	stamp += 1;
	const { inside } = listener;
	let count = 0;
	for (const i of $range(0, listener.count - 1)) {
		const zone = inside[i]!;
		if (!zone.volumes.isEmpty()) count = list(inside, count, zone);
	}
	listener.count = listEntered(registry, listener, inside, count);
}

/** Whether a zone holds the listener; `undefined` asks whether none does. */
export function isHeldBy(listener: ZoneListener, zone: ZoneRecord | undefined): boolean {
	return zone === undefined ? listener.count === 0 : isListed(listener, zone);
}

/** Counts a zone among those that hold the listener, until the next look. */
export function addHolder(listener: ZoneListener, zone: ZoneRecord): void {
	if (isListed(listener, zone)) return;
	listener.inside[listener.count] = zone;
	listener.count += 1;
}

/** Takes a zone out of those that hold the listener; it counts again if the next look says so. */
export function dropHolder(listener: ZoneListener, zone: ZoneRecord): void {
	for (const i of $range(0, listener.count - 1)) {
		if (listener.inside[i] !== zone) continue;
		listener.inside[i] = listener.inside[listener.count - 1]!;
		listener.count -= 1;
		return;
	}
}

function depthOf(registry: ZoneRegistry, listener: ZoneListener, zone: ZoneRecord): number {
	let depth = 0;
	for (const i of $range(0, listener.count - 1)) {
		const other = listener.inside[i]!;
		if (other !== zone && registry.within(zone, other)) depth += 1;
	}
	return depth;
}

/** Priority, then nesting, then the smaller; then the one entered later, whichever is on, the name. */
function beats(registry: ZoneRegistry, listener: ZoneListener, a: ZoneRecord, b: ZoneRecord): boolean {
	if (a.priority !== b.priority) return a.priority > b.priority;
	if (!a.volumes.isEmpty() && !b.volumes.isEmpty()) {
		const depthA = depthOf(registry, listener, a);
		const depthB = depthOf(registry, listener, b);
		if (depthA !== depthB) return depthA > depthB;
		if (math.abs(a.size - b.size) > 1e-6 * math.max(a.size, b.size)) return a.size < b.size;
	}
	const enteredA = listener.entered.indexOf(a.name);
	const enteredB = listener.entered.indexOf(b.name);
	if (enteredA !== enteredB) return enteredA > enteredB;
	if (listener.current === a || listener.current === b) return listener.current === a;
	return a.name < b.name;
}

/** The best of the zones that hold a listener. */
export function bestZone(registry: ZoneRegistry, listener: ZoneListener): ZoneRecord | undefined {
	let winner: ZoneRecord | undefined;
	for (const i of $range(0, listener.count - 1)) {
		const zone = listener.inside[i]!;
		if (winner === undefined || beats(registry, listener, zone, winner)) winner = zone;
	}
	return winner;
}
