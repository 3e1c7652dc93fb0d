import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

import { chaosReport, type ChaosResult } from "./chaos/report.ts";
import { writeRecord } from "./command.ts";
import { fleetReport, type Result } from "./fleet/report.ts";

const ROOT = path.resolve(import.meta.dirname, "..");

/** Where what was measured is kept; the page is made of nothing else. */
export const RECORDS = {
	chaos: "bench/records/chaos.json",
	fleet: "bench/records/fleet.json",
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
