// What strangers send, in every form that chance comes up with: `npm run fuzz`.
import { count, progress, readFlags, writeRecord } from "./command.ts";
import { type Fuzzed, fuzzReport, type FuzzResult } from "./fuzz/report.ts";
import { fuzz } from "./fuzz/target.ts";
import { allTargets } from "./fuzz/targets.ts";
import { RECORDS, writePage } from "./reliability.ts";

const CASES = 2_000;
const LONG_CASES = 100_000;

const flags = readFlags(
	"fuzz",
	{
		does: "Sends answers, documents, remote payloads, attributes, options, files and command lines that chance made to whatever\ntakes them, and makes what fails as small as it can.",
		flags: `  --cases N      so many of each kind (default ${count(CASES)})\n  --long         ${count(LONG_CASES)} of each kind\n  --target NAME  only this kind\n  --only INDEX   only this case, to see it again\n`,
	},
	{ cases: { type: "string" }, long: { type: "boolean" }, target: { type: "string" }, only: { type: "string" } },
);

function whole(name: string, given: unknown, standard: number): number {
	if (given === undefined) return standard;
	const value = Number(given);
	if (Number.isInteger(value) && value >= 0) return value;
	console.error(`fuzz: --${name} is ${String(given)}; it must be a whole number from 0`);
	process.exit(2);
}

const cases = whole("cases", flags.own.cases, flags.own.long === true ? LONG_CASES : CASES);
const only = flags.own.only === undefined ? undefined : whole("only", flags.own.only, 0);
const all = await allTargets(flags.seed);
const targets = all.filter(({ name }) => flags.own.target === undefined || name === flags.own.target);
if (targets.length === 0) {
	console.error(`fuzz: --target is ${String(flags.own.target)}; there are ${all.map(({ name }) => name).join(", ")}`);
	process.exit(2);
}
const kinds: Fuzzed[] = [];
for (const target of targets) {
	progress(`${target.name}: ${count(cases)} cases`);
	const failures = await fuzz(target, { seed: flags.seed, cases, only });
	kinds.push({ target: target.name, about: target.about, cases: only === undefined ? cases : 1, failures });
}
for (const target of all) target.close?.();

const result: FuzzResult = { seed: flags.seed, kinds };
console.log(fuzzReport(result));
if (flags.json !== undefined) writeRecord(flags.json, `${JSON.stringify(result)}\n`);
if (flags.write) {
	writeRecord(RECORDS.fuzz, `${JSON.stringify(result, undefined, "\t")}\n`);
	writePage();
}
process.exitCode = kinds.some(({ failures }) => failures.length > 0) ? 1 : 0;
