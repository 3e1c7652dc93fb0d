// How quick the headless place is: `node --import tsx bench/headless.ts`. Figures are for the machine it runs on.
import { runHeadless, type RunOptions } from "../tools/headless/run/index.ts";

const N = 5_000_000;

const wall = async (source: string, options: Partial<RunOptions> = {}): Promise<number> => {
	const { wallMs, output, errors } = await runHeadless({
		place: false,
		characters: false,
		keepTrace: false,
		seconds: 1,
		scriptTimeout: 600,
		serverScripts: [{ name: "Bench", source }],
		...options,
	});
	if (errors > 0) throw new Error(output.join("\n"));
	return wallMs;
};

const first = await wall("");
const empty = Math.min(await wall(""), await wall(""), await wall(""));
const perSecond = async (body: string, setup = ""): Promise<string> => {
	const ms = (await wall(`${setup} for i = 1, ${N} do ${body} end`)) - empty;
	return `${(N / ms / 1000).toFixed(1)} million a second`;
};
const sound = `local s = Instance.new("Sound") s.Volume = 0.25 local x = 0`;

const rows: [string, string][] = [
	["empty place up, first in a process", `${first.toFixed(0)} ms`],
	["empty place up, later ones", `${empty.toFixed(0)} ms`],
	["reading a property that was written", await perSecond("x += s.Volume", sound)],
	["reading a property at its default", await perSecond("x += s.RollOffMaxDistance", sound)],
	["writing a property", await perSecond("s.Volume = i", sound)],
	["calling a method", await perSecond(`s:IsA("Sound")`, sound)],
	["idle virtual hour, one player", `${(await wall("", { players: 1, seconds: 3600 })).toFixed(0)} ms`],
	[
		"virtual hour with a Heartbeat listener, one player",
		`${(await wall(`game:GetService("RunService").Heartbeat:Connect(function() end)`, { players: 1, seconds: 3600 })).toFixed(0)} ms`,
	],
];
const width = Math.max(...rows.map(([name]) => name.length));
for (const [name, value] of rows) console.log(`${name.padEnd(width)}  ${value}`);
