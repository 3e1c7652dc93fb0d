import { boundsOf, type Volume } from "./volume";

/** Cells of the finest grid, in studs. */
const FINEST_CELL = 4;
/** Cells of one level are numbered within this many along an axis; beyond that far cells share, which costs time only. */
const SPAN = 131072;
const HALF_SPAN = SPAN / 2;

/** A volume's place in the index. `owner` is the caller's. */
export interface IndexEntry<T> {
	readonly owner: T;
	readonly volume: Volume;
	/** Upright box around the volume: most misses are told by it alone. */
	ax: number;
	ay: number;
	az: number;
	bx: number;
	by: number;
	bz: number;
	level: number;
	x0: number;
	x1: number;
	y0: number;
	y1: number;
	z0: number;
	z1: number;
}

interface Level<T> {
	cell: number;
	count: number;
	cells: Map<number, Array<IndexEntry<T>>>;
}

/** Which volumes may hold a point. */
export interface SpatialIndex<T> {
	insert: (volume: Volume, owner: T) => IndexEntry<T>;
	/** To be called after the numbers of an entry's volume changed. */
	moved: (entry: IndexEntry<T>) => void;
	remove: (entry: IndexEntry<T>) => void;
	/**
	 * Writes the entries whose upright boxes hold the point to the start of `out`; their volumes may still miss it.
	 * Allocates nothing once `out` is long enough.
	 *
	 * @returns how many were written
	 */
	query: (x: number, y: number, z: number, out: Array<IndexEntry<T>>) => number;
	size: () => number;
}

function keyOf(x: number, y: number, z: number): number {
	return (x % SPAN) + HALF_SPAN + ((y % SPAN) + (z % SPAN) * SPAN) * SPAN;
}

/** Works out the box and the cells of an entry. */
function place<T>(entry: IndexEntry<T>, volume: Volume): void {
	const [ex, ey, ez] = boundsOf(volume);
	const level = math.max(0, math.ceil(math.log(math.max(ex, ey, ez) / FINEST_CELL, 2)));
	const cell = FINEST_CELL * math.pow(2, level);
	entry.ax = volume.x - ex;
	entry.ay = volume.y - ey;
	entry.az = volume.z - ez;
	entry.bx = volume.x + ex;
	entry.by = volume.y + ey;
	entry.bz = volume.z + ez;
	entry.level = level;
	entry.x0 = math.floor(entry.ax / cell);
	entry.x1 = math.floor(entry.bx / cell);
	entry.y0 = math.floor(entry.ay / cell);
	entry.y1 = math.floor(entry.by / cell);
	entry.z0 = math.floor(entry.az / cell);
	entry.z1 = math.floor(entry.bz / cell);
}

function fillsCellsOf<T>(a: IndexEntry<T>, b: IndexEntry<T>): boolean {
	if (a.level !== b.level || a.x0 !== b.x0 || a.x1 !== b.x1) return false;
	return a.y0 === b.y0 && a.y1 === b.y1 && a.z0 === b.z0 && a.z1 === b.z1;
}

function copyBox<T>(from: IndexEntry<T>, to: IndexEntry<T>): void {
	to.ax = from.ax;
	to.ay = from.ay;
	to.az = from.az;
	to.bx = from.bx;
	to.by = from.by;
	to.bz = from.bz;
}

function enterCells<T extends defined>({ cells }: Level<T>, entry: IndexEntry<T>): void {
	for (const z of $range(entry.z0, entry.z1)) {
		for (const y of $range(entry.y0, entry.y1)) {
			for (const x of $range(entry.x0, entry.x1)) {
				const key = keyOf(x, y, z);
				const held = cells.get(key);
				if (held === undefined) cells.set(key, [entry]);
				else held.push(entry);
			}
		}
	}
}

function leaveCells<T extends defined>({ cells }: Level<T>, entry: IndexEntry<T>): void {
	for (const z of $range(entry.z0, entry.z1)) {
		for (const y of $range(entry.y0, entry.y1)) {
			for (const x of $range(entry.x0, entry.x1)) {
				const key = keyOf(x, y, z);
				const held = cells.get(key);
				const at = held === undefined ? -1 : held.indexOf(entry);
				if (held === undefined || at === -1) continue;
				if (held.size() === 1) cells.delete(key);
				else held.unorderedRemove(at);
			}
		}
	}
}

/**
 * A hierarchical hashed grid: a volume lies in the level whose cells are half its extent or more, so it fills at most
 * three cells along an axis, and a query looks at one cell of each level in use, however many zones there are.
 */
export function createSpatialIndex<T extends defined>(): SpatialIndex<T> {
	const levels = new Map<number, Level<T>>();
	const used = new Array<Level<T>>();
	const scratch = {} as IndexEntry<T>;
	let count = 0;

	function link(entry: IndexEntry<T>): void {
		let level = levels.get(entry.level);
		if (level === undefined) {
			level = { cell: FINEST_CELL * math.pow(2, entry.level), count: 0, cells: new Map() };
			levels.set(entry.level, level);
		}
		if (level.count === 0) used.push(level);
		level.count += 1;
		enterCells(level, entry);
	}

	function unlink(entry: IndexEntry<T>): void {
		const level = levels.get(entry.level)!;
		level.count -= 1;
		if (level.count === 0) used.unorderedRemove(used.indexOf(level));
		leaveCells(level, entry);
	}

	return {
		insert: (volume, owner) => {
			const entry = { owner, volume } as IndexEntry<T>;
			place(entry, volume);
			link(entry);
			count += 1;
			return entry;
		},
		moved: entry => {
			place(scratch, entry.volume);
			if (fillsCellsOf(scratch, entry)) {
				copyBox(scratch, entry);
				return;
			}
			unlink(entry);
			place(entry, entry.volume);
			link(entry);
		},
		remove: entry => {
			unlink(entry);
			count -= 1;
		},
		query: (x, y, z, out) => {
			let n = 0;
			for (const level of used) {
				const { cell } = level;
				const held = level.cells.get(keyOf(math.floor(x / cell), math.floor(y / cell), math.floor(z / cell)));
				if (held === undefined) continue;
				for (const entry of held) {
					if (x < entry.ax || x > entry.bx || z < entry.az || z > entry.bz) continue;
					if (y < entry.ay || y > entry.by) continue;
					out[n] = entry;
					n += 1;
				}
			}
			return n;
		},
		size: () => count,
	};
}
