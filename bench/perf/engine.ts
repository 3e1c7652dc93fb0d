import { runHeadless, type RunOptions } from "../../tools/headless/run/index.ts";
import type { Figure } from "./costs.ts";

const N = 3_000_000;
const ROUNDS = 3;

/** Milliseconds of processor time that a run with a server script takes: it matters little what else the machine does. */
async function cost(source: string, options: Partial<RunOptions> = {}): Promise<number> {
	const before = process.cpuUsage();
	const { output, errors } = await runHeadless({
		place: false,
		characters: false,
		keepTrace: false,
		seconds: 1,
		scriptTimeout: 600,
		serverScripts: [{ name: "Bench", source }],
		...options,
	});
	if (errors > 0) throw new Error(output.join("\n"));
	const { user, system } = process.cpuUsage(before);
	return (user + system) / 1000;
}

async function least(source: string, options: Partial<RunOptions> = {}): Promise<number> {
	let best = Infinity;
	for (let round = 0; round < ROUNDS; round++) best = Math.min(best, await cost(source, options));
	return best;
}

const SOUND = `local s = Instance.new("Sound") s.Volume = 0.25 local x = 0`;
const LISTENER = `game:GetService("RunService").Heartbeat:Connect(function() end)`;
const LOOPS: ReadonlyArray<readonly [what: string, body: string]> = [
	["reading a property that was written", "x += s.Volume"],
	["reading a property at its default", "x += s.RollOffMaxDistance"],
	["writing a property", "s.Volume = i"],
	["calling a method", `s:IsA("Sound")`],
];

/** How quick the headless place itself is, since every spec waits for it. Processor time, the least of several rounds. */
export async function measureEngine(say: (line: string) => void): Promise<Figure[]> {
	say("the headless place itself");
	const empty = await least("");
	const figures: Figure[] = [{ what: "an empty headless place", value: `${empty.toFixed(1)} ms` }];
	for (const [what, body] of LOOPS) {
		const ms = (await least(`${SOUND} for i = 1, ${N} do ${body} end`)) - empty;
		figures.push({ what: `headless: ${what}`, value: `${(N / ms / 1000).toFixed(1)} million a second` });
	}
	const hour = { players: 1, seconds: 3600 };
	for (const [what, source] of [
		["an idle virtual hour, one player", ""],
		["a virtual hour with a Heartbeat listener, one player", LISTENER],
	] as const)
		figures.push({ what: `headless: ${what}`, value: `${(await least(source, hour)).toFixed(0)} ms` });
	return figures;
}
