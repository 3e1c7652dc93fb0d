import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

import { flagHelp, type FlagTable, parseFlags, UsageError } from "../flags.ts";
import { createDashboard } from "../play/dashboard.ts";
import { play } from "../play/run.ts";
import { REAL_API } from "../product/api.ts";
import { modelIsBuilt } from "../product/model.ts";
import { renderPage } from "../report/page.ts";
import { clock } from "../report/text.ts";

const flags: FlagTable = {
	api: { kind: "text", value: "URL", help: `an API instead of the bundled one (with a key: ${REAL_API})` },
	key: { kind: "text", value: "K", help: "its key (the environment's AUDIOSCAPE_API_KEY)" },
	minutes: { kind: "number", value: "N", min: 2, max: 120, help: "virtual minutes to play (10)" },
	report: { kind: "text", value: "DIR", help: "where the report goes (report)" },
	help: { kind: "switch", short: "-h", help: "this text" },
};

/** A dashboard on a terminal, a line an event elsewhere. */
function listenersFor(seconds: number) {
	const plain = (t: number, text: string): void => {
		// What happens while the server closes is no news any more.
		if (t <= seconds) console.log(`${clock(t).padStart(5)}  ${text}`);
	};
	if (!process.stdout.isTTY || process.env.TERM === "dumb") return { out: undefined, news: plain };
	const out = createDashboard(process.stdout, seconds, (process.env.NO_COLOR ?? "") === "");
	return { out, news: out.news, onProgress: out.update };
}

/**
 * `audioscape play`: builds, plays the game of `examples/game` headless, and writes a report of it.
 *
 * @returns 0 done, 1 when a script raised or the build failed
 * @example
 * await playCommand(["--minutes", "10", "--report", "report"]);
 */
export async function playCommand(argv: string[]): Promise<number> {
	const { flags: given, rest } = parseFlags(argv, flags);
	if (given.help === true) {
		console.log(
			`audioscape play [flags]: a whole small game, headless, with a report to look at\n\n${flagHelp(flags)}`,
		);
		return 0;
	}
	if (rest.length > 0) throw new UsageError(`play takes no arguments, got "${rest[0]}"`);
	const key = (given.key as string | undefined) ?? process.env.AUDIOSCAPE_API_KEY;
	const api = (given.api as string | undefined) ?? (key === undefined ? undefined : REAL_API);
	if (api !== undefined && !/^https?:\/\//.test(api))
		throw new UsageError(`--api takes an http(s) address, got "${api}"`);
	// Before the long part, so that a folder that cannot be had is told at once.
	const directory = (given.report as string | undefined) ?? "report";
	mkdirSync(directory, { recursive: true });
	if (!(await modelIsBuilt())) return 1;

	const minutes = (given.minutes as number | undefined) ?? 10;
	const { out, ...listeners } = listenersFor(minutes * 60);
	const { report, ledger, errors } = await play({
		minutes,
		...(api === undefined ? {} : { api }),
		...(key === undefined ? {} : { key }),
		...listeners,
	});
	out?.finish(ledger);
	const file = path.join(directory, "index.html");
	writeFileSync(file, renderPage(report));
	const wall = (report.wallMs / 1000).toFixed(1);
	console.log(
		`${clock(report.seconds)} played in ${wall} s; ${report.steps.length} steps, ${report.faults.length} faults`,
	);
	console.log(file);
	return errors > 0 ? 1 : 0;
}
