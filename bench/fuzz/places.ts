import { readFileSync } from "node:fs";
import path from "node:path";

import { startContract } from "../../tools/contract/index.ts";
import { luauLiteral, runHeadless, type RunOptions } from "../../tools/headless/index.ts";
import { bundle } from "../luau/bundle.ts";
import { attributed, type Batch } from "./attributed.ts";
import type { Dice } from "./random.ts";
import type { Target } from "./target.ts";
import { anyValue, spoiled, type Value } from "./values.ts";

const read = (name: string): string => readFileSync(path.join(import.meta.dirname, `${name}.luau`), "utf8");

/** A script with the cases in it. */
function script(name: string, cases: readonly Value[]): { name: string; source: string } {
	const texts = JSON.stringify(cases.map(one => JSON.stringify(one)));
	const files = { "fuzz/decode": path.join(import.meta.dirname, "decode.luau") };
	const main = `local CASES = ${luauLiteral(texts)}\n${read(name)}`;
	return { name: "Fuzz", source: bundle({ modules: [], files, main, directives: "" }) };
}

/** One place with the loopback API behind it; what went wrong with the whole of it. */
async function place(options: Partial<RunOptions>, cases: readonly Value[]): Promise<Batch> {
	let now = 0;
	const contract = await startContract({ seed: 1, size: { tracks: 300, effects: 300 }, now: () => now });
	try {
		const { errors, output } = await runHeadless({
			api: contract.url,
			onRequest: sent => (now = sent),
			players: 1,
			baseplate: true,
			seed: 1,
			latency: 0.1,
			keepTrace: false,
			scriptTimeout: 60,
			assets: { default: { duration: 60, loadDelay: 0.2 } },
			...options,
		});
		if (process.env.FUZZ_DEBUG) console.error(output.join("\n"));
		const isFine = errors === 0 && output.some(line => line.endsWith(" fine"));
		const reason = output.filter(line => !line.includes("[AudioScape]")).at(-1) ?? "";
		return { found: cases.map(() => undefined), later: isFine ? undefined : reason };
	} finally {
		await contract.close();
	}
}

const PAYLOADS: readonly Value[] = [
	{ kind: "failed", id: "123", why: "Failure" },
	{ kind: "ready", id: "123", length: 60 },
	{ kind: "vote", vote: "skip" },
	{ kind: "at", id: "123", position: 3 },
	{ zone: "yard" },
	{ failed: ["1", "2"], ready: ["3"] },
	{ surface: "Grass", id: "1" },
	{ query: "calm", limit: 5 },
	{ asset_id: "123", limit: 5 },
	["123", "rbxassetid://1"],
];

const payload = (dice: Dice): Value => (dice.percent(30) ? anyValue(dice, 3) : spoiled(dice, dice.pick(PAYLOADS), 20));
const SECONDS_A_CASE = 0.11;
const SETTLE_SECONDS = 15;

/** What players send. */
export const remoteTarget: Target = {
	name: "remotes",
	about: "what players send to every remote",
	make: dice => ({
		remote: dice.below(100),
		topic: dice.percent(80) ? dice.below(100) : anyValue(dice, 1),
		payload: payload(dice),
		more: dice.percent(20) ? anyValue(dice, 2) : null,
	}),
	run: attributed(cases => {
		const seconds = Math.ceil(cases.length * SECONDS_A_CASE + SETTLE_SECONDS);
		return place(
			{
				seconds: seconds + 5,
				serverScripts: [{ name: "Main", source: `local SECONDS = ${seconds}\n${read("remotes-server")}` }],
				playerScripts: [script("remotes", cases)],
			},
			cases,
		);
	}),
};

const GOOD_ATTRIBUTES: readonly Value[] = [
	{ Query: "calm forest", Priority: 1, Volume: 0.5, Crossfade: 2, Tracks: 3 },
	{ AssetId: "123456789", OnReturn: "restart", Shape: "ball", Enabled: true },
	{ SimilarTo: 123456789, Ambience: "birds", Reverb: "Cave", Muffle: 0.5 },
	{ Playlist: "music-1", Volume: 2, Shape: "cylinder", Enabled: false },
];
const TAGS = ["AudioScapeZone", "AudioScapeZoneArea", "AudioScapeSurface", "AudioScapeFootsteps"];

/** What is built in Studio. */
export const attributeTarget: Target = {
	name: "attributes",
	about: "tags and attributes of parts",
	make: dice => ({
		attributes: dice.percent(20)
			? Object.fromEntries(
					Object.keys(dice.pick(GOOD_ATTRIBUTES) as Record<string, Value>).map(
						name => [name, anyValue(dice, 0)] as const,
					),
				)
			: spoiled(dice, dice.pick(GOOD_ATTRIBUTES), 20),
		tags: dice.percent(90) ? ["AudioScapeZone"] : [dice.pick(TAGS), "AudioScapeZone"],
	}),
	run: attributed(cases =>
		place(
			{ seconds: Math.ceil(cases.length / 50) + SETTLE_SECONDS, serverScripts: [script("attributes", cases)] },
			cases,
		),
	),
};
