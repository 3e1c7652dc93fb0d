// How quick the headless place is: `node --import tsx bench/headless.ts`. Processor time, the least of several rounds, so
// that it matters little what else the machine does.
import { runHeadless, type RunOptions } from "../tools/headless/run/index.ts";

const N = 3_000_000;
const ROUNDS = 4;

/** Milliseconds of processor time that a run with a server script takes. */
const cost = async (source: string, options: Partial<RunOptions> = {}): Promise<number> => {
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
};
const least = async (source: string, options: Partial<RunOptions> = {}): Promise<number> => {
	let best = Infinity;
	for (let round = 0; round < ROUNDS; round++) best = Math.min(best, await cost(source, options));
	return best;
};

const first = await cost("");
const empty = Math.min(await least(""), await least(""), await least(""));
const perSecond = async (body: string, setup = ""): Promise<string> => {
	const ms = (await least(`${setup} for i = 1, ${N} do ${body} end`)) - empty;
	return `${(N / ms / 1000).toFixed(1)} million a second`;
};
const sound = `local s = Instance.new("Sound") s.Volume = 0.25 local x = 0`;
const anHour = { players: 1, seconds: 3600 };

const rows: [string, string][] = [
	["empty place up, first in a process", `${first.toFixed(0)} ms`],
	["empty place up, later ones", `${empty.toFixed(1)} ms`],
	["reading a property that was written", await perSecond("x += s.Volume", sound)],
	["reading a property at its default", await perSecond("x += s.RollOffMaxDistance", sound)],
	["writing a property", await perSecond("s.Volume = i", sound)],
	["calling a method", await perSecond(`s:IsA("Sound")`, sound)],
	["idle virtual hour, one player", `${(await least("", anHour)).toFixed(0)} ms`],
	[
		"virtual hour with a Heartbeat listener, one player",
		`${(await least(`game:GetService("RunService").Heartbeat:Connect(function() end)`, anHour)).toFixed(0)} ms`,
	],
];
const width = Math.max(...rows.map(([name]) => name.length));
for (const [name, value] of rows) console.log(`${name.padEnd(width)}  ${value}`);
