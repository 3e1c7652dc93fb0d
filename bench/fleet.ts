// How a fleet of servers uses the API over a day: `npm run fleet`.
import { progress, readFlags, writeRecord } from "./command.ts";
import { dayPlot, fleetFaults, fleetReport, type Result } from "./fleet/report.ts";
import { runFleet } from "./fleet/run.ts";
import { days, type Scenario, storms } from "./fleet/scenarios.ts";
import { machines } from "./luau/run.ts";
import { RECORDS, writePage } from "./reliability.ts";

const STORM_SERVERS = 1_000;
const DAY_SERVERS = [1_000, 10_000];
const LONG_SERVERS = 100_000;

const flags = readFlags(
	"fleet",
	{
		does: "Runs fleets of servers over a virtual day on the product's own cache, budget, retries and shared tier, with the limits\nof a DataStore, and says what the API gets.",
		flags: `  --long         with ${LONG_SERVERS.toLocaleString("en-US")} servers a day too (some twenty minutes more)\n  --servers N    days of so many servers instead\n`,
	},
	{ long: { type: "boolean" }, servers: { type: "string" } },
);

const wanted = typeof flags.own.servers === "string" ? Number(flags.own.servers) : undefined;
if (wanted !== undefined && !(Number.isInteger(wanted) && wanted >= 1)) {
	console.error(`fleet: --servers is ${String(flags.own.servers)}; it must be a whole number from 1`);
	process.exit(2);
}
const sizes = wanted !== undefined ? [wanted] : [...DAY_SERVERS, ...(flags.own.long === true ? [LONG_SERVERS] : [])];
const scenarios: Scenario[] = [
	...storms(STORM_SERVERS, flags.seed),
	...sizes.flatMap(servers => days(servers, flags.seed)),
];
const [machine] = machines();
const found = await runFleet(machine!, scenarios, progress);
const results: Result[] = scenarios.map((scenario, index) => ({ scenario, found: found[index]! }));

console.log(fleetReport(results));
if (flags.json !== undefined) writeRecord(flags.json, `${JSON.stringify(results)}\n`);
if (flags.write) {
	const largest = results.filter(({ scenario }) => scenario.kind === "day" && scenario.servers === sizes.at(-1));
	writeRecord("docs/fleet.svg", dayPlot(largest));
	writeRecord(RECORDS.fleet, `${JSON.stringify(results, undefined, "\t")}\n`);
	writePage();
}
const faults = fleetFaults(results);
for (const fault of faults) console.error(`fleet: ${fault}`);
process.exitCode = faults.length > 0 ? 1 : 0;
