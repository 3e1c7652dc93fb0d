import type { Curve } from "./types.ts";

/** A moment and what holds then. */
export type Point = readonly number[];

const FRAME = 1 / 60;

/** How far the points between two that stay may lie off the straight line; the first number of a point is its moment. */
export type Tolerance = (point: Point, straight: (index: number) => number) => boolean;

/**
 * What holds until it changes, as points with straight lines between: where something new comes after a while, the old holds
 * until a frame before.
 *
 * @param leaps - whether the step from one point to the next is one that has to be kept apart
 */
export function held(points: readonly Point[], leaps: (before: Point, after: Point) => boolean): Point[] {
	return points.flatMap((point, index) => {
		const before = points[index - 1];
		if (before === undefined || point[0]! - before[0]! < FRAME * 1.5 || !leaps(before, point)) return [point];
		return [[point[0]! - FRAME, ...before.slice(1)], point];
	});
}

/** The fewest points whose straight lines stay within the tolerance (Ramer, Douglas, Peucker). */
export function thinned(points: readonly Point[], isNear: Tolerance): Point[] {
	const kept = new Set([0, points.length - 1]);
	const stretches: Array<[number, number]> = [[0, points.length - 1]];
	for (let stretch = stretches.pop(); stretch !== undefined; stretch = stretches.pop()) {
		const [from, to] = stretch;
		const [a, b] = [points[from]!, points[to]!];
		let worst = -1;
		let most = 0;
		for (let at = from + 1; at < to; at++) {
			const point = points[at]!;
			const share = b[0] === a[0] ? 0 : (point[0]! - a[0]!) / (b[0]! - a[0]!);
			const straight = (index: number): number => a[index]! + (b[index]! - a[index]!) * share;
			if (isNear(point, straight)) continue;
			const off = point.reduce((sum, value, index) => sum + Math.abs(value - straight(index)), 0);
			if (off >= most) [worst, most] = [at, off];
		}
		if (worst === -1) continue;
		kept.add(worst);
		stretches.push([from, worst], [worst, to]);
	}
	return points.filter((_, index) => kept.has(index));
}

/** The value of a curve at a moment; the first before it begins, the last after it ended. */
export function valueAt(curve: Curve, moment: number): number {
	if (moment <= curve[0]!) return curve[1]!;
	for (let at = 2; at < curve.length; at += 2) {
		const [t0, v0, t1, v1] = [curve[at - 2]!, curve[at - 1]!, curve[at]!, curve[at + 1]!];
		if (moment < t1) return v0 + ((v1 - v0) * (moment - t0)) / (t1 - t0);
	}
	return curve[curve.length - 1]!;
}
