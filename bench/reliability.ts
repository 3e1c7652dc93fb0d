import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

import { chaosReport, type ChaosResult } from "./chaos/report.ts";
import { writeRecord } from "./command.ts";
import { fleetReport, type Result } from "./fleet/report.ts";
import { fuzzReport, type FuzzResult } from "./fuzz/report.ts";
import type { Measured } from "./soak/measure.ts";
import { soakReport } from "./soak/report.ts";

const ROOT = path.resolve(import.meta.dirname, "..");

/** Where what was measured is kept; the page is made of nothing else. */
export const RECORDS = {
	chaos: "bench/records/chaos.json",
	fleet: "bench/records/fleet.json",
	soak: "bench/records/soak.json",
	fuzz: "bench/records/fuzz.json",
} as const;

export const PAGE = "docs/reliability.md";

function read<T>(file: string): T | undefined {
	const from = path.join(ROOT, file);
	return existsSync(from) ? (JSON.parse(readFileSync(from, "utf8")) as T) : undefined;
}

/** A command's part of the page: what it was, and what it printed. */
function section<T>(file: string, title: string, about: string, report: (record: T) => string): string[] {
	const record = read<T>(file);
	return record === undefined ? [] : ["", `## ${title}`, "", about, "", report(record)];
}

/** The page, as the records have it. */
export function reliabilityPage(): string {
	const parts = [
		"# Reliability",
		"",
		"Made by `npm run reliability` from what its commands print; nothing here is written by hand.",
		...section<ChaosResult[]>(
			RECORDS.chaos,
			"When the API fails",
			"`npm run chaos`, in a headless place on virtual time.",
			chaosReport,
		),
		...section<FuzzResult>(
			RECORDS.fuzz,
			"Whatever chance sends",
			"`npm run fuzz`, and 100,000 of each kind with `--long`.",
			fuzzReport,
		),
		...section<Measured>(
			RECORDS.soak,
			"A day in a place",
			"`npm run soak`, in a headless place on virtual time.",
			soakReport,
		),
		...section<Result[]>(
			RECORDS.fleet,
			"A fleet of servers",
			"`npm run fleet`: the product's own cache, budget, retries and shared tier on virtual time, with the limits of a DataStore.",
			results => `${fleetReport(results)}\n\n![Requests a minute over the day, by setup](fleet.svg)`,
		),
	];
	return `${parts.join("\n")}\n`;
}

/** Renews the page. */
export function writePage(): void {
	writeRecord(PAGE, reliabilityPage());
}
