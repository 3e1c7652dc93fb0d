import { writeFileSync } from "node:fs";
import path from "node:path";

import { readInput, traceFile, writable } from "../files.ts";
import { flagHelp, type FlagTable, parseFlags, UsageError } from "../flags.ts";
import { createDashboard, type Dashboard, type Reasons } from "../play/dashboard.ts";
import { messages, outcome } from "../play/messages.ts";
import { terminal } from "../play/paint.ts";
import { play, type PlayOptions } from "../play/run.ts";
import { summaryLines } from "../play/summary.ts";
import { REAL_API } from "../product/api.ts";
import { modelIsBuilt } from "../product/model.ts";
import { renderPage } from "../report/page.ts";
import { clock } from "../report/text.ts";
import { secretsOf } from "../secrets.ts";

const flags: FlagTable = {
	api: { kind: "text", value: "URL", help: `the API to ask (the bundled one; with a key, ${REAL_API})` },
	key: { kind: "text", value: "K", help: "the API key (AUDIOSCAPE_API_KEY)" },
	minutes: { kind: "number", value: "N", min: 0.1, max: 120, help: "virtual minutes to play (10)" },
	players: { kind: "number", value: "N", min: 0, max: 100, help: "how many players walk through PLACE (3)" },
	walk: {
		kind: "text",
		value: "FILE.luau|none",
		help: "a server script that moves the players of PLACE, or none (from zone to zone)",
	},
	secret: {
		kind: "list",
		value: "NAME=VALUE",
		help: "a secret for HttpService:GetSecret; repeat it for several (none)",
	},
	report: { kind: "text", value: "DIR", help: "where the report goes (report)" },
	trace: {
		kind: "text",
		value: "FILE.ndjson",
		help: "where the trace goes, which `report` reads (nowhere)",
	},
	reasons: { kind: "switch", help: "say why songs were chosen, as the key r does (no)" },
	help: { kind: "switch", short: "-h", help: "show this help" },
};
type Given = ReturnType<typeof parseFlags>["flags"];

/** A dashboard on a terminal, a line an event elsewhere. */
function listenersFor(seconds: number, reasons: Reasons) {
	const plain = (t: number, text: string): void => {
		// What happens while the server closes is no news any more.
		if (t <= seconds) console.log(`${clock(t).padStart(5)}  ${text}`);
	};
	if (!process.stdout.isTTY || process.env.TERM === "dumb") return { out: undefined, news: plain };
	const out = createDashboard(process.stdout, seconds, { colour: (process.env.NO_COLOR ?? "") === "", reasons });
	return { out, news: out.news, onProgress: out.update };
}

/** While the dashboard is there, r folds and unfolds reasons; Ctrl+C ends everything, as ever. */
function listenToKeys(out: Dashboard | undefined): () => void {
	const { stdin } = process;
	if (out === undefined || !stdin.isTTY) return () => undefined;
	const heard = (key: Buffer): void => {
		const text = key.toString();
		if (text === "r") out.toggleReasons();
		if (text === "\u0003") process.kill(process.pid, "SIGINT");
	};
	stdin.setRawMode(true);
	stdin.on("data", heard);
	return () => {
		stdin.off("data", heard);
		stdin.setRawMode(false);
		stdin.pause();
	};
}

/** The options without what is done with the answer. */
function optionsOf(given: Given, rest: readonly string[]): PlayOptions {
	const [place, second] = rest;
	if (second !== undefined) throw new UsageError(messages.usage(second));
	const text = (name: string): string | undefined => given[name] as string | undefined;
	if (place === undefined)
		for (const flag of ["players", "walk"])
			if (given[flag] !== undefined) throw new UsageError(messages.onlyWithPlace(flag));
	const key = text("key") ?? process.env.AUDIOSCAPE_API_KEY;
	const api = text("api") ?? (key === undefined ? undefined : REAL_API);
	if (api !== undefined && !/^https?:\/\//.test(api)) throw new UsageError(messages.badApi(api));
	const players = given.players as number | undefined;
	const walk = text("walk");
	return {
		minutes: (given.minutes as number | undefined) ?? 10,
		secrets: secretsOf(given.secret),
		...(place === undefined ? {} : { place }),
		...(players === undefined ? {} : { players }),
		...(walk === undefined ? {} : { walk: walk === "none" ? false : readInput(walk) }),
		...(api === undefined ? {} : { api }),
		...(key === undefined ? {} : { key }),
	};
}

/**
 * `audioscape play`: plays a place headless, the game of `examples/game` without one, and writes a report of it.
 *
 * @returns 0 done, 1 when a script raised or the build failed, 2 wrong use
 * @example
 * await playCommand(["default.project.json", "--minutes", "10", "--report", "report"]);
 */
export async function playCommand(argv: string[]): Promise<number> {
	const { flags: given, rest } = parseFlags(argv, flags);
	if (given.help === true) {
		console.log(
			`audioscape play [PLACE] [flags]: plays a place headless and writes a report to look at\n\n${flagHelp(flags)}\n\n` +
				"PLACE is a Rojo project, .rbxl or .rbxlx with AudioScape in it; without it, the bundled game is played.",
		);
		return 0;
	}
	const options = optionsOf(given, rest);
	// Before the long part, so that a folder that cannot be had is told at once.
	const file = writable(path.join((given.report as string | undefined) ?? "report", "index.html"));
	const trace = traceFile(given.trace as string | undefined);
	if (options.place === undefined && !(await modelIsBuilt())) return 1;
	const reasons = given.reasons === true ? "unfolded" : "folded";
	const { out, ...listeners } = listenersFor(options.minutes * 60, reasons);
	const stopListening = listenToKeys(out);
	const {
		report,
		ledger,
		errors: raised,
	} = await play({
		...options,
		...listeners,
		onTrace: trace.write,
	}).finally(stopListening);
	await trace.end();
	out?.finish(ledger);
	writeFileSync(file, await renderPage(report));
	const wall = (report.wallMs / 1000).toFixed(1);
	console.log(`${clock(report.seconds)} played in ${wall} s; ${outcome(report)}`);
	for (const line of summaryLines(report, { ...terminal(), reasons })) console.log(line);
	console.log(file);
	return raised > 0 ? 1 : 0;
}
