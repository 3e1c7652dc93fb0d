import { short } from "../report/text.ts";
import type { Report } from "../report/types.ts";
import { type Measure, measuresOf } from "./measures.ts";

/** One number of two runs. */
export interface Difference extends Omit<Measure, "value"> {
	/** Absent where that run has no such thing. */
	readonly a?: number;
	readonly b?: number;
	/** Whether the second run is the better one. */
	readonly verdict: "same" | "better" | "worse" | "other";
}

/** Less than this is not a difference. */
const LEAST = 0.05;

function verdictOf({ better }: Measure, a: number | undefined, b: number | undefined): Difference["verdict"] {
	if (a === undefined || b === undefined) return "other";
	if (Math.abs(b - a) < LEAST) return "same";
	if (better === "neither") return "other";
	return b > a === (better === "more") ? "better" : "worse";
}

/**
 * What is different between two runs, in the order of the first; what only the second has comes where it stands there.
 *
 * @example
 * compareRuns(before, after).filter(({ verdict }) => verdict === "worse");
 */
export function compareRuns(first: Report, second: Report): Difference[] {
	const keyOf = ({ of, what }: Measure): string => `${of}: ${what}`;
	const [a, b] = [first, second].map(report => new Map(measuresOf(report).map(one => [keyOf(one), one])));
	const order = [...new Set([...a!.values(), ...b!.values()].map(({ of }) => of))];
	const keys = [...new Set([...a!.keys(), ...b!.keys()])];
	return keys
		.map(key => {
			const [one, other] = [a!.get(key), b!.get(key)];
			const { of, what, unit, better } = (one ?? other)!;
			return {
				...{ of, what, unit, better },
				...(one === undefined ? {} : { a: one.value }),
				...(other === undefined ? {} : { b: other.value }),
				verdict: verdictOf((one ?? other)!, one?.value, other?.value),
			};
		})
		.toSorted((x, y) => order.indexOf(x.of) - order.indexOf(y.of));
}

/** A number with its unit; a dash for what a run does not have. */
export const shownValue = (value: number | undefined, unit: Measure["unit"]): string =>
	value === undefined ? "–" : `${short(value, 1)}${unit === "" ? "" : ` ${unit}`}`;

/** By how much, with its sign. */
export function shownChange({ a, b, unit }: Difference): string {
	if (a === undefined || b === undefined || Math.abs(b - a) < LEAST) return "";
	return `${b > a ? "+" : "-"}${shownValue(Math.abs(b - a), unit)}`;
}
