// What the product's work costs, beside what a game would write in its place: `npm run bench`.
import { progress, readFlags, writeRecord } from "./command.ts";
import { machines } from "./luau/run.ts";
import { measureCosts } from "./perf/costs.ts";
import { measureEngine } from "./perf/engine.ts";
import {
	benchPlots,
	benchReport,
	faultsOf,
	fingerprint,
	type Measured,
	PERFORMANCE_PAGE,
	performancePage,
	RECORD,
} from "./perf/report.ts";
import { measureBrains, measurePlace, type Row } from "./perf/run.ts";
import { measureCommands, measureTools } from "./perf/tools.ts";

const flags = readFlags(
	"bench",
	{
		does: "Measures decisions, frames and whole things beside plain baselines and ideal limits, in native Luau where Lune is on\nthe machine and in the headless VM. Fails where a bound of bench/bounds.json is not met. Build first: npm run build:model.",
		flags:
			"  --only TEXT    rows whose name has this in it, and nothing else\n  --engine       how quick the headless place itself is, and nothing else\n  --commands     cold and warm npm test and npm start too; builds everything anew (some minutes)\n",
	},
	{ only: { type: "string" }, engine: { type: "boolean" }, commands: { type: "boolean" } },
);
const only = typeof flags.own.only === "string" ? flags.own.only : undefined;
if (flags.write && (only !== undefined || flags.own.engine === true)) {
	console.error("bench: --write records everything; leave --only and --engine out");
	process.exit(2);
}

const measuredOn: Array<{ machine: "lune" | "headless"; rows: Row[] }> = [];
for (const machine of flags.own.engine === true ? [] : machines()) {
	progress(`in ${machine}`);
	const rows = await measureBrains(machine, flags.seed, only, progress);
	if (machine === "headless") rows.push(...(await measurePlace(flags.seed, only, progress)));
	measuredOn.push({ machine, rows });
}
const whole =
	only !== undefined
		? []
		: flags.own.engine === true
			? await measureEngine(progress)
			: [
					...(await measureTools(flags.seed, progress)),
					...(await measureCosts(flags.seed, progress)),
					...(await measureEngine(progress)),
					...(flags.own.commands === true ? measureCommands(progress) : []),
				];
const measured: Measured = { sources: fingerprint(), seed: flags.seed, machines: measuredOn, whole };

console.log(benchReport(measured));
if (flags.json !== undefined) writeRecord(flags.json, `${JSON.stringify(measured)}\n`);
if (flags.write) {
	writeRecord(RECORD, `${JSON.stringify(measured, undefined, "\t")}\n`);
	writeRecord(PERFORMANCE_PAGE, performancePage(measured));
	for (const [file, svg] of benchPlots(measured)) writeRecord(`docs/${file}`, svg);
}
const faults = faultsOf(measured);
for (const fault of faults) console.error(`bench: ${fault}`);
process.exitCode = faults.length > 0 ? 1 : 0;
