const QUARTER_TURN = math.pi / 2;

/** Rising half of an equal-power pair: the squares of both halves sum to one. `x` is clamped to 0..1. */
export function fadeIn(x: number): number {
	return math.sin(math.clamp(x, 0, 1) * QUARTER_TURN);
}

/** Falling half of an equal-power pair. */
export function fadeOut(x: number): number {
	return math.cos(math.clamp(x, 0, 1) * QUARTER_TURN);
}

/**
 * Equal power from wherever a fade stands: the gain moves along the quarter circle from `from` to `to`. Two fades that
 * stood at complementary gains keep a constant power sum, also after an interruption.
 *
 * @param x progress 0..1
 * @example
 * fadeBetween(0, 1, 0.5) // 0.707
 */
export function fadeBetween(from: number, to: number, x: number): number {
	if (x >= 1) return to;
	const start = math.asin(math.clamp(from, 0, 1));
	const goal = math.asin(math.clamp(to, 0, 1));
	return math.sin(start + (goal - start) * math.max(x, 0));
}
