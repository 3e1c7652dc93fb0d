import { valueAt } from "./curves.ts";
import type { Curve } from "./types.ts";

/** How seconds of a voice become moments of a context. */
export interface Times {
	/** Where the voice comes in, in seconds since it began. */
	readonly from: number;
	/** Whether it should have come in before: its file took its time. */
	readonly isLate: boolean;
	readonly when: (second: number) => number;
}

/** A curve that comes in from zero at a second. */
export function entering(curve: Curve, from: number, seconds: number): Curve {
	const rest: number[] = [];
	for (let at = 0; at < curve.length; at += 2) if (curve[at]! > from + seconds) rest.push(curve[at]!, curve[at + 1]!);
	return [from, 0, from + seconds, valueAt(curve, from + seconds), ...rest];
}

/** Lets a parameter follow a curve from where the voice comes in. */
export function follow(parameter: AudioParam, curve: Curve, { from, when }: Times): void {
	parameter.setValueAtTime(valueAt(curve, from), when(from));
	for (let at = 0; at < curve.length; at += 2)
		if (curve[at]! > from) parameter.linearRampToValueAtTime(curve[at + 1]!, when(curve[at]!));
}
