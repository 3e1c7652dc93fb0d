import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import path from "node:path";

import { startContract } from "../../tools/contract/index.ts";
import type { Figure } from "./costs.ts";
import { measureRequire } from "./run.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const TIMES = 15;

const ms = (value: number): string => `${value.toFixed(1)} ms`;
const middle = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

async function timed(work: () => Promise<unknown>): Promise<number> {
	const began = performance.now();
	await work();
	return performance.now() - began;
}

async function often(work: () => Promise<unknown>): Promise<number> {
	const times: number[] = [];
	for (let i = 0; i < TIMES; i++) times.push(await timed(work));
	return middle(times);
}

/** Bytes that a joining player receives, as the command for it says. */
function playerBytes(): Figure {
	const { stdout } = spawnSync("npm", ["run", "--silent", "size"], { cwd: ROOT, encoding: "utf8" });
	const bytes = /([\d,]+) {2}bytes of Luau that a joining player receives/.exec(stdout)?.[1];
	if (bytes === undefined) throw new Error(`npm run size said no bytes of a joining player:\n${stdout}`);
	return { what: "Luau that a joining player receives", value: `${bytes} bytes` };
}

/** What a first require costs on each machine, of copies that nobody required before. */
async function requires(seed: number, say: (line: string) => void): Promise<Figure[]> {
	const found = await measureRequire(seed, undefined, say);
	return found.map(({ side, millis }) => ({ what: `require of the module, ${side}, headless`, value: ms(millis) }));
}

/** The loopback APIs themselves. */
async function measureApis(): Promise<Figure[]> {
	const contract = await startContract();
	const search = async (): Promise<void> => {
		const answer = await fetch(`${contract.url}/developer/v1/search`, {
			method: "POST",
			headers: { "x-api-key": "bench", "content-type": "application/json" },
			body: JSON.stringify({ query: "dark cinematic boss tension" }),
		});
		await answer.arrayBuffer();
	};
	try {
		return [
			{ what: "loopback API, a first search", value: ms(await timed(search)) },
			{ what: "loopback API, a later one", value: ms(await often(search)) },
		];
	} finally {
		await contract.close();
	}
}

/** Everything that is measured as a whole. */
export async function measureTools(seed: number, say: (line: string) => void): Promise<Figure[]> {
	say("the module, the APIs");
	return [playerBytes(), ...(await requires(seed, say)), ...(await measureApis())];
}

function command(args: readonly string[]): number {
	const began = performance.now();
	const { status } = spawnSync("npm", ["run", "--silent", ...args], { cwd: ROOT, stdio: "ignore" });
	if (status !== 0) throw new Error(`npm run ${args.join(" ")} ended with ${status}`);
	return (performance.now() - began) / 1000;
}

/** The commands that developers wait for: cold without anything built, warm right after. */
export function measureCommands(say: (line: string) => void): Figure[] {
	const build = path.join(ROOT, "build");
	const figures: Figure[] = [];
	rmSync(build, { recursive: true, force: true });
	for (const heat of ["cold", "warm"] as const) {
		for (const args of [["test"], ["start"]]) {
			say(`npm ${args.join(" ")}, ${heat}`);
			figures.push({ what: `npm ${args.join(" ")}, ${heat}`, value: `${command(args).toFixed(0)} s` });
		}
	}
	return figures;
}
