import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

import { table } from "../command.ts";
import type { Machine } from "../luau/run.ts";
import { linePlot, type Plot } from "../plot.ts";
import type { Figure } from "./costs.ts";
import type { Row, Work } from "./run.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");

/** Everything that one run measured. */
export interface Measured {
	/** Of the files that measure: a page whose measuring has changed since is stale. */
	readonly sources: string;
	readonly seed: number;
	readonly machines: ReadonlyArray<{ readonly machine: Machine; readonly rows: readonly Row[] }>;
	readonly whole: readonly Figure[];
}

/** What a work may cost; a worse one fails. */
export interface Bound {
	readonly row: string;
	readonly size: number;
	readonly work: string;
	readonly machine: Machine;
	/** How many times the product's own work it costs. */
	readonly times?: { readonly least?: number; readonly most?: number };
	/** Of a run, or of a run beyond that of another work. */
	readonly micros?: { readonly most: number; readonly beyond?: string };
	/** The most that a run of the product's own work leaves for the collector. */
	readonly bytes?: number;
}

export const RECORD = "bench/records/bench.json";
export const PERFORMANCE_PAGE = "docs/performance.md";

/** Tells apart how it is measured: the texts of this folder and what the product's bounds are. */
export function fingerprint(): string {
	const hash = createHash("sha256");
	for (const file of readdirSync(import.meta.dirname).sort())
		if (file.endsWith(".luau")) hash.update(readFileSync(path.join(import.meta.dirname, file)));
	return hash.digest("hex").slice(0, 16);
}

export function bounds(): Bound[] {
	return JSON.parse(readFileSync(path.join(ROOT, "bench/bounds.json"), "utf8")) as Bound[];
}

export function recorded(): Measured | undefined {
	const file = path.join(ROOT, RECORD);
	return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Measured) : undefined;
}

const short = (value: number): string => String(Number(value.toPrecision(3)));
const MACHINES: Record<Machine, string> = {
	lune: "Native Luau (Lune, `--!native`, fast calls on)",
	headless: "The VM of the headless place (WebAssembly, no fast calls)",
};

interface Verdict {
	readonly text: string;
	readonly found: string;
	readonly isKept: boolean;
}

function workOf(row: Row, name: string): Work {
	const work = row.works.find(one => one.name === name);
	if (work === undefined) throw new Error(`a bound is about '${row.row}', where nothing is called '${name}'`);
	return work;
}

function verdictsOf({ row: name, size, work: named, times, micros, bytes }: Bound, row: Row): Verdict[] {
	const work = workOf(row, named);
	const verdicts: Verdict[] = [];
	const add = (text: string, found: string, isKept: boolean): void => {
		verdicts.push({ text: `${name}, ${size}: ${text}`, found, isKept });
	};
	if (times?.least !== undefined)
		add(`${named} at least ${times.least} times as dear`, short(work.times), work.times >= times.least);
	if (times?.most !== undefined)
		add(`${named} at most ${times.most} times as dear`, short(work.times), work.times <= times.most);
	if (micros !== undefined) {
		const beyond = micros.beyond !== undefined ? workOf(row, micros.beyond).micros : 0;
		const text = `${named} at most ${micros.most} µs${micros.beyond !== undefined ? ` beyond ${micros.beyond}` : ""}`;
		add(text, `${short(work.micros - beyond)} µs`, work.micros - beyond <= micros.most);
	}
	const left = row.works[0]!.bytes;
	if (bytes !== undefined) add(`at most ${bytes} bytes left`, short(left), left <= bytes);
	return verdicts;
}

/** The bounds of what was measured, each with what was found. */
function verdicts(measured: Measured): Array<Verdict & { machine: Machine }> {
	return measured.machines.flatMap(({ machine, rows }) =>
		bounds()
			.filter(bound => bound.machine === machine)
			.flatMap(bound => {
				const row = rows.find(one => one.row === bound.row && one.size === bound.size);
				return row !== undefined ? verdictsOf(bound, row).map(verdict => ({ ...verdict, machine })) : [];
			}),
	);
}

/** What is worse than its bound, in sentences. */
export function faultsOf(measured: Measured): string[] {
	return verdicts(measured)
		.filter(({ isKept }) => !isKept)
		.map(({ text, found, machine }) => `${machine}: ${text}; it is ${found}`);
}

function rowTable(rows: readonly Row[]): string {
	const head = ["row", "size", "work", "a run, µs", "middle half", "times", "bytes left"];
	return table(
		head,
		rows.flatMap(({ row, size, works }) =>
			works.map(({ name, micros, low, high, times, bytes }, index) => [
				index === 0 ? row : "",
				index === 0 ? String(size) : "",
				name,
				short(micros),
				`${short(low)}–${short(high)}`,
				index === 0 ? "1" : short(times),
				bytes === 0 ? "none" : short(bytes),
			]),
		),
	);
}

/** What the command prints, and what the page holds. */
export function benchReport(measured: Measured): string {
	const parts = measured.machines.map(({ machine, rows }) => `## ${MACHINES[machine]}\n\n${rowTable(rows)}`);
	const judged = verdicts(measured).map(({ machine, text, found, isKept }) => [
		machine,
		text,
		found,
		isKept ? "kept" : "**missed**",
	]);
	if (judged.length > 0) parts.unshift(`## Bounds\n\n${table(["machine", "bound", "found", ""], judged)}`);
	const { whole } = measured;
	if (whole.length > 0)
		parts.push(
			`## As a whole\n\n${table(
				["what", "costs"],
				whole.map(({ what, value }) => [what, value]),
			)}`,
		);
	return parts.join("\n\n");
}

const at = (rows: readonly Row[], row: string, work: number): Array<readonly [number, number]> =>
	rows.filter(one => one.row === row && one.size > 0).map(one => [one.size, one.works[work]!.micros] as const);

const PLOTS: Record<string, Pick<Plot, "title" | "xLabel"> & { row: string; machine: Machine; names: string[] }> = {
	"performance-pick": {
		title: "A decision of footsteps, native",
		xLabel: "sounds",
		row: "pick",
		machine: "lune",
		names: ["draw", "rebuilt list", "seeded draw", "math.random"],
	},
	"performance-zones": {
		title: "A frame of zones for 100 players, native",
		xLabel: "zones",
		row: "zones for 100 players",
		machine: "lune",
		names: ["zones", "every zone", "walking alone"],
	},
	"performance-radio": {
		title: "A station's choice, native",
		xLabel: "tracks",
		row: "choose a track",
		machine: "lune",
		names: ["choose", "any not heard", "reading the list"],
	},
	"performance-characters": {
		title: "A frame of walking characters, headless",
		xLabel: "characters",
		row: "a frame of walking characters",
		machine: "headless",
		names: ["footsteps", "moving them alone", "a timer each"],
	},
};

/** Growth curves of what was measured, by file name. */
export function benchPlots({ machines }: Measured): Array<readonly [name: string, svg: string]> {
	return Object.entries(PLOTS).flatMap(([name, { row, machine, names, title, xLabel }]) => {
		const rows = machines.find(one => one.machine === machine)?.rows ?? [];
		const lines = names.map((line, index) => ({ name: line, points: at(rows, row, index) }));
		if (lines.every(({ points }) => points.length < 2)) return [];
		return [[`${name}.svg`, linePlot({ title, xLabel, yLabel: "µs", scale: "log", lines })] as const];
	});
}

/** The page, as the record has it. */
export function performancePage(measured: Measured): string {
	const plots = benchPlots(measured).map(([file]) => `![${PLOTS[file.replace(".svg", "")]!.title}](${file})`);
	return `# Performance

Made by \`npm run bench -- --write\` from what it prints; nothing here is written by hand.

Works of a row run in turn, sample by sample, after a warm-up; the first is the product's. _times_ is what a work costs beside
the first, in the middle of samples taken one after the other, so it holds on other machines too; microseconds are of the
machine that wrote this. _Bytes left_ is what a run leaves for the collector. What a bound asks stands in \`bench/bounds.json\`;
a worse one fails the command. In the headless place Instances are Luau too: rows about it hold beside each other only.

${benchReport(measured)}

## Growth

${plots.join("\n\n")}
`;
}
