import { readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";

import { PlaceError } from "../place/index.ts";
import { OptionError } from "../run/engine.ts";
import { runHeadless, runSpecs, type SpecRun, withSources } from "../run/index.ts";
import { projectOf } from "./spec-project.ts";

const HELP = `headless-place test [PROJECT.json | FOLDER] [WORD...]   runs the specs of a project, or of a folder of them, in Jest
headless-place run SCRIPT.luau...                       runs server scripts in a place

  -t, --name PATTERN     test: only titles that match
  --signals MODE         deferred, immediate or, for test, both (both)
  --place PROJECT.json   run: the place; an empty one without it
  --player SCRIPT.luau   run: a LocalScript of every player
  --players N            run: how many players join (0)
  --seconds S            run: virtual seconds (10)
  --seed N               run: the same run each time`;

const OPTIONS = {
	name: { type: "string", short: "t" },
	signals: { type: "string" },
	place: { type: "string" },
	player: { type: "string", multiple: true },
	players: { type: "string" },
	seconds: { type: "string" },
	seed: { type: "string" },
	help: { type: "boolean", short: "h" },
} as const;

/** A command line that cannot be followed. */
class UsageError extends Error {}

const parse = (argv: readonly string[]) => {
	try {
		return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true });
	} catch (cause) {
		throw new UsageError((cause as Error).message, { cause });
	}
};
type Values = ReturnType<typeof parse>["values"];

const numberOf = (name: string, text: string | undefined): number | undefined => {
	if (text === undefined) return undefined;
	const value = Number(text);
	if (text.trim() === "" || !Number.isFinite(value) || value < 0)
		throw new UsageError(`--${name} takes a number, got "${text}"`);
	return value;
};

const report = (run: SpecRun, mode: string): number => {
	const failed = run.results.filter(({ status }) => status === "failed");
	for (const { module, title, messages } of failed) {
		console.log(`✗ ${module} › ${title} (${mode} signals)`);
		for (const message of messages) console.log(withSources(message).replace(/^/gm, "    "));
	}
	for (const { module, message } of run.broken)
		console.log(`✗ ${module} could not run (${mode} signals)\n${withSources(message).replace(/^/gm, "    ")}`);
	const passed = run.results.filter(({ status }) => status === "passed").length;
	const lost = failed.length + run.broken.length;
	console.log(`${mode} signals: ${passed} passed, ${lost} failed in ${(run.wallMs / 1000).toFixed(1)} s`);
	if (run.results.length === 0 && run.broken.length === 0) console.log("no specs: none is called NAME.spec");
	return lost + (run.results.length === 0 ? 1 : 0);
};

const test = async (words: readonly string[], values: Values): Promise<number> => {
	const modes =
		values.signals === undefined || values.signals === "both" ? ["deferred", "immediate"] : [values.signals];
	if (modes.some(mode => mode !== "deferred" && mode !== "immediate"))
		throw new UsageError(`--signals takes deferred, immediate or both, got "${values.signals}"`);
	const { project, dispose } = projectOf(words[0] ?? "default.project.json");
	let failures = 0;
	try {
		for (const mode of modes as ("deferred" | "immediate")[]) {
			const name = values.name === undefined ? {} : { name: values.name };
			failures += report(await runSpecs({ project, signals: mode, paths: words.slice(1), ...name }), mode);
		}
	} finally {
		dispose();
	}
	return failures === 0 ? 0 : 1;
};

const scriptOf = (file: string) => ({
	name: path.basename(file).replace(/(\.(server|client))?\.luau?$/, ""),
	source: readFileSync(file, "utf8"),
});
const run = async (files: readonly string[], values: Values): Promise<number> => {
	if (files.length === 0) throw new UsageError("run needs a Luau file");
	const { signals } = values;
	if (signals !== undefined && signals !== "deferred" && signals !== "immediate")
		throw new UsageError(`--signals takes deferred or immediate, got "${signals}"`);
	const seed = numberOf("seed", values.seed);
	const { errors } = await runHeadless({
		place: values.place ?? false,
		serverScripts: files.map(scriptOf),
		playerScripts: (values.player ?? []).map(scriptOf),
		players: numberOf("players", values.players) ?? (values.player === undefined ? 0 : 1),
		seconds: numberOf("seconds", values.seconds) ?? 10,
		...(signals === undefined ? {} : { signals }),
		...(seed === undefined ? {} : { seed }),
		keepTrace: false,
		onOutput: (line, level) => (level === "error" || level === "stack" ? console.error(line) : console.log(line)),
	});
	return errors === 0 ? 0 : 1;
};

/** One command line; the exit code. */
export const main = async (argv: readonly string[]): Promise<number> => {
	try {
		const { values, positionals } = parse(argv);
		const [command, ...words] = positionals;
		if (values.help === true || command === undefined) {
			console.log(HELP);
			return command === undefined && values.help !== true ? 2 : 0;
		}
		if (command === "test") return await test(words, values);
		if (command === "run") return await run(words, values);
		throw new UsageError(`there is no command "${command}"; the commands are test and run`);
	} catch (cause) {
		const expected =
			cause instanceof UsageError ||
			cause instanceof PlaceError ||
			cause instanceof OptionError ||
			(cause as NodeJS.ErrnoException).code === "ENOENT";
		if (!expected) throw cause;
		console.error((cause as Error).message);
		return 2;
	}
};
