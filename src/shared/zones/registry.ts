import { createSpatialIndex, type IndexEntry, type SpatialIndex } from "./spatial-index";
import { allEnclosed, contains, distanceTo, isSomewhere, measureOf, shortestSide, type Volume } from "./volume";

/** Studs a listener may stray outside a zone before it counts as left. */
const LEAVE_MARGIN = 1;
/** Share of a zone's shortest side that the margin may take. */
const LEAVE_MARGIN_SHARE = 0.1;

/** What decides between zones, and where a zone is. */
export interface ZoneRecord {
	readonly name: string;
	priority: number;
	enabled: boolean;
	/** Cubic studs of all its volumes. */
	size: number;
	margin: number;
	entries: Array<IndexEntry<ZoneRecord>>;
	/** Where it is: those of `given` that are somewhere. */
	volumes: Volume[];
	/** What it was placed with. Physics can fling a part to where no number is: such a volume counts as nowhere. */
	given: ReadonlyArray<Volume>;
	/** Changes with every move or resize. */
	revision: number;
	/** Scratch of the walk that saw it last. */
	stamp: number;
}

/** All zones of a place with their index. */
export interface ZoneRegistry {
	readonly index: SpatialIndex<ZoneRecord>;
	get: (name: string) => ZoneRecord | undefined;
	all: () => ReadonlyArray<ZoneRecord>;
	/** Adds a zone or changes its rank. */
	set: (name: string, priority: number, enabled: boolean) => ZoneRecord;
	/** Replaces where a zone is. */
	setVolumes: (name: string, volumes: ReadonlyArray<Volume>) => void;
	/** After the numbers of a zone's volumes changed in place: where they are now. */
	moved: (name: string) => void;
	remove: (name: string) => void;
	/** Grows with every change that may make another zone win. */
	revision: () => number;
	/** Whether `inner` lies wholly within `outer`; remembered until one of them moves. */
	within: (inner: ZoneRecord, outer: ZoneRecord) => boolean;
}

/** Whether a zone holds a point, grown by a margin. */
export function zoneContains(zone: ZoneRecord, x: number, y: number, z: number, margin: number): boolean {
	for (const volume of zone.volumes) {
		if (contains(volume, x, y, z, margin)) return true;
	}
	return false;
}

/** Studs to the nearest surface of a zone; 0 inside, `math.huge` for a zone that is nowhere. */
export function zoneDistance(zone: ZoneRecord, x: number, y: number, z: number): number {
	let nearest = math.huge;
	for (const volume of zone.volumes) {
		const distance = distanceTo(volume, x, y, z);
		if (distance < nearest) nearest = distance;
	}
	return nearest;
}

function createRecord(name: string): ZoneRecord {
	return {
		name,
		priority: 0,
		enabled: true,
		size: 0,
		margin: 0,
		entries: [],
		volumes: [],
		given: [],
		revision: 0,
		stamp: 0,
	};
}

function measure(zone: ZoneRecord): void {
	let size = 0;
	let side = math.huge;
	for (const volume of zone.volumes) {
		size += measureOf(volume);
		side = math.min(side, shortestSide(volume));
	}
	zone.size = size;
	zone.margin = side === math.huge ? 0 : math.min(LEAVE_MARGIN, side * LEAVE_MARGIN_SHARE);
	zone.revision += 1;
}

function unplace(index: SpatialIndex<ZoneRecord>, zone: ZoneRecord): void {
	for (const entry of zone.entries) index.remove(entry);
	zone.entries.clear();
	zone.volumes.clear();
}

function place(index: SpatialIndex<ZoneRecord>, zone: ZoneRecord): void {
	for (const volume of zone.given) {
		if (!isSomewhere(volume)) continue;
		zone.volumes.push(volume);
		zone.entries.push(index.insert(volume, zone));
	}
	measure(zone);
}

/** Whether the same volumes are somewhere as before. */
function isPlacedAlike(zone: ZoneRecord): boolean {
	let at = 0;
	for (const volume of zone.given) {
		const placed = zone.volumes[at] === volume;
		if (placed !== isSomewhere(volume)) return false;
		if (placed) at += 1;
	}
	return true;
}

/** Who lies wholly within whom, remembered until one of the two moves. */
function createNesting() {
	const known = new Map<ZoneRecord, Map<ZoneRecord, { inner: number; outer: number; within: boolean }>>();
	return {
		within: (inner: ZoneRecord, outer: ZoneRecord): boolean => {
			let outers = known.get(inner);
			if (outers === undefined) {
				outers = new Map();
				known.set(inner, outers);
			}
			const held = outers.get(outer);
			if (held !== undefined && held.inner === inner.revision && held.outer === outer.revision) return held.within;
			// Zones that fill the same space are not nested in each other.
			const within = inner.size < outer.size * 0.999999 && allEnclosed(outer.volumes, inner.volumes);
			// Zones that move are looked up in every frame: what is known of two of them is renewed in place.
			if (held === undefined) outers.set(outer, { inner: inner.revision, outer: outer.revision, within });
			else {
				held.inner = inner.revision;
				held.outer = outer.revision;
				held.within = within;
			}
			return within;
		},
		forget: (zone: ZoneRecord): void => {
			known.delete(zone);
			for (const [, outers] of known) outers.delete(zone);
		},
	};
}

/** Makes an empty registry. */
export function createRegistry(): ZoneRegistry {
	const index = createSpatialIndex<ZoneRecord>();
	const byName = new Map<string, ZoneRecord>();
	const list = new Array<ZoneRecord>();
	const nesting = createNesting();
	let revision = 0;

	return {
		index,
		get: name => byName.get(name),
		all: () => list,
		set: (name, priority, enabled) => {
			let zone = byName.get(name);
			if (zone === undefined) {
				zone = createRecord(name);
				byName.set(name, zone);
				list.push(zone);
			}
			zone.priority = priority;
			zone.enabled = enabled;
			revision += 1;
			return zone;
		},
		setVolumes: (name, volumes) => {
			const zone = byName.get(name);
			if (zone === undefined) return;
			unplace(index, zone);
			zone.given = volumes;
			place(index, zone);
			revision += 1;
		},
		moved: name => {
			const zone = byName.get(name);
			if (zone === undefined) return;
			if (isPlacedAlike(zone)) {
				if (zone.volumes.isEmpty()) return;
				for (const entry of zone.entries) index.moved(entry);
				measure(zone);
			} else {
				unplace(index, zone);
				place(index, zone);
			}
			revision += 1;
		},
		remove: name => {
			const zone = byName.get(name);
			if (zone === undefined) return;
			unplace(index, zone);
			zone.given = [];
			// Listeners may still hold it.
			zone.enabled = false;
			byName.delete(name);
			list.unorderedRemove(list.indexOf(zone));
			nesting.forget(zone);
			revision += 1;
		},
		revision: () => revision,
		within: nesting.within,
	};
}
