import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import {
	benchPlots,
	bounds,
	faultsOf,
	fingerprint,
	type Measured,
	PERFORMANCE_PAGE,
	performancePage,
	recorded,
} from "../../bench/perf/report.ts";

const read = (file: string): string => readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");
const STALE = "is stale: npm run bench -- --write renews it";
const record = recorded()!;

test("the page on performance and its curves say what the command measured", () => {
	assert.equal(read(PERFORMANCE_PAGE), performancePage(record), `${PERFORMANCE_PAGE} ${STALE}`);
	for (const [file, svg] of benchPlots(record)) assert.equal(read(`docs/${file}`), svg, `docs/${file} ${STALE}`);
});

test("what was measured is what the command measures now", () => {
	assert.equal(record.sources, fingerprint(), `${PERFORMANCE_PAGE} ${STALE}`);
	assert.deepEqual(
		record.machines.map(({ machine }) => machine),
		["lune", "headless"],
	);
});

test("every bound is about something that is measured", () => {
	for (const { machine, row, size, work, micros } of bounds()) {
		const rows = record.machines.find(one => one.machine === machine)!.rows;
		const works = rows.find(one => one.row === row && one.size === size)?.works.map(({ name }) => name);
		const wanted = [work, ...(micros?.beyond !== undefined ? [micros.beyond] : [])];
		for (const name of wanted) assert.ok(works?.includes(name), `${machine}: ${row}, ${size}: ${name}`);
	}
});

test("a row worse than its bound is a fault, and says by how much", () => {
	const [bound] = bounds();
	const slower: Measured = {
		...record,
		machines: record.machines.map(({ machine, rows }) => ({
			machine,
			rows: rows
				.filter(({ row, size }) => row === bound!.row && size === bound!.size)
				.map(row => ({ ...row, works: row.works.map(work => ({ ...work, times: 1, bytes: 64 })) })),
		})),
	};
	assert.deepEqual(faultsOf(slower).slice(0, 2), [
		"lune: pick, 8: rebuilt list at least 10 times as dear; it is 1",
		"lune: pick, 8: at most 0 bytes left; it is 64",
	]);
});
