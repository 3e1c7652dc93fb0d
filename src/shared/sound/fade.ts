import { timebase } from "./engine-timebase";

/** The value at progress `x` (0..1) of a way from one value to another; at 1 it is exactly `to`. */
export type Curve = (from: number, to: number, x: number) => number;

/** A value that moves to a goal from wherever it stands. */
export interface Fade {
	value: () => number;
	isMoving: () => boolean;
	/** Begins anew from the present value; what an earlier call wanted done is forgotten. */
	to: (goal: number, seconds: number, done?: () => void) => void;
	/** Stands still from now on; nothing more is done. */
	stop: () => void;
	/** Holds the way where it is, or goes on with it. */
	freeze: (frozen: boolean) => void;
}

export interface FadeOptions {
	initial: number;
	curve: Curve;
	write: (value: number) => void;
	/** Writes at most once in so many seconds; default every frame. */
	every?: number;
}

interface Way {
	from: number;
	goal: number;
	elapsed: number;
	seconds: number;
	done?: () => void;
}

/**
 * Equal power from wherever a fade stands: the gain moves along the quarter circle from `from` to `to`. Two fades that
 * stood at complementary gains keep a constant power sum, also after an interruption.
 *
 * @example
 * equalPower(0, 1, 0.5) // 0.707
 */
export function equalPower(from: number, to: number, x: number): number {
	if (x >= 1) return to;
	const start = math.asin(math.clamp(from, 0, 1));
	const goal = math.asin(math.clamp(to, 0, 1));
	return math.sin(start + (goal - start) * math.max(x, 0));
}

/** A straight line. */
export function linear(from: number, to: number, x: number): number {
	return x >= 1 ? to : from + (to - from) * math.max(x, 0);
}

/**
 * The one fade of the product. It costs a frame only while it moves.
 *
 * @example
 * const fade = createFade({ initial: 1, curve: equalPower, write: gain => voice.setGain(gain) });
 * fade.to(0, 3, () => voice.stop());
 */
export function createFade(options: FadeOptions): Fade {
	const every = options.every ?? 0;
	let value = options.initial;
	let way: Way | undefined;
	let unwritten = 0;
	let frozen = false;
	let unsubscribe: (() => void) | undefined;

	function stop(): void {
		way = undefined;
		unsubscribe?.();
		unsubscribe = undefined;
	}

	function arrive(goal: number, done: (() => void) | undefined): void {
		stop();
		value = goal;
		options.write(goal);
		done?.();
	}

	function step(dt: number): void {
		if (frozen || way === undefined) return;
		way.elapsed += dt;
		unwritten += dt;
		if (way.elapsed >= way.seconds) {
			arrive(way.goal, way.done);
			return;
		}
		value = options.curve(way.from, way.goal, way.elapsed / way.seconds);
		if (unwritten < every) return;
		unwritten = 0;
		options.write(value);
	}

	return {
		value: () => value,
		isMoving: () => way !== undefined,
		to: (goal, seconds, done) => {
			if (seconds <= 0) {
				arrive(goal, done);
				return;
			}
			way = { from: value, goal, elapsed: 0, seconds, done };
			unwritten = 0;
			unsubscribe ??= timebase.subscribe(step);
		},
		stop,
		freeze: to => {
			frozen = to;
		},
	};
}
