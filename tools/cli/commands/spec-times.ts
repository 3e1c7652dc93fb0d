import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Milliseconds of processor time that each spec file took when it last ran, by its path below the root. */
export type SpecTimes = Readonly<Record<string, number>>;

const fileOf = (root: string): string => path.join(root, "build", "spec-times.json");

export const readTimes = (root: string): SpecTimes => {
	try {
		return JSON.parse(readFileSync(fileOf(root), "utf8")) as SpecTimes;
	} catch {
		return {};
	}
};

/** Keeps the times of the files that ran beside those of the others. */
export const keepTimes = (root: string, times: SpecTimes): void => {
	mkdirSync(path.dirname(fileOf(root)), { recursive: true });
	writeFileSync(fileOf(root), JSON.stringify({ ...readTimes(root), ...times }, undefined, "\t"));
};

/** What a byte of a spec that never ran is taken to cost. */
const MS_PER_BYTE = 0.1;

/**
 * Files dealt out so that each batch takes about as long: the longest first, each to the batch with the least.
 *
 * @example dealt([["a", 3], ["b", 2], ["c", 2]], 2) // [["a"], ["b", "c"]]
 */
export const dealt = (costs: Iterable<readonly [file: string, cost: number]>, count: number): string[][] => {
	const batches = Array.from({ length: count }, () => ({ cost: 0, files: [] as string[] }));
	for (const [file, cost] of [...costs].sort((a, b) => b[1] - a[1])) {
		const least = batches.reduce((best, batch) => (batch.cost < best.cost ? batch : best));
		least.cost += cost;
		least.files.push(file);
	}
	return batches.map(batch => batch.files);
};

export const costsOf = (root: string, files: readonly string[]): [file: string, cost: number][] => {
	const times = readTimes(root);
	return files.map(file => [file, times[file] ?? statSync(path.join(root, file)).size * MS_PER_BYTE]);
};
