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
const BATCHES = 2;
const REPORTER = pathToFileURL(path.resolve(import.meta.dirname, "../testing/reporter.mjs")).href;

/** How the reporter tells of a spec that ended. */
interface SpecEnd {
	readonly file?: string;
	readonly title: string;
	readonly nesting: number;
	readonly status: "passed" | "failed" | "skipped";
	/** It holds others and is none itself. */
	readonly suite: boolean;
	readonly ms: number;
	readonly message?: string;
}

export interface NodeRun {
	readonly passed: number;
	readonly failed: number;
	readonly skipped: number;
	readonly times: SpecTimes;
}

/** Spec files of the Node side whose path contains one of the parts. */
export const findNodeSpecs = (root: string, parts: readonly string[], which: "usual" | "release"): string[] =>
	findSpecs(root, ROOMS, ".test.ts", parts).filter(file => file.startsWith(RELEASE) === (which === "release"));

/** The files to hand to Node: most of them behind a few files that import them. */
const batched = (root: string, files: readonly string[]): string[] => {
	if (files.length <= BATCHES || files.every(file => file.startsWith(RELEASE))) return [...files];
	const dir = path.join(root, "build", "batches");
	mkdirSync(dir, { recursive: true });
	return dealt(costsOf(root, files), BATCHES).map((own, index) => {
		const batch = path.join(dir, `batch-${index + 1}.test.mjs`);
		const imports = own.map(file => `await import(${JSON.stringify(pathToFileURL(path.join(root, file)))});\n`);
		writeFileSync(batch, imports.join(""));
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
	const filter = name === undefined ? [] : [`--test-name-pattern=${name}`];
	const settings = ["--test", `--test-reporter=${REPORTER}`, `--test-concurrency=${BATCHES}`];
	const child = spawn(process.execPath, ["--import", "tsx", ...settings, ...filter, ...batched(root, files)], {
		cwd: root,
		stdio: ["ignore", "pipe", "inherit"],
	});
	const tally = { passed: 0, failed: 0, skipped: 0 };
	const times: Record<string, number> = {};
	for await (const line of createInterface({ input: child.stdout })) {
		const end = JSON.parse(line) as SpecEnd | { readonly stderr: string };
		if ("stderr" in end) {
			process.stderr.write(end.stderr);
			continue;
		}
		if (end.nesting === 0 && end.file !== undefined) {
			const file = path.relative(root, end.file);
			times[file] = (times[file] ?? 0) + end.ms;
		}
		if (!end.suite) tally[end.status] += 1;
		if (end.message !== undefined) console.log(`✗ ${end.title}\n${end.message.replace(/^/gm, "    ")}`);
		else if (verbose && !end.suite) console.log(`${end.status === "skipped" ? "-" : "✓"} ${end.title}`);
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
