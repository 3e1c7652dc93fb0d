// A day in the life of a place, and whether anything grows or falls silent: `npm run soak`.
import { progress, readFlags, writeRecord } from "./command.ts";
import { RECORDS, writePage } from "./reliability.ts";
import { dayOf, HOUR } from "./soak/day.ts";
import { judgeSoak, LEAST_HOURS } from "./soak/judge.ts";
import { createMeasure } from "./soak/measure.ts";
import { soakReport } from "./soak/report.ts";
import { type Leak, LEAKS, MACHINES, runDay } from "./soak/run.ts";

const DAY_HOURS = 24;

const flags = readFlags(
	"soak",
	{
		does: "Plays a place for a virtual day with players who come, go, die and hang, zones that change and an API that fails, and\nsays what grew, what it asked for and how long anybody heard nothing.",
		flags: `  --hours N      so many virtual hours (default ${DAY_HOURS}, at least ${LEAST_HOURS})
  --leak WHAT    plants a leak to see it found: ${LEAKS.join(", ")}, of the server or of
                 who stays all day, as in threads:regular; may be given again
`,
	},
	{ hours: { type: "string" }, leak: { type: "string", multiple: true } },
);

function fail(text: string): never {
	console.error(`soak: ${text}`);
	process.exit(2);
}
const hours = flags.own.hours === undefined ? DAY_HOURS : Number(flags.own.hours);
if (!Number.isInteger(hours) || hours < LEAST_HOURS)
	fail(`--hours is ${String(flags.own.hours)}; it must be a whole number from ${LEAST_HOURS}`);
const leaks = ((flags.own.leak ?? []) as unknown as string[]).map((text): Leak => {
	const [kind, machine = "server"] = text.split(":");
	const isKnown = LEAKS.some(known => known === kind) && MACHINES.some(known => known === machine);
	if (!isKnown)
		fail(`--leak is ${text}; it must be one of ${LEAKS.join(", ")}, with or without :${MACHINES.join(" or :")}`);
	return { kind, machine } as Leak;
});

const measure = createMeasure();
let told = 0;
const { wallSeconds } = await runDay(dayOf(hours, flags.seed), {
	seed: flags.seed,
	leaks,
	onTrace: line => {
		measure.take(line);
		const hour = Math.floor(line.t / HOUR);
		if (hour > told) progress(`${(told = hour)} of ${hours} hours`);
	},
});
const measured = measure.result();
progress(`${hours} virtual hours in ${Math.round(wallSeconds)} s`);

console.log(soakReport(measured));
if (flags.json !== undefined) writeRecord(flags.json, `${JSON.stringify(measured)}\n`);
if (flags.write) {
	writeRecord(RECORDS.soak, `${JSON.stringify(measured, undefined, "\t")}\n`);
	writePage();
}
const { faults } = judgeSoak(measured);
for (const fault of faults) console.error(`soak: ${fault}`);
process.exitCode = faults.length > 0 ? 1 : 0;
