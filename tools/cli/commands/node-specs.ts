import { spawn } from "node:child_process";
import { mkdirSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

import { findSpecs } from "./find-specs.ts";

// The rooms with the longest specs first, so that no core is idle at the end.
const ROOMS = ["test", "tools", "scripts", "bench"];

/** Specs of what is shipped: slow, and run by CI rather than at every change. */
const RELEASE = path.join("test", "release") + path.sep;

/**
 * The usual specs share a few processes: starting Node with TypeScript and the VM costs more than most files do. The
 * number is what a byte of a spec costs in a room, compared with the others.
 */
const COST: Readonly<Record<string, number>> = { test: 5, cli: 4, headless: 2, contract: 1, scripts: 1, bench: 1 };
const BATCHES = 3;

export interface NodeTally {
	readonly passed: number;
	readonly failed: number;
	readonly skipped: number;
}

/** Spec files of the Node side whose path contains one of the parts. */
export const findNodeSpecs = (root: string, parts: readonly string[], which: "usual" | "release"): string[] =>
	findSpecs(root, ROOMS, ".test.ts", parts).filter(file => file.startsWith(RELEASE) === (which === "release"));

const roomOf = (file: string): string => file.split(path.sep)[0]!;

/** Files dealt out so that each batch takes about as long: the longest first, each to the batch with the least. */
const dealt = (root: string, files: readonly string[]): string[][] => {
	const batches = Array.from({ length: BATCHES }, () => ({ cost: 0, files: [] as string[] }));
	const costs = new Map(files.map(file => [file, statSync(path.join(root, file)).size * COST[roomOf(file)]!]));
	for (const [file, cost] of [...costs].sort((a, b) => b[1] - a[1])) {
		const least = batches.reduce((best, batch) => (batch.cost < best.cost ? batch : best));
		least.cost += cost;
		least.files.push(file);
	}
	return batches.map(batch => batch.files);
};

/** The files to hand to Node: most of them behind a few files that import them. */
const batched = (root: string, files: readonly string[]): string[] => {
	if (files.length <= BATCHES || files.every(file => file.startsWith(RELEASE))) return [...files];
	const dir = path.join(root, "build", "batches");
	mkdirSync(dir, { recursive: true });
	return dealt(root, files).map((own, index) => {
		const batch = path.join(dir, `batch-${index + 1}.test.mjs`);
		const imports = own.map(file => `await import(${JSON.stringify(pathToFileURL(path.join(root, file)))});\n`);
		writeFileSync(batch, imports.join(""));
		return path.relative(root, batch);
	});
};

/** Runs spec files with Node's own runner and counts them from its TAP output. */
export const runNodeSpecs = async (
	root: string,
	files: readonly string[],
	{ name, verbose }: { name: string | undefined; verbose: boolean },
): Promise<NodeTally> => {
	const began = performance.now();
	const filter = name === undefined ? [] : [`--test-name-pattern=${name}`];
	const child = spawn(
		process.execPath,
		["--import", "tsx", "--test", "--test-reporter=tap", "--test-concurrency=3", ...filter, ...batched(root, files)],
		{ cwd: root, stdio: ["ignore", "pipe", "inherit"] },
	);
	const tally = { passed: 0, failed: 0, skipped: 0 };
	let failing: string[] | undefined;
	for await (const line of createInterface({ input: child.stdout })) {
		const summary = /^# (pass|fail|cancelled|skipped|todo) (\d+)$/.exec(line);
		if (summary) {
			const count = Number(summary[2]);
			if (summary[1] === "pass") tally.passed += count;
			else if (summary[1] === "fail" || summary[1] === "cancelled") tally.failed += count;
			else tally.skipped += count;
			continue;
		}
		const point = /^\s*(not )?ok \d+ - (.*)$/.exec(line);
		if (point) {
			failing = point[1] ? [] : undefined;
			if (point[1]) console.log(`✗ ${point[2]}`);
			else if (verbose) console.log(`✓ ${point[2]}`);
			continue;
		}
		if (failing !== undefined && !/^\s*(---|\.\.\.|duration_ms|type:)/.test(line)) console.log(line);
	}
	const status = await new Promise<number | null>(resolve => {
		if (child.exitCode !== null) resolve(child.exitCode);
		else child.once("close", resolve);
	});
	if (status !== 0 && tally.failed === 0) tally.failed = 1;
	console.log(`node: ${tally.passed + tally.failed} specs in ${((performance.now() - began) / 1000).toFixed(1)} s`);
	return tally;
};
