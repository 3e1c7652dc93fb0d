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

/** The page, as the records have it. */
export function reliabilityPage(): string {
	const fleet = read<Result[]>(RECORDS.fleet);
	const parts = [
		"# Reliability",
		"",
		"Made by `npm run reliability` from what its commands print; nothing here is written by hand.",
	];
	const chaos = read<ChaosResult[]>(RECORDS.chaos);
	if (chaos !== undefined) {
		parts.push(
			"",
			"## When the API fails",
			"",
			"`npm run chaos`, in a headless place on virtual time.",
			"",
			chaosReport(chaos),
		);
	}
	const fuzzed = read<FuzzResult>(RECORDS.fuzz);
	if (fuzzed !== undefined)
		parts.push(
			"",
			"## Whatever chance sends",
			"",
			"`npm run fuzz`, and 100,000 of each kind with `--long`.",
			"",
			fuzzReport(fuzzed),
		);
	const soak = read<Measured>(RECORDS.soak);
	if (soak !== undefined)
		parts.push(
			"",
			"## A day in a place",
			"",
			"`npm run soak`, in a headless place on virtual time.",
			"",
			soakReport(soak),
		);
	if (fleet !== undefined) {
		parts.push(
			"",
			"## A fleet of servers",
			"",
			"`npm run fleet`: the product's own cache, budget, retries and shared tier on virtual time, with the limits of a DataStore.",
			"",
		);
		parts.push(fleetReport(fleet), "", "![Requests a minute over the day, by setup](fleet.svg)");
	}
	return `${parts.join("\n")}\n`;
}

/** Renews the page. */
export function writePage(): void {
	writeRecord(PAGE, reliabilityPage());
}
