import { round } from "./random.ts";

/** Scores at or above this are the same recording once more; `dedupe=true` drops them. */
export const duplicateScore = 0.97;

interface Placed {
	id: string;
	index: number;
	point: Float32Array;
}

/** Euclidean distance in the feature space: symmetric, zero only for equal points, triangle inequality holds. */
export function distance(a: Placed, b: Placed): number {
	let sum = 0;
	for (let axis = 0; axis < a.point.length; axis++) {
		const d = a.point[axis]! - b.point[axis]!;
		sum += d * d;
	}
	return Math.sqrt(sum);
}

/** 1 for the same point, falling towards 0 with distance. */
export const scoreOf = (d: number): number => Math.exp(-d);

export interface Scored<T> {
	item: T;
	score: number;
}

/** Everything but the seed itself, nearest first, at most `cap`. */
export function neighbours<T extends Placed>(
	items: readonly T[],
	seed: T,
	keep: ((item: T) => boolean) | undefined,
	cap: number,
): Scored<T>[] {
	const found: { item: T; d: number }[] = [];
	for (const item of items) {
		if (item === seed || (keep !== undefined && !keep(item))) continue;
		found.push({ item, d: distance(seed, item) });
	}
	found.sort((a, b) => a.d - b.d || a.item.index - b.item.index);
	return found.slice(0, cap).map(({ item, d }) => ({ item, score: round(scoreOf(d), 6) }));
}
