import type { Track } from "../../../shared/wire/music";
import type { RadioSettings } from "../options";
import { energyOf } from "./likeness";
import type { PoolEntry } from "./pool";
import type { NearTrack } from "./seek";

/** A track this near to the wanted energy is on the curve. */
const REACH = 0.2;
/** Fewer artists than this on the curve, and more tracks are wanted there. */
const ENOUGH = 4;
/** How far ahead it is looked whether there is enough, and at what distances. */
const AHEAD_MINUTES = 15;
const STEP_MINUTES = 5;
/** Tracks as near as this are equally near: the other likenesses decide among them. */
const BAND = 0.15;
const SPARE = 0.05;
/** A track further off than this gives way when there is a nearer one. */
const OFF_COURSE = 0.25;

/** Whether a station's energy is to move, and counts. */
export function isMoving({ energy, weights }: Pick<RadioSettings, "energy" | "weights">): boolean {
	return energy !== "steady" && weights.energy > 0;
}

/** Which of the tracks are as near to an energy as can be had; all of them where no energy is known. */
export function nearestTo<T extends { entry: PoolEntry }>(energy: number, all: ReadonlyArray<T>): ReadonlyArray<T> {
	let nearest = math.huge;
	const offBy = all.map(({ entry }) => {
		const known = energyOf(entry.track);
		const off = known !== undefined ? math.abs(known - energy) : math.huge;
		nearest = math.min(nearest, off);
		return off;
	});
	if (nearest === math.huge) return all;
	const most = math.max(BAND, nearest + SPARE);
	return all.filter((_, index) => offBy[index]! <= most);
}

/** Whether a track is so far from the wanted energy that it is only played for want of a nearer one. */
export function isOffCourse({ track }: PoolEntry, wanted: number | undefined): boolean {
	const energy = energyOf(track);
	return wanted !== undefined && energy !== undefined && math.abs(energy - wanted) > OFF_COURSE;
}

/** How many artists have something on the curve. */
function artistsNear(energy: number, fresh: ReadonlyArray<PoolEntry>): number {
	const artists = new Set<string>();
	for (const { track, keys } of fresh) {
		const known = energyOf(track);
		if (known !== undefined && math.abs(known - energy) <= REACH) artists.add(keys.artist ?? keys.id);
	}
	return artists.size();
}

/** The known track nearest to an energy. @param isPassedOver which do not count */
export function nearestKnown(
	entries: ReadonlyArray<PoolEntry>,
	energy: number,
	isPassedOver: (id: string) => boolean,
): NearTrack | undefined {
	let nearest: NearTrack | undefined;
	for (const { track, keys } of entries) {
		const known = energyOf(track);
		const off = known !== undefined ? math.abs(known - energy) : math.huge;
		if (off < (nearest?.off ?? math.huge) && !isPassedOver(keys.id)) nearest = { id: keys.id, off };
	}
	return nearest;
}

/**
 * The energy that the curve soon comes to and that too few tracks have, the earliest first. `undefined` where all is well.
 *
 * @param minute from which on nothing is decided yet
 * @param fresh tracks that are still to be played
 */
export function shortEnergy(
	wantedAt: (minute: number) => number | undefined,
	minute: number,
	fresh: ReadonlyArray<PoolEntry>,
): number | undefined {
	for (const ahead of $range(0, AHEAD_MINUTES, STEP_MINUTES)) {
		const energy = wantedAt(minute + ahead);
		if (energy !== undefined && artistsNear(energy, fresh) < ENOUGH) return energy;
	}
	return undefined;
}

/** How many tracks are on the curve at an energy. */
export function countNear(energy: number, tracks: ReadonlyArray<Track>): number {
	let count = 0;
	for (const track of tracks) {
		const known = energyOf(track);
		if (known !== undefined && math.abs(known - energy) <= REACH) count += 1;
	}
	return count;
}
