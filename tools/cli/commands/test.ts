import { fork, spawn } from "node:child_process";
import { watch } from "node:fs";
import path from "node:path";

import { compile } from "../../../scripts/compile.ts";
import type { SpecRun } from "../../headless/run/jest.ts";
import { runSpecs } from "../../headless/run/jest.ts";
import { sourceOf, withSources } from "../../headless/run/locate.ts";
import { flagHelp, type FlagTable, parseFlags } from "../flags.ts";
import { findSpecs } from "./find-specs.ts";
import { findNodeSpecs, runNodeSpecs } from "./node-specs.ts";
import type { SpecTimes } from "./spec-times.ts";

const ROOT = path.resolve(import.meta.dirname, "../../..");
const LUAU_ROOMS = ["src", path.join("test", "rbx")];
const MODES = ["deferred", "immediate"] as const;
type Mode = (typeof MODES)[number];
/** The mode of a process that this command started for it; nothing on the command line can make that start more. */
const PART = "AUDIOSCAPE_TEST_PART";

const flags: FlagTable = {
	name: { kind: "text", short: "-t", value: "NAME", help: "only specs whose full title matches (all)" },
	signals: { kind: "text", oneOf: ["deferred", "immediate", "both"], help: "how signals behave (both)" },
	only: {
		kind: "text",
		oneOf: ["luau", "node", "release"],
		help: "only the specs in the VM, only those in Node, or those of a release (packages, examples, documentation)",
	},
	watch: { kind: "switch", help: "run again whenever a source changes" },
	slowest: { kind: "switch", help: "the fifteen spec files of the Node side that took longest" },
	verbose: { kind: "switch", short: "-v", help: "every title and what the specs printed" },
	help: { kind: "switch", short: "-h", help: "show this help" },
};

interface Tally {
	passed: number;
	failed: number;
	skipped: number;
}

const report = (run: SpecRun, mode: string, verbose: boolean, filtered: boolean, tally: Tally): void => {
	for (const result of run.results) {
		if (result.status === "skipped" && filtered) continue;
		tally[result.status]++;
		if (result.status === "failed") {
			console.log(`✗ ${sourceOf(result.module)} › ${result.title} (${mode} signals)`);
			for (const message of result.messages) console.log(withSources(message).replace(/^/gm, "    "));
		} else if (verbose)
			console.log(`${result.status === "passed" ? "✓" : "-"} ${sourceOf(result.module)} › ${result.title}`);
	}
	for (const { module, message } of run.broken) {
		tally.failed++;
		console.log(`✗ ${sourceOf(module)} could not run (${mode} signals)`);
		console.log(withSources(message).replace(/^/gm, "    "));
	}
	if (verbose) for (const line of run.log) console.log(line);
	console.log(`${mode} signals: ${run.results.length} specs in ${(run.wallMs / 1000).toFixed(1)} s`);
};

const addTo = (tally: Tally, more: Tally): void => {
	for (const key of ["passed", "failed", "skipped"] as const) tally[key] += more[key];
};

const SLOWEST = 15;
/** A line for each of the files that took most of a processor's time. */
const slowestOf = (times: SpecTimes): string =>
	Object.entries(times)
		.sort((a, b) => b[1] - a[1])
		.slice(0, SLOWEST)
		.map(([file, ms]) => `${(ms / 1000).toFixed(1).padStart(6)} s  ${file}`)
		.join("\n");

/**
 * The signal modes that a process runs.
 *
 * @param part - the mode it was started for, if it was
 * @param asked - what the command line says
 */
export const modesOf = (part: string | undefined, asked: string | undefined): readonly Mode[] => {
	const wanted = part ?? asked ?? "both";
	return MODES.filter(mode => wanted === "both" || wanted === mode);
};

/** One signal mode in a process of its own, so that both modes use a core each. */
const runMode = (mode: string, argv: readonly string[]): Promise<{ text: string; tally: Tally }> =>
	new Promise((resolve, reject) => {
		const child = fork(path.join(ROOT, "tools/cli/bin.mjs"), ["test", ...argv], {
			env: { ...process.env, [PART]: mode },
			stdio: ["ignore", "pipe", "pipe", "ipc"],
		});
		let text = "";
		let tally: Tally = { passed: 0, failed: 1, skipped: 0 };
		child.stdout?.on("data", (data: Buffer) => (text += data.toString()));
		child.stderr?.on("data", (data: Buffer) => (text += data.toString()));
		child.on("message", message => (tally = message as Tally));
		child.on("error", reject);
		child.on("close", () => resolve({ text, tally }));
	});

const runLuau = async (argv: readonly string[], tally: Tally): Promise<void> => {
	const { flags: given, rest } = parseFlags(argv, flags);
	const modes = modesOf(process.env[PART], given.signals as string | undefined);
	const [only] = modes;
	if (modes.length > 1 || only === undefined) {
		for (const part of await Promise.all(modes.map(mode => runMode(mode, argv)))) {
			process.stdout.write(part.text);
			addTo(tally, part.tally);
		}
		return;
	}
	const name = given.name as string | undefined;
	const run = await runSpecs({
		project: path.join(ROOT, "test/test.project.json"),
		signals: only,
		paths: rest,
		...(name === undefined ? {} : { name }),
	});
	report(run, only, given.verbose === true, name !== undefined, tally);
};

const runOnce = async (argv: readonly string[]): Promise<number> => {
	const { flags: given, rest } = parseFlags(argv, flags);
	const tally: Tally = { passed: 0, failed: 0, skipped: 0 };
	if (process.env[PART] !== undefined) {
		await runLuau(argv, tally);
		process.send?.(tally);
		return 0;
	}
	const name = given.name as string | undefined;
	const luau = given.only === undefined || given.only === "luau" ? findSpecs(ROOT, LUAU_ROOMS, ".spec.ts", rest) : [];
	const node = given.only === "luau" ? [] : findNodeSpecs(ROOT, rest, given.only === "release" ? "release" : "usual");
	// Specs of whole experiences run the model: a stale one would pass or fail for what is no longer there.
	const kinds = [...(luau.length > 0 ? (["spec"] as const) : []), ...(node.length > 0 ? (["model"] as const) : [])];
	for (const kind of kinds) {
		const built = await compile(kind);
		console.log(`${kind} build: ${built}`);
		if (built !== "failed") continue;
		console.log("0 passed, 1 failed");
		return 1;
	}
	// Specs that wait for real answers leave the cores to the others, so both sides run at once.
	await Promise.all([
		luau.length > 0 ? runLuau(argv, tally) : undefined,
		node.length > 0
			? runNodeSpecs(ROOT, node, { name, verbose: given.verbose === true }).then(own => {
					addTo(tally, own);
					if (given.slowest === true) console.log(slowestOf(own.times));
				})
			: undefined,
	]);
	if (tally.passed + tally.failed + tally.skipped === 0) console.log("no spec matches");
	const skipped = tally.skipped > 0 ? `, ${tally.skipped} skipped` : "";
	console.log(`${tally.passed} passed, ${tally.failed} failed${skipped}`);
	return tally.failed > 0 || tally.passed + tally.skipped === 0 ? 1 : 0;
};

const watchAndRun = async (argv: readonly string[]): Promise<number> => {
	let child: ReturnType<typeof spawn> | undefined;
	let timer: NodeJS.Timeout | undefined;
	const start = (): void => {
		child?.kill();
		console.log("\n— watching src, test, headless, contract, cli; Ctrl+C ends —");
		const args = [path.join(ROOT, "tools/cli/bin.mjs"), "test", ...argv.filter(word => word !== "--watch")];
		child = spawn(process.execPath, args, { stdio: "inherit" });
	};
	for (const room of ["src", "test", "tools"])
		watch(path.join(ROOT, room), { recursive: true }, () => {
			clearTimeout(timer);
			timer = setTimeout(start, 200);
		});
	start();
	return new Promise(() => {});
};

/**
 * `audioscape test`: builds the specs, runs them in Jest for Roblox in both signal modes, then the specs of the Node side.
 *
 * @returns 0 when all passed, 1 otherwise
 * @example
 * await testCommand(["radio", "-t", "crossfade", "--signals", "deferred"]);
 */
export const testCommand = async (argv: readonly string[]): Promise<number> => {
	const { flags: given } = parseFlags(argv, flags);
	if (given.help === true) {
		console.log(`audioscape test [PATH...]: builds and runs all specs\n\n${flagHelp(flags)}`);
		return 0;
	}
	return given.watch === true ? watchAndRun(argv) : runOnce(argv);
};
