import { readFileSync } from "node:fs";
import path from "node:path";

import { luauLiteral, type Network, runHeadless } from "../../tools/headless/index.ts";
import { bundle } from "../luau/bundle.ts";
import { attributed, type Batch } from "./attributed.ts";
import type { Dice } from "./random.ts";
import type { Target } from "./target.ts";
import { anyValue, spoiled, type Value } from "./values.ts";

const local = (name: string): string => path.join(import.meta.dirname, `${name}.luau`);
const SPECIAL = (name: string): Value => ({ $: name });

/** Arguments of each entry that are as they should be. */
const GOOD: Readonly<Record<string, readonly [first: Value, second?: Value]>> = {
	new: [
		"key",
		{ timeout: 10, retries: 3, requestsPerMinute: 60, cache: { maxEntries: 8, store: "memory" }, analytics: false },
	],
	createFootsteps: [
		{
			surfaces: { Grass: "9120386436", Wood: { query: "wood step" }, Metal: { assets: ["1", "2", "3"] } },
			variants: 6,
			avoid: 2,
			stride: 4,
			volume: 0.5,
			fallback: "Grass",
			seed: 1,
		},
	],
	createRadio: [
		{ name: "lobby", query: "lofi", crossfade: 4, volume: 0.4, energy: "rise", history: 5, output: "players" },
	],
	createZones: [
		{
			zones: {
				yard: {
					area: { cframe: SPECIAL("cframe"), size: SPECIAL("vector"), shape: "box" },
					music: { query: "jazz" },
					priority: 1,
					volume: 0.5,
				},
			},
			fade: 2,
			volume: 0.5,
		},
	],
	createSoundBank: [
		{ seeds: { door: "1", bell: { query: "bell" } }, poolSize: 6, avoid: 1, mode: "extend", kind: "sfx" },
	],
	createPlayer: [{ volume: 0.5, crossfade: 2, order: "shuffle", output: "server" }],
	getAssetService: [{ fallback: true, limit: 20 }],
	enableClientAccess: [{ perSecond: 2, burst: 10 }],
	configureAnalytics: [{ enabled: true, batchInterval: 30, maxBatchSize: 50 }],
	FineVoice: ["key", { deadline: 100, pollInterval: 2 }],
	SenseAudio: ["key", { baseUrl: "https://api.example.com" }],
	zonesAdd: ["zone", { area: { cframe: SPECIAL("cframe"), size: SPECIAL("vector") }, music: "1" }],
	zonesEnter: [SPECIAL("player"), "yard"],
	zonesOverride: ["yard", [SPECIAL("player")]],
	footstepsAttach: [SPECIAL("player"), {}],
	footstepsStep: ["Grass", SPECIAL("vector")],
	radioVote: ["skip", SPECIAL("player")],
	bankPick: ["door"],
	bankChoose: ["door"],
	bankUnavailable: ["1"],
	playerQueue: [["1", "rbxassetid://2", { asset_id: "3", name: "a", duration: 5 }]],
	playerAdd: ["1"],
	trackCustom: ["danced", { floor: "neon" }],
	trackVote: ["1", "up"],
	trackPlay: ["1", SPECIAL("player")],
	setKey: ["key"],
	search: [{ query: "calm", limit: 20, sort: "relevance", filters: { genres: ["Jazz"], duration: { min: 10 } } }],
	similar: ["1", { limit: 10, dedupe: true }],
	lookup: [{ asset_ids: ["1", "2"] }],
	getPlaylist: ["sfx-1"],
	checkAssetHealth: [["1"], {}],
	auditAudio: [{}],
	beatAtTime: ["1", 2],
	sectionAtTime: ["1", 2],
};
const ENTRIES = Object.keys(GOOD);

function make(dice: Dice): Value {
	const entry = dice.pick(ENTRIES);
	const [first, second = null] = GOOD[entry]!;
	const isWild = dice.percent(25);
	return {
		entry,
		first: isWild ? anyValue(dice, 2) : spoiled(dice, first),
		second: isWild ? anyValue(dice, 2) : spoiled(dice, second),
	};
}

/** Nobody answers: what is asked for in the end does not matter here. */
const nobody: Network = async () => ({ answer: { error: "ConnectFail" }, seconds: 0.1 });

async function runOnce(cases: readonly Value[]): Promise<Batch> {
	const texts = cases.map(one => JSON.stringify(one));
	const source = bundle({
		modules: [],
		files: { "fuzz/decode": local("decode") },
		main: `local CASES = ${luauLiteral(JSON.stringify(texts))}\n${readFileSync(local("options"), "utf8")}`,
		directives: "",
	});
	const { output, errors } = await runHeadless({
		players: 1,
		baseplate: true,
		seconds: 3,
		seed: 1,
		latency: 0.1,
		network: nobody,
		keepTrace: false,
		scriptTimeout: 60,
		serverScripts: [
			{
				name: "Fuzz",
				source: `Instance.new("Part", workspace).Name = "Floor"\ngame:GetService("Players").PlayerAdded:Wait()\n${source}`,
			},
		],
	});
	const found: Array<string | undefined> = cases.map(() => undefined);
	for (const line of output) {
		const [, index, wrong] = /^\[server\] fuzz (\d+) (.*)$/.exec(line) ?? [];
		if (index !== undefined) found[Number(index) - 1] = wrong!;
	}
	return { found, later: errors > 0 ? (output.find(line => /:\d+:/.test(line)) ?? output.at(-1) ?? "") : undefined };
}

/** What developers write into options and arguments. */
export const optionTarget: Target = {
	name: "options",
	about: "options and arguments of every public entry",
	make,
	run: attributed(runOnce),
};
