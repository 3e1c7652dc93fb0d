import { count, share, table } from "../command.ts";
import { linePlot } from "../plot.ts";
import type { Found } from "./run.ts";
import type { Scenario } from "./scenarios.ts";

/** One world that was run. */
export interface Result {
	readonly scenario: Scenario;
	readonly found: Found;
}

const DAY_MINUTES = 1440;

/** After an update of 1,000 servers the API may get so many requests for what all of them ask. */
const MOST_COMMON = 50;

const setupName = ({ setup, warm }: Scenario): string =>
	warm === true ? `${setup}, store full from before` : setup.startsWith("shared") ? `${setup}, store empty` : setup;

function stormTable(results: readonly Result[]): string {
	return table(
		["setup", "requests for what all ask", "requests for the rest", "store reads", "throttled", "unanswered"],
		results.map(({ scenario, found }) => [
			setupName(scenario),
			count(found.common),
			count(found.upstream - found.common),
			count(found.store.reads),
			count(found.store.throttled),
			count(found.failed),
		]),
	);
}

function dayTable(results: readonly Result[]): string {
	return table(
		[
			"servers a day",
			"setup",
			"requests a minute",
			"most in one",
			"memory",
			"shared",
			"manifest",
			"API",
			"unanswered in the outage",
			"minutes to recover",
			"share of the store's reads, writes",
		],
		results.map(({ scenario, found }) => [
			count(scenario.servers),
			scenario.setup,
			(found.upstream / DAY_MINUTES).toFixed(1),
			count(found.peak),
			share(found.memory, found.asked),
			share(found.shared, found.asked),
			share(found.manifest, found.asked),
			share(found.asked - found.memory - found.shared - found.manifest - found.failed, found.asked),
			share(found.outage?.failed ?? 0, found.outage?.asked ?? 0),
			found.outage?.recoveryMinutes === undefined ? "not within the day" : String(found.outage.recoveryMinutes),
			scenario.shared
				? `${(100 * found.store.peakReadShare).toFixed(1)} %, ${(100 * found.store.peakWriteShare).toFixed(1)} %`
				: "-",
		]),
	);
}

/** Upstream requests a minute over the day, one line a setup, in steps of a quarter of an hour. */
export function dayPlot(results: readonly Result[]): string {
	return linePlot({
		title: `Requests a minute, ${count(results[0]!.scenario.servers)} servers a day; the API is down from 15 to 16 h`,
		xLabel: "hour of the day",
		yLabel: "requests a minute",
		lines: results.map(({ scenario, found }) => ({
			name: scenario.setup,
			points: found.quarters.map((requests, quarter): readonly [number, number] => [quarter / 4, requests]),
		})),
	});
}

/** What the command prints, and what stands in the page. */
export function fleetReport(results: readonly Result[]): string {
	const storms = results.filter(({ scenario }) => scenario.kind === "storm");
	const days = results.filter(({ scenario }) => scenario.kind === "day");
	return [
		`### ${count(storms[0]!.scenario.servers)} servers restart within a minute`,
		"",
		stormTable(storms),
		"",
		"### A day with an outage",
		"",
		"Servers live two hours on average. Shares are of all questions; one that is asked while the same one travels counts for memory.",
		"",
		dayTable(days),
		"",
		"### What to set",
		"",
		`- A manifest (\`npx audioscape bake\`) answers what every server asks first; those questions cost nothing, and an outage cannot hold up a start.`,
		`- \`cache = { store = "datastore" }\` pays as soon as more than one server runs: what one asked, all know.`,
		'- `requestsPerMinute` is one server\'s. Servers of a large game ask the API seldom but together: what a key allows has to cover the "most in one" minute.',
	].join("\n");
}

/** What is wrong with the results, as sentences; none where all bounds hold. */
export function fleetFaults(results: readonly Result[]): string[] {
	return results
		.filter(({ scenario, found }) => scenario.kind === "storm" && scenario.shared && found.common > MOST_COMMON)
		.map(
			({ scenario, found }) =>
				`${scenario.name}: ${found.common} requests for what all servers ask; at most ${MOST_COMMON} are fine`,
		);
}
