// What players hear and callers are told when the APIs fail in every way: `npm run chaos`.
import { bakeUnder } from "./chaos/bake.ts";
import { FAULTS } from "./chaos/faults.ts";
import { judge } from "./chaos/judge.ts";
import { chaosFaults, chaosReport, type ChaosResult } from "./chaos/report.ts";
import { runChaos } from "./chaos/run.ts";
import { progress, readFlags, writeRecord } from "./command.ts";
import { RECORDS, writePage } from "./reliability.ts";

const flags = readFlags(
	"chaos",
	{
		does: "Runs a place with everything in it against APIs that fail in one way after the other, and says what callers\nwere told, what the API was asked and what the player heard.",
		flags: "  --fault NAME   only this one; part of its name is enough\n",
	},
	{ fault: { type: "string" } },
);

const wanted = flags.own.fault;
const names = ["nothing fails", ...Object.keys(FAULTS)].filter(
	name => typeof wanted !== "string" || name.toLowerCase().includes(wanted.toLowerCase()),
);
if (names.length === 0) {
	console.error(`chaos: no fault is called ${String(wanted)}; there are ${Object.keys(FAULTS).join("; ")}`);
	process.exit(2);
}
const results: ChaosResult[] = [];
for (const [index, fault] of names.entries()) {
	progress(`${index + 1} of ${names.length}: ${fault}`);
	const verdict = judge(await runChaos(flags.seed, FAULTS[fault]));
	results.push({ fault, verdict, baked: await bakeUnder(FAULTS[fault], flags.seed) });
}

console.log(chaosReport(results));
if (flags.json !== undefined) writeRecord(flags.json, `${JSON.stringify(results)}\n`);
if (flags.write) {
	writeRecord(RECORDS.chaos, `${JSON.stringify(results, undefined, "\t")}\n`);
	writePage();
}
const faults = chaosFaults(results);
for (const fault of faults) console.error(`chaos: ${fault}`);
process.exitCode = faults.length > 0 ? 1 : 0;
