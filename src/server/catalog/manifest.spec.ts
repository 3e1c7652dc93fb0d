import { describe, expect, it } from "@rbxts/jest-globals";

import {
	createClock,
	createVirtualClient,
	createVirtualStore,
	kindOf,
	type Reply,
} from "../../../test/rbx/virtual-http";
import type { Outcome } from "../../shared/wire/outcome";
import { SCHEMA, sharedKey } from "../http/shared-document";
import type { Catalog } from "./catalog";
import { readManifest } from "./manifest";

type Mutable = Record<string | number, unknown>;

const row = (id: string) => ({
	asset_id: id,
	name: "A",
	artist: "B",
	duration: 60,
	bpm: 100,
	genre: "rock",
	loudness_lufs: -10,
	key: "C",
});
const page = { tracks: [row("1"), row("2")], meta: { total: 2, limit: 20, offset: 0 } };
const structure = {
	asset_id: "5",
	beat_grid: { times: [0, 0.5, 1, 1.5], downbeats: [0] },
	sections: [{ start: 0, end: 9, label: "intro" }],
};
const playlist = { playlist: { id: "p", name: "P" }, tracks: [row("7")] };
const respond = ({ url }: { url: string }): Reply => {
	if (string.find(url, "structure", 1, true)[0] !== undefined) return { body: structure };
	return { body: string.find(url, "playlist", 1, true)[0] !== undefined ? playlist : page };
};

const CALLS: ReadonlyArray<(catalog: Catalog) => Outcome> = [
	catalog => catalog.call("search", { query: "a" }),
	catalog => catalog.call("search", { asset_ids: ["1"] }),
	catalog => catalog.call("similar", "5"),
	catalog => catalog.call("sfxSearch", { query: "a" }),
	catalog => catalog.call("browse", { type: "trending" }),
	catalog => catalog.call("getStructure", "5"),
	catalog => catalog.call("getPlaylist", { playlist_id: "p" }),
	catalog => catalog.beatAt("5", 1),
	catalog => catalog.segmentAt("5", 1, undefined),
];

/** What the calls are answered without a manifest, by their keys. */
function bake(): Record<string, unknown> {
	const answers: Record<string, unknown> = {};
	const client = createVirtualClient({ respond, record: (key, value) => (answers[key] = value) });
	for (const call of CALLS) {
		client.ask(call);
		client.clock.advance(1);
	}
	return answers;
}

const random = new Random(11);
const JUNK: ReadonlyArray<() => unknown> = [
	() => 5,
	() => -1,
	() => 0 / 0,
	() => math.huge,
	() => "text",
	() => "\xff\xfe",
	() => true,
	() => ({}),
	() => [1, 2],
	() => ({ tracks: 5 }),
	() => [{ asset_id: {} }],
	() => new Vector3(),
	() => () => 1,
	() => {
		const ring: { ring?: unknown } = {};
		ring.ring = ring;
		return ring;
	},
];
const junk = (): unknown => JUNK[random.NextInteger(0, JUNK.size() - 1)]!();

function copyOf(value: unknown): unknown {
	if (!typeIs(value, "table")) return value;
	const copy: Mutable = {};
	for (const [key, inner] of pairs(value as Mutable)) copy[key] = copyOf(inner);
	return copy;
}

/** The same with one thing in it taken away or exchanged. */
function mutated(original: unknown): unknown {
	const copy = copyOf(original);
	let place = copy as Mutable;
	for (;;) {
		const keys = new Array<string | number>();
		for (const [key] of pairs(place)) keys.push(key);
		if (keys.isEmpty()) return copy;
		const key = keys[random.NextInteger(0, keys.size() - 1)]!;
		const inner = place[key];
		if (typeIs(inner, "table") && random.NextNumber() < 0.75) {
			place = inner as Mutable;
			continue;
		}
		place[key] = random.NextNumber() < 0.2 ? undefined : junk();
		return copy;
	}
}

const TYPES: Readonly<Record<string, string>> = {
	asset_id: "string",
	name: "string",
	artist: "string",
	genre: "string",
	key: "string",
	label: "string",
	duration: "number",
	bpm: "number",
	loudness_lufs: "number",
	total: "number",
	start: "number",
	is_downbeat: "boolean",
	tracks: "table",
	meta: "table",
	sections: "table",
	times: "table",
	variants: "table",
};

/** Names of what is of another type than documented. */
function strangers(value: unknown, found: string[]): string[] {
	if (!typeIs(value, "table")) return found;
	for (const [name, inner] of pairs(value as Record<string, unknown>)) {
		const wanted = TYPES[name];
		if (wanted !== undefined && type(inner) !== wanted) found.push(`${name} is ${tostring(inner)}`);
		if (typeIs(inner, "number") && inner - inner !== 0) found.push(`${name} is not finite`);
		strangers(inner, found);
	}
	return found;
}

/** What is strange about an outcome; a beat or a section may be unknown. */
function strangeIn(outcome: Outcome | undefined): string[] {
	if (outcome === undefined) return ["no answer"];
	if (!outcome.ok) return typeIs(outcome.problem.message, "string") ? [] : ["no sentence"];
	if (outcome.value !== undefined && !typeIs(outcome.value, "table"))
		return [`the answer is ${tostring(outcome.value)}`];
	return strangers(outcome.value, []);
}

const ROUNDS = 200;

describe("what was baked", () => {
	const answers = bake();

	it("is answered without a request where it is whole", () => {
		const client = createVirtualClient({ respond, manifest: readManifest({ version: 1, answers }) });
		const told = CALLS.map(call => client.ask(call));
		client.clock.advance(1);
		expect(told.map(kindOf)).toEqual(CALLS.map(() => "ok"));
		expect(client.sent.size()).toBe(0);
	});

	it(`never raises and never answers what is of another type, ${ROUNDS} times mutated`, () => {
		for (const _ of $range(1, ROUNDS)) {
			const manifest = readManifest(mutated({ version: 1, answers }));
			const client = createVirtualClient({ respond, manifest });
			const told = CALLS.map(call => client.ask(call));
			client.clock.advance(1);
			for (const { outcome } of told) expect(strangeIn(outcome)).toEqual([]);
		}
	});

	it("holds packs and stations of whole rows only, whatever was in the file", () => {
		const effect = { asset_id: "9", name: "step", duration: 0.4 };
		const whole = {
			version: 1,
			packs: { Grass: { source: "s", hero: "9", variants: [effect, { ...effect, asset_id: "10" }] } },
			stations: { lobby: { source: "s", tracks: [row("1")], structures: { "1": structure } } },
		};
		expect(readManifest(whole)).toEqual(whole);
		for (const _ of $range(1, ROUNDS)) {
			const manifest = readManifest(mutated(whole))!;
			expect(strangers(manifest, [])).toEqual([]);
			for (const [, pack] of pairs(manifest.packs ?? {})) expect(typeIs(pack.variants, "table")).toBe(true);
			for (const [, station] of pairs(manifest.stations ?? {})) expect(typeIs(station.tracks, "table")).toBe(true);
		}
		for (const make of JUNK) expect(() => readManifest(make())).never.toThrow();
	});
});

describe("a document of the shared store", () => {
	/** A store that holds the same under every key. */
	function storeOf(clock: ReturnType<typeof createClock>, value: (key: string) => unknown) {
		const kept = createVirtualStore(clock);
		return {
			...kept,
			read: (key: string) => {
				kept.read(key);
				return value(key);
			},
			update: (key: string, change: (old: unknown) => unknown) => kept.update(key, () => change(value(key))),
		};
	}

	it(`never raises, is never answered where it is of another type, and is not waited for, ${ROUNDS} times mutated`, () => {
		const key = `POST /v1/search {"query":"a"}`;
		for (const _ of $range(1, ROUNDS)) {
			const clock = createClock();
			const document = mutated({
				schema: SCHEMA,
				key,
				at: 1_800_000_000,
				value: page,
				lease: 1_800_000_005,
				by: "two",
			});
			const store = storeOf(clock, () => (random.NextNumber() < 0.1 ? junk() : copyOf(document)));
			const client = createVirtualClient({ clock, respond, store });
			const told = client.ask(CALLS[0]!);
			clock.advance(20);
			expect(strangeIn(told.outcome)).toEqual([]);
			expect(kindOf(told)).toBe("ok");
		}
		expect(sharedKey(key).size() <= 50).toBe(true);
	});

	it("that is from the future, or leased for ever, is not believed", () => {
		const key = `POST /v1/search {"query":"a"}`;
		for (const extra of [{ at: math.huge }, { at: 9e15 }, { lease: math.huge, by: "two" }]) {
			const clock = createClock();
			const document = { schema: SCHEMA, key, at: 0, ...extra, value: undefined };
			const client = createVirtualClient({ clock, respond, store: storeOf(clock, () => copyOf(document)) });
			const told = client.ask(CALLS[0]!);
			clock.advance(3);
			expect(kindOf(told)).toBe("ok");
		}
	});
});
