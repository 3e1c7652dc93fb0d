import path from "node:path";

import { runHeadless, type RunOptions, type RunScript, withSources } from "headless-place";

import { readAssets } from "../assets-file.ts";
import { readable, readInput, traceFile } from "../files.ts";
import { flagHelp, type FlagTable, parseFlags, UsageError } from "../flags.ts";
import { API_HOSTS, embedded } from "../product/api.ts";
import { inServer, modelIsBuilt, modelNode } from "../product/model.ts";
import { pairsOf, secretsOf } from "../secrets.ts";
import { messages } from "./headless-messages.ts";

const flags: FlagTable = {
	player: { kind: "list", value: "FILE.luau", help: "a LocalScript of each player; repeat it for several (none)" },
	players: { kind: "number", value: "N", min: 0, max: 100, help: "how many players join (0)" },
	join: { kind: "text", value: "S,S,...", help: "virtual second at which each player joins (0)" },
	leave: { kind: "text", value: "S,S,...", help: "virtual second at which each player leaves (never)" },
	seconds: { kind: "number", value: "S", min: 0, help: "virtual seconds to run (10)" },
	api: {
		kind: "text",
		value: "URL|embedded",
		help: "the API that AudioScape asks; embedded is the loopback API (the real one)",
	},
	key: {
		kind: "text",
		value: "K",
		help: "the key of the embedded API, and the secret AUDIOSCAPE_API_KEY (any)",
	},
	secret: {
		kind: "list",
		value: "NAME=VALUE",
		help: "a secret for HttpService:GetSecret; repeat it for several (none)",
	},
	assets: {
		kind: "text",
		value: "FILE.json",
		help: "what each audio id is: { default: { duration, loadDelay }, ID: { failure } } (all load)",
	},
	place: {
		kind: "text",
		value: "FILE",
		help: "a Rojo project, .rbxl or .rbxlx to run in, or none for an empty one (a place with only AudioScape)",
	},
	signals: {
		kind: "text",
		oneOf: ["deferred", "immediate"],
		help: "how signals behave (as the place says, else deferred)",
	},
	latency: { kind: "number", value: "S", min: 0, help: "virtual seconds that each HTTP answer costs (as measured)" },
	trace: { kind: "text", value: "FILE.ndjson", help: "where the trace goes, one JSON object a line (nowhere)" },
	seed: { kind: "number", value: "N", help: "makes math.random, Random.new() and the clock repeatable (random)" },
	"server-audio": {
		kind: "text",
		oneOf: ["on", "off"],
		help: "whether the server advances Sounds and fires Ended (on)",
	},
	flag: {
		kind: "list",
		value: "NAME=VALUE",
		help: "a detail of the engine that is not documented, see docs/headless.md (as listed there)",
	},
	baseplate: { kind: "switch", help: "a baseplate whose top is at y = 0" },
	faults: {
		kind: "text",
		value: "FILE.json",
		help: "fault rules of the embedded API, in virtual seconds (none)",
	},
	"script-timeout": {
		kind: "number",
		value: "S",
		min: 0.05,
		help: "real seconds a script may run without yielding (10)",
	},
	memory: { kind: "number", value: "MB", min: 32, max: 2048, help: "memory of the Luau VM (512)" },
	help: { kind: "switch", short: "-h", help: "show this help" },
};

const scriptOf = (file: string): RunScript => ({
	name: path.basename(file).replace(/(\.(server|client))?\.luau?$/, ""),
	source: readInput(file),
});
const secondsOf = (name: string, text: string | undefined): number[] | undefined =>
	text?.split(",").map(part => {
		const value = Number(part);
		if (part.trim() === "" || !Number.isFinite(value) || value < 0)
			throw new UsageError(messages.badSeconds(name, text));
		return value;
	});
const plainValue = (text: string): string | number | boolean => {
	if (text === "true" || text === "false") return text === "true";
	return text !== "" && Number.isFinite(Number(text)) ? Number(text) : text;
};
const readFaults = async (file: string): Promise<unknown> =>
	(await import("audioscape-contract")).readFaultsFile(readable(file));

const toOptions = async (
	given: ReturnType<typeof parseFlags>["flags"],
	files: readonly string[],
): Promise<RunOptions> => {
	const settings = Object.fromEntries(
		Object.entries(pairsOf(given.flag, messages.badFlag)).map(([k, v]) => [k, plainValue(v)]),
	);
	if (given["server-audio"] !== undefined) settings["server-audio"] = given["server-audio"] === "on";
	const secrets = secretsOf(given.secret);
	const key = given.key as string | undefined;
	const faults = given.faults as string | undefined;
	const text = <K extends string>(name: K): string | undefined => given[name] as string | undefined;
	const number = (name: string): number | undefined => given[name] as number | undefined;
	const options: Record<string, unknown> = {
		serverScripts: files.map(scriptOf),
		playerScripts: ((given.player as string[] | undefined) ?? []).map(scriptOf),
		players: number("players"),
		join: secondsOf("join", text("join")),
		leave: secondsOf("leave", text("leave")),
		seconds: number("seconds"),
		api: text("api") === "embedded" ? embedded : text("api"),
		apiHosts: API_HOSTS,
		key,
		secrets: key === undefined ? secrets : { AUDIOSCAPE_API_KEY: key, ...secrets },
		assets: text("assets") === undefined ? undefined : readAssets(text("assets")!),
		place: text("place") === "none" ? false : text("place"),
		signals: text("signals"),
		latency: number("latency"),
		seed: number("seed"),
		flags: settings,
		baseplate: given.baseplate === true,
		faults: faults === undefined ? undefined : await readFaults(faults),
		scriptTimeout: number("script-timeout"),
		memoryPages: number("memory") === undefined ? undefined : Math.ceil(number("memory")! * 16),
	};
	return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as RunOptions;
};

const run = async (argv: readonly string[]): Promise<number> => {
	const { flags: given, rest } = parseFlags(argv, flags);
	if (given.help === true) {
		console.log(
			`audioscape headless run SERVER.luau... [flags]: runs Luau files as scripts of a Roblox server with players\n\n${flagHelp(flags)}`,
		);
		return 0;
	}
	if (rest.length === 0 && given.player === undefined) throw new UsageError(messages.noScripts);
	const options = await toOptions(given, rest);
	if (options.place === undefined && !(await modelIsBuilt())) return 1;
	const place = options.place ?? [inServer(modelNode())];
	const trace = traceFile(given.trace as string | undefined);
	const result = await runHeadless({
		...options,
		place,
		keepTrace: false,
		onTrace: trace.write,
		onOutput: (line, level) =>
			level === "print" ? process.stdout.write(`${line}\n`) : process.stderr.write(`${withSources(line)}\n`),
	});
	await trace.end();
	return result.errors > 0 ? 1 : 0;
};

/**
 * `audioscape headless run`: runs Luau files as scripts of a Roblox server with players.
 *
 * @returns 0 done, 1 when a script raised, 2 wrong use
 * @example
 * await headlessCommand(["run", "main.luau", "--players", "1", "--seconds", "60", "--trace", "t.ndjson"]);
 */
export const headlessCommand = async (argv: readonly string[]): Promise<number> => {
	const [sub, ...rest] = argv;
	if (sub === "--help" || sub === "-h") return run(["--help"]);
	if (sub !== "run") throw new UsageError(messages.unknownSub(sub));
	return run(rest);
};
