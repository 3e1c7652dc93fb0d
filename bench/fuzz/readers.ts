import { readFileSync } from "node:fs";
import path from "node:path";

import { startContract } from "../../tools/contract/index.ts";
import { createVm } from "../../tools/headless/vm/luau-vm.ts";
import type { VmFunction } from "../../tools/headless/vm/types.ts";
import { bundle } from "../luau/bundle.ts";
import type { Dice } from "./random.ts";
import type { Target } from "./target.ts";
import { anyValue, spoiled, type Value } from "./values.ts";

const MODULES = [
	"lib/server/catalog/endpoints",
	"lib/server/http/manifest",
	"lib/server/http/shared-document",
	"lib/shared/catalog/beat-index",
	"lib/shared/wire/row-facts",
	"lib/shared/wire/results",
	"lib/shared/wire/structure",
];
const local = (name: string): string => path.join(import.meta.dirname, `${name}.luau`);

function startReaders(): VmFunction {
	const chunk = bundle({
		modules: MODULES,
		files: { "fuzz/decode": local("decode") },
		main: readFileSync(local("readers"), "utf8"),
	});
	const loaded = createVm({}).load(chunk, "=readers");
	if (typeof loaded === "string") throw new Error(loaded);
	return loaded()[0] as VmFunction;
}

/** How each endpoint is asked for an answer that is good. */
const ASKED: Readonly<Record<string, { readonly path: string; readonly body?: object }>> = {
	search: { path: "search", body: { query: "calm", limit: 5 } },
	similar: { path: "similar?asset_id=123456789&limit=5" },
	browse: { path: "browse?type=trending&limit=5" },
	sfxSearch: { path: "sfx/search", body: { query: "door", limit: 5 } },
	sfxSimilar: { path: "sfx/similar?asset_id=9120386436&limit=5" },
	sfxBrowse: { path: "sfx/browse?type=trending&limit=5" },
	getSfxTaxonomy: { path: "sfx/taxonomy" },
	getStructure: { path: "track/structure?asset_id=123456789" },
};
const ENDPOINTS = Object.keys(ASKED);
/** Entries that say enough: the beats of four minutes would only take time. */
const MOST_ENTRIES = 12;

const shortened = (value: unknown): Value =>
	Array.isArray(value)
		? value.slice(0, MOST_ENTRIES).map(shortened)
		: typeof value === "object" && value !== null
			? Object.fromEntries(Object.entries(value).map(([name, item]) => [name, shortened(item)]))
			: (value as Value);

/** An answer of every endpoint that is as it should be. */
async function goodAnswers(seed: number): Promise<Record<string, Value>> {
	const contract = await startContract({ seed, size: { tracks: 300, effects: 300 } });
	try {
		const entries = ENDPOINTS.map(async name => {
			const { path: where, body } = ASKED[name]!;
			const answer = await fetch(`${contract.url}/developer/v1/${where}`, {
				method: body === undefined ? "GET" : "POST",
				headers: { "x-api-key": "fuzz", ...(body === undefined ? {} : { "content-type": "application/json" }) },
				...(body === undefined ? {} : { body: JSON.stringify(body) }),
			});
			return [name, shortened(await answer.json())] as const;
		});
		return Object.fromEntries(await Promise.all(entries));
	} finally {
		await contract.close();
	}
}

/** A tenth of the cases are nothing like an answer, the rest an answer with something wrong in it. */
const NOTHING_LIKE = 10;

/** What reads answers of the API, what a store kept and what a manifest says. */
export async function readerTargets(seed: number): Promise<Target[]> {
	const good = await goodAnswers(seed);
	const evaluate = startReaders();
	const target = (name: string, about: string, wrap: (dice: Dice, body: Value) => Value, only?: string): Target => ({
		name,
		about,
		make: dice => {
			const endpoint = only ?? dice.pick(ENDPOINTS);
			const body = dice.percent(NOTHING_LIKE) ? anyValue(dice, 4) : spoiled(dice, good[endpoint]!);
			return { endpoint, body: wrap(dice, body) };
		},
		run: async cases =>
			cases.map(one => {
				const { endpoint } = one as { endpoint?: string };
				if (endpoint === undefined || !ENDPOINTS.includes(endpoint)) return undefined;
				const [wrong] = evaluate(name, Buffer.from(JSON.stringify(one), "utf8").toString("latin1"));
				return wrong === undefined ? undefined : String(wrong);
			}),
	});
	return [
		target("answers", "answers of the API", (_, body) => body),
		target("beats", "structures of tracks", (_, body) => body, "getStructure"),
		target("stored", "documents of the shared store", (dice, body) =>
			spoiled(dice, { schema: 1, key: "key", at: 1767225600, value: body, lease: 1767225615, by: "server" }, 6),
		),
		target("manifests", "baked manifests", (dice, body) => spoiled(dice, { schema: 1, answers: { key: body } }, 6)),
	];
}
