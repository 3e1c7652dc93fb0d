import { writeFileSync } from "node:fs";
import path from "node:path";

import { readTrace } from "headless-place";

import { compareRuns } from "../compare/compare.ts";
import { renderComparison, RUN_FILES } from "../compare/page.ts";
import { tableLines } from "../compare/table.ts";
import { readable, writable } from "../files.ts";
import { flagHelp, type FlagTable, parseFlags, UsageError } from "../flags.ts";
import { createLedger, finish, record } from "../play/ledger.ts";
import { messages, outcome } from "../play/messages.ts";
import { terminal } from "../play/paint.ts";
import { toReport } from "../play/to-report.ts";
import { createFacts } from "../play/trace-facts.ts";
import { createScore } from "../render/score.ts";
import { renderPage } from "../report/page.ts";
import { clock } from "../report/text.ts";
import type { Report } from "../report/types.ts";

const flags: FlagTable = {
	report: { kind: "text", value: "DIR", help: "where the report goes (report)" },
	help: { kind: "switch", short: "-h", help: "show this help" },
};

/** Makes the report of a trace that was written before. */
export function reportOfTrace(file: string): Report {
	const lines = readTrace(readable(file));
	if (lines.length === 0) throw new UsageError(messages.noTrace(file));
	const ledger = createLedger();
	const facts = createFacts(path.basename(file));
	const gathering = createScore();
	for (const line of lines) {
		gathering.take(line);
		if (!facts.take(line)) record(ledger, line);
	}
	finish(ledger, facts.facts().seconds);
	return toReport(ledger, facts.facts(), gathering.isTooOld() ? undefined : gathering.score());
}

/** What the two files are called: their names, or the whole paths where the names are the same. */
const namesOf = (files: readonly [string, string]): [string, string] => {
	const [a, b] = files.map(file => path.basename(file)) as [string, string];
	return a === b ? [...files] : [a, b];
};

/** Says what is different, and writes the page with both reports beside it. */
async function compare(traces: readonly [string, string], folder: string, file: string): Promise<void> {
	const reports = traces.map(reportOfTrace) as [Report, Report];
	const names = namesOf(traces);
	const differences = compareRuns(...reports);
	for (const [at, report] of reports.entries())
		writeFileSync(writable(path.join(folder, RUN_FILES[at]!)), await renderPage(report));
	writeFileSync(file, await renderComparison(reports, names, differences));
	for (const line of tableLines(differences, names, terminal())) console.log(line);
}

/**
 * `audioscape report`: makes the report of a trace, or compares two.
 *
 * @returns 0 done, 2 wrong use
 * @example
 * await reportCommand(["t.ndjson", "--report", "report"]);
 * await reportCommand(["before.ndjson", "after.ndjson"]);
 */
export async function reportCommand(argv: string[]): Promise<number> {
	const { flags: given, rest } = parseFlags(argv, flags);
	if (given.help === true) {
		console.log(
			`audioscape report TRACE [OTHER]: makes the report of a trace that play or headless run wrote\n\n${flagHelp(flags)}\n\n` +
				"With a second trace it says what is different between the two runs, and sets their reports side by side.",
		);
		return 0;
	}
	const [trace, second, third] = rest;
	if (trace === undefined || third !== undefined) throw new UsageError(messages.reportUsage);
	const folder = (given.report as string | undefined) ?? "report";
	const file = writable(path.join(folder, "index.html"));
	if (second !== undefined) await compare([trace, second], folder, file);
	else {
		const report = reportOfTrace(trace);
		writeFileSync(file, await renderPage(report));
		console.log(`${clock(report.seconds)}; ${outcome(report)}`);
	}
	console.log(file);
	return 0;
}
