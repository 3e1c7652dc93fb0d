import { table } from "../command.ts";
import { type BakedUnder, bakeFaults, bakeOutcome } from "./bake.ts";
import type { Verdict } from "./judge.ts";

/** A fault by its name, and what it did. */
export interface ChaosResult {
	readonly fault: string;
	readonly verdict: Verdict;
	readonly baked: BakedUnder;
}

const KINDS: Readonly<Record<string, string>> = { ok: "answers" };

/** The outcomes of a method in a cell: all of them, the commonest first. */
function cell(outcomes: Readonly<Record<string, number>> | undefined): string {
	if (outcomes === undefined) return "-";
	return Object.entries(outcomes)
		.sort(([, a], [, b]) => b - a)
		.map(([kind]) => KINDS[kind] ?? kind)
		.join(", ");
}

/** Cells that all methods share are one. */
function cells(verdict: Verdict, names: readonly string[]): string {
	return [...new Set(names.map(name => cell(verdict.outcomes[name])))].join("; ");
}

const ofUser = (results: readonly ChaosResult[], user: string): string[] => [
	...new Set(
		results.flatMap(({ verdict }) => Object.keys(verdict.outcomes).filter(name => name.startsWith(`${user} `))),
	),
];

function experiencesTable(results: readonly ChaosResult[]): string {
	return table(
		[
			"fault",
			"steps a minute",
			"longest silence of radio, zones (s)",
			"radio after the fault (s)",
			"most requests a minute",
			"longest call (s)",
			"bank",
			"analytics",
			"LocalScripts",
			"generation",
			"bake",
		],
		results.map(({ fault, verdict, baked }) => [
			fault,
			String(verdict.heard.stepsAMinute),
			`${verdict.heard.radioSilence}, ${verdict.heard.zonesSilence}`,
			verdict.radioBackAfter === undefined ? "never" : String(verdict.radioBackAfter),
			String(verdict.mostAMinute),
			String(Math.max(...Object.values(verdict.longest))),
			cells(verdict, ofUser(results, "bank")),
			cells(verdict, ofUser(results, "analytics")),
			cells(verdict, ofUser(results, "access")),
			cells(verdict, ofUser(results, "generation")),
			bakeOutcome(baked),
		]),
	);
}

function methodsTable(results: readonly ChaosResult[]): string {
	const methods = ofUser(results, "catalog").sort();
	return table(
		["fault", ...methods.map(name => name.replace("catalog ", ""))],
		results.map(({ fault, verdict }) => [fault, ...methods.map(name => cell(verdict.outcomes[name]))]),
	);
}

/** What the command prints, and what stands in the page. */
export function chaosReport(results: readonly ChaosResult[]): string {
	return [
		"Every request fails in one way for the first minute, then all is well for a minute and a half, then it fails for three minutes.",
		"A player walks up and down over two floors and two zones meanwhile, with a radio on.",
		"",
		experiencesTable(results),
		"",
		"### What each method answers while it lasts",
		"",
		methodsTable(results),
	].join("\n");
}

/** What must not be, as sentences; none where all is well. */
export function chaosFaults(results: readonly ChaosResult[]): string[] {
	return results.flatMap(({ fault, verdict, baked }) =>
		[...verdict.faults, ...bakeFaults(baked)].map(text => `${fault}: ${text}`),
	);
}
