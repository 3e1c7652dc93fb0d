import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

import { findSpecs } from "./find-specs.ts";
import { costsOf, dealt, keepTimes, type SpecTimes } from "./spec-times.ts";

const ROOMS = ["test", "tools", "scripts", "bench"];

/** Specs of what is shipped: slow, and run by CI rather than at every change. */
const RELEASE = path.join("test", "release") + path.sep;

/** The usual specs share a few processes: starting Node with TypeScript and the VM costs more than most files do. */
const BATCHES = 3;
const testing = (file: string): string => pathToFileURL(path.resolve(import.meta.dirname, "../testing", file)).href;
const REPORTER = testing("reporter.mjs");
const BATCH = testing("batch.ts");

/** What the reporter tells: how a test or a suite ended, what a file took, what was written to stderr. */
type Told =
	| {
			readonly title: string;
			readonly status: "passed" | "failed" | "skipped";
			/** It holds others and is none itself. */
			readonly suite: boolean;
			/** Why it was not run. */
			readonly reason?: string;
			readonly message?: string;
	  }
	| { readonly file: string; readonly ms: number }
	| { readonly stderr: string };

export interface NodeRun {
	readonly passed: number;
	readonly failed: number;
	readonly skipped: number;
	readonly times: SpecTimes;
}

/** Spec files of the Node side whose path contains one of the parts. */
export const findNodeSpecs = (root: string, parts: readonly string[], which: "usual" | "release"): string[] =>
	findSpecs(root, ROOMS, ".test.ts", parts).filter(file => file.startsWith(RELEASE) === (which === "release"));

/** The files to hand to Node: the usual ones in a few batches. */
const batched = (root: string, files: readonly string[]): string[] => {
	if (files.every(file => file.startsWith(RELEASE))) return [...files];
	const dir = path.join(root, "build", "batches");
	mkdirSync(dir, { recursive: true });
	return dealt(costsOf(root, files), Math.min(BATCHES, files.length)).map((own, index) => {
		const batch = path.join(dir, `batch-${index + 1}.test.mjs`);
		const paths = own.map(file => path.join(root, file));
		writeFileSync(
			batch,
			`import { runBatch } from ${JSON.stringify(BATCH)};\nawait runBatch(${JSON.stringify(paths, undefined, "\t")});\n`,
		);
		return path.relative(root, batch);
	});
};

/** Runs spec files with Node's own runner. */
export const runNodeSpecs = async (
	root: string,
	files: readonly string[],
	{ name, verbose }: { name: string | undefined; verbose: boolean },
): Promise<NodeRun> => {
	const began = performance.now();
	// The ends of files are tests, too.
	const filter = name === undefined ? [] : [name, "^spec file: $"].map(pattern => `--test-name-pattern=${pattern}`);
	const settings = ["--test", `--test-reporter=${REPORTER}`, `--test-concurrency=${BATCHES}`];
	const child = spawn(process.execPath, ["--import", "tsx", ...settings, ...filter, ...batched(root, files)], {
		cwd: root,
		stdio: ["ignore", "pipe", "inherit"],
	});
	const tally = { passed: 0, failed: 0, skipped: 0 };
	const times: Record<string, number> = {};
	for await (const line of createInterface({ input: child.stdout })) {
		const told = JSON.parse(line) as Told;
		if ("stderr" in told) process.stderr.write(told.stderr);
		else if ("ms" in told) times[path.relative(root, told.file)] = told.ms;
		else {
			// A suite that is not run tells of its own.
			if (!told.suite || told.reason !== undefined) tally[told.status] += 1;
			if (told.reason !== undefined) console.log(`- not run: ${told.title} (${told.reason})`);
			if (told.message !== undefined) console.log(`✗ ${told.title}\n${told.message.replace(/^/gm, "    ")}`);
			else if (verbose && !told.suite) console.log(`${told.status === "skipped" ? "-" : "✓"} ${told.title}`);
		}
	}
	const status = await new Promise<number | null>(resolve => {
		if (child.exitCode !== null) resolve(child.exitCode);
		else child.once("close", resolve);
	});
	if (status !== 0 && tally.failed === 0) tally.failed = 1;
	if (name === undefined) keepTimes(root, times);
	console.log(`node: ${tally.passed + tally.failed} specs in ${((performance.now() - began) / 1000).toFixed(1)} s`);
	return { ...tally, times };
};
