import { cut, type Paint } from "../play/paint.ts";
import { type Difference, shownChange, shownValue } from "./compare.ts";

const WIDEST = 100;

/** The differences as a table for a terminal; what is the same is counted and left out. */
export function tableLines(
	differences: readonly Difference[],
	names: readonly [string, string],
	{ width, paint }: { width: number; paint: Paint },
): string[] {
	const told = differences.filter(({ verdict }) => verdict !== "same");
	const alike = differences.length - told.length;
	const columns = 14;
	const label = Math.max(16, Math.min(width, WIDEST) - 3 * columns);
	const row = (what: string, cells: readonly string[]): string =>
		cut(what, label - 1).padEnd(label) + cells.map(cell => cut(cell, columns - 1).padStart(columns)).join("");
	const painted = { better: paint.good, worse: paint.bad, other: (text: string) => text, same: paint.dim };
	return [
		paint.dim(row("", [...names, "change"])),
		...told.map(one =>
			painted[one.verdict](
				row(`${one.of}: ${one.what}`, [shownValue(one.a, one.unit), shownValue(one.b, one.unit), shownChange(one)]),
			),
		),
		paint.dim(told.length === 0 ? "no difference" : `${alike} more are the same`),
	];
}
