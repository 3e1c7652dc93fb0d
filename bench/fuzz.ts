// What strangers send, in every form that chance comes up with: `npm run fuzz`.
import { count, progress, readFlags, table, writeRecord } from "./command.ts";
import { type Failure, fuzz } from "./fuzz/target.ts";
import { allTargets } from "./fuzz/targets.ts";

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
const failures: Failure[] = [];
const rows: string[][] = [];
for (const target of targets) {
	progress(`${target.name}: ${count(cases)} cases`);
	const found = await fuzz(target, { seed: flags.seed, cases, only });
	failures.push(...found);
	rows.push([target.name, target.about, count(only === undefined ? cases : 1), String(found.length)]);
}
for (const target of all) target.close?.();

console.log(table(["target", "what is sent", "cases", "failures"], rows));
for (const { target, seed, index, wrong, smallest } of failures)
	console.log(
		`\n${target} ${index}: ${wrong}\n  ${JSON.stringify(smallest)}\n  again: npm run fuzz -- --seed ${seed} --target ${target} --only ${index}`,
	);
if (flags.json !== undefined) writeRecord(flags.json, `${JSON.stringify({ cases, failures })}\n`);
process.exitCode = failures.length > 0 ? 1 : 0;
