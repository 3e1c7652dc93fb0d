import { writeFileSync } from "node:fs";
import path from "node:path";

import { readTrace } from "headless-place";

import { readable, writable } from "../files.ts";
import { flagHelp, type FlagTable, parseFlags, UsageError } from "../flags.ts";
import { createLedger, finish, record } from "../play/ledger.ts";
import { messages } from "../play/messages.ts";
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

/**
 * `audioscape report`: makes the report of a trace.
 *
 * @returns 0 done, 2 wrong use
 * @example
 * await reportCommand(["t.ndjson", "--report", "report"]);
 */
export async function reportCommand(argv: string[]): Promise<number> {
	const { flags: given, rest } = parseFlags(argv, flags);
	if (given.help === true) {
		console.log(
			`audioscape report TRACE: makes the report of a trace that play or headless run wrote\n\n${flagHelp(flags)}`,
		);
		return 0;
	}
	const [trace, second] = rest;
	if (trace === undefined || second !== undefined) throw new UsageError(messages.reportUsage);
	const report = reportOfTrace(trace);
	const file = writable(path.join((given.report as string | undefined) ?? "report", "index.html"));
	writeFileSync(file, await renderPage(report));
	console.log(`${clock(report.seconds)}; ${report.steps.length} steps, ${report.faults.length} faults`);
	console.log(file);
	return 0;
}
