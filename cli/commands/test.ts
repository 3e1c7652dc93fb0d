import { spawn } from "node:child_process";
import { watch } from "node:fs";
import path from "node:path";

import type { SpecRun } from "../../headless/run/jest.ts";
import { runSpecs, sourceOf } from "../../headless/run/jest.ts";
import { compile } from "../../scripts/compile.ts";
import { flagHelp, type FlagTable, parseFlags } from "../flags.ts";
import { findNodeSpecs, runNodeSpecs } from "./node-specs.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const MODES = ["deferred", "immediate"] as const;

const flags: FlagTable = {
	name: { kind: "text", short: "-t", value: "NAME", help: "only specs whose full title matches" },
	signals: { kind: "text", oneOf: ["deferred", "immediate", "both"], help: "how signals behave (both)" },
	only: {
		kind: "text",
		oneOf: ["luau", "node"],
		help: "only the specs that run in the VM, or only those that run in Node",
	},
	watch: { kind: "switch", help: "run again whenever a source changes" },
	verbose: { kind: "switch", short: "-v", help: "every title and what the specs printed" },
	help: { kind: "switch", short: "-h", help: "this text" },
};

interface Tally {
	passed: number;
	failed: number;
	skipped: number;
}

/** `ReplicatedStorage.specs.src.radio.queue:12` with the file that it was compiled from. */
const withSources = (text: string): string =>
	text.replaceAll(
		/(?:ReplicatedStorage\.)?specs\.((?:[\w-]+\.)*[\w-]+?(?:\.spec)?):(\d+)/g,
		(whole, module: string, line: string) => {
			const file = sourceOf(`specs.${module}`);
			return `${file} (Luau line ${line})${whole.includes("\n") ? "\n" : ""}`;
		},
	);

const report = (run: SpecRun, mode: string, verbose: boolean, tally: Tally): void => {
	for (const result of run.results) {
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

const runOnce = async (argv: readonly string[]): Promise<number> => {
	const { flags: given, rest } = parseFlags(argv, flags);
	const tally: Tally = { passed: 0, failed: 0, skipped: 0 };
	const only = given.only as string | undefined;
	const name = given.name as string | undefined;
	if (only !== "node") {
		const built = await compile("spec");
		console.log(`spec build: ${built}`);
		if (built === "failed") {
			console.log("0 passed, 1 failed");
			return 1;
		}
		const chosen = given.signals ?? "both";
		for (const mode of MODES) {
			if (chosen !== "both" && chosen !== mode) continue;
			const run = await runSpecs({
				project: path.join(ROOT, "test/test.project.json"),
				signals: mode,
				paths: rest,
				...(name === undefined ? {} : { name }),
			});
			report(run, mode, given.verbose === true, tally);
		}
	}
	if (only !== "luau") {
		const files = findNodeSpecs(ROOT, rest);
		if (files.length > 0) {
			const node = await runNodeSpecs(ROOT, files, { name, verbose: given.verbose === true });
			tally.passed += node.passed;
			tally.failed += node.failed;
			tally.skipped += node.skipped;
		}
	}
	if (tally.passed + tally.failed === 0) console.log("no spec matches");
	const skipped = tally.skipped > 0 ? `, ${tally.skipped} skipped` : "";
	console.log(`${tally.passed} passed, ${tally.failed} failed${skipped}`);
	return tally.failed > 0 || tally.passed === 0 ? 1 : 0;
};

const watchAndRun = async (argv: readonly string[]): Promise<number> => {
	let child: ReturnType<typeof spawn> | undefined;
	let timer: NodeJS.Timeout | undefined;
	const start = (): void => {
		child?.kill();
		console.log("\n— watching src, test, headless, contract, cli; Ctrl+C ends —");
		const args = [path.join(ROOT, "cli/bin.mjs"), "test", ...argv.filter(word => word !== "--watch")];
		child = spawn(process.execPath, args, { stdio: "inherit" });
	};
	for (const room of ["src", "test", "headless", "contract", "cli"])
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
		console.log(`audioscape test [PATH...]: build and run all specs\n\n${flagHelp(flags)}`);
		return 0;
	}
	return given.watch === true ? watchAndRun(argv) : runOnce(argv);
};
