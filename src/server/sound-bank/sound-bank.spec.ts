import { describe, expect, it } from "@rbxts/jest-globals";

import { createVirtualClient, type Reply, type SentRequest } from "../../../test/rbx/virtual-http";
import type { EventInput } from "../analytics/event";
import { answerOf } from "../catalog/answers";
import type { CallOptions, CatalogPort } from "../catalog/port";
import { createBank } from "./bank";
import type { SoundBank, SoundBankOptions } from "./types";

const effect = (id: number, more: object = {}) => ({ asset_id: id, name: `e${id}`, duration: 1 + id / 1000, ...more });

/** Likes of effects below 1000: the ten ids above it; others are unknown. Searches find 500. */
function respond(request: SentRequest): Reply {
	const [seed] = string.match(request.url, "asset_id=(%d+)");
	const meta = { total: 10, limit: 20, offset: 0 };
	if (seed !== undefined) {
		const from = tonumber(seed)!;
		if (from >= 1000) return { status: 404, body: { error: "asset_id not found" } };
		const tracks = new Array<object>();
		for (const step of $range(1, 10)) tracks.push(effect(from + step, { true_peak_dbtp: -step }));
		return { body: { tracks, meta } };
	}
	if (string.find(request.url, "playlist")[0] !== undefined) {
		const sounds = [effect(61, { sound_start_sec: 0.1, sound_end_sec: 0.5 }), effect(62), effect(61)];
		return { body: { playlist: { id: "p", name: "P", track_count: 0 }, tracks: [], sounds, meta: { total: 2 } } };
	}
	return { body: { tracks: [effect(500)], meta } };
}

interface Scene {
	bank: SoundBank;
	sent: SentRequest[];
	advance: (seconds: number) => void;
	resolve: () => { ok?: boolean; err?: string };
	events: string[];
	described: string[][];
	answer: (fn: (request: SentRequest) => Reply) => void;
	wakes: () => number;
}

function scene(options: Partial<SoundBankOptions>): Scene {
	const client = createVirtualClient({ respond });
	const events: string[] = [];
	const described: string[][] = [];
	let wakes = 0;
	const ask = (name: "sfxSimilar" | "sfxSearch" | "getPlaylist") => (_: unknown, asked: unknown, call?: CallOptions) =>
		answerOf(client.catalog.call(name, asked, undefined, call));
	const catalog = {
		sfxSimilar: ask("sfxSimilar"),
		sfxSearch: ask("sfxSearch"),
		getPlaylist: ask("getPlaylist"),
	} as unknown as CatalogPort;
	const bank = createBank(
		{
			catalog,
			clock: client.ports,
			metadata: ids => {
				described.push(ids);
				return ids.filter(id => id !== "3000").map(assetId => ({ assetId, title: "Door", artist: "Somebody" }));
			},
			analytics: {
				track: (_: string, kind: string, { assetId, metadata }: EventInput) => {
					const { source, count } = (metadata ?? {}) as { source?: string; count?: number };
					events.push(`${kind} ${assetId ?? "-"} ${source ?? count ?? ""}`);
					return $tuple(true, undefined);
				},
				onClose: () => () => {},
				onRound: () => ({
					wake: () => {
						wakes += 1;
					},
					remove: () => {},
				}),
			},
		},
		{ rng: 7, ...options },
	);
	return {
		bank,
		sent: client.sent,
		advance: client.clock.advance,
		events,
		described,
		answer: client.respond,
		wakes: () => wakes,
		resolve: () => {
			const told: { ok?: boolean; err?: string } = {};
			task.spawn(() => {
				const [ok, err] = bank.resolveAsync();
				told.ok = ok;
				told.err = err;
			});
			return told;
		},
	};
}

function resolved(options: Partial<SoundBankOptions>): Scene {
	const held = scene(options);
	const told = held.resolve();
	held.advance(5);
	expect([told.ok, told.err]).toEqual([true, undefined]);
	return held;
}

describe("a pool", () => {
	it("is the seed and its likes, as many as were wanted", () => {
		const { bank } = resolved({ seeds: { step: "rbxassetid://100" }, poolSize: 6 });
		const pool = bank.Pools.step!;
		expect([pool.name, pool.seed_asset_id, pool.source]).toEqual(["step", "100", "catalog"]);
		expect(bank.getPool("step")).toEqual(["100", "101", "102", "103", "104", "105"]);
		expect(bank.IsResolved).toBe(true);
	});

	it("leaves the seed out where that is wanted and there are likes", () => {
		const { bank } = resolved({ seeds: { step: 100 }, poolSize: 3, mode: "replace" });
		expect(bank.getPool("step")).toEqual(["101", "102", "103"]);
	});

	it("has the seed once and first, also when it is among its own likes", () => {
		const held = scene({ seeds: { step: 103 }, poolSize: 3 });
		const likes = [effect(104), effect(103), effect(105), effect(106)];
		held.answer(() => ({ body: { tracks: likes, meta: { total: 4, limit: 20, offset: 0 } } }));
		held.resolve();
		held.advance(5);
		expect(held.bank.getPool("step")).toEqual(["103", "104", "105"]);
	});

	it("asks for all at the same time, the same seed once", () => {
		const held = resolved({ seeds: { a: 100, b: "200", c: { asset_id: 100 }, d: "300" } });
		expect(held.sent.size()).toBe(3);
		expect(held.sent.every(({ at }) => at === held.sent[0]!.at)).toBe(true);
		expect(held.bank.getPool("a")).toEqual(held.bank.getPool("c"));
	});

	it("reaches what the catalog does not know over what the engine calls it, many in one question", () => {
		const held = resolved({ seeds: { door: "1000", gate: 2000, lost: "3000" }, poolSize: 3, mode: "replace" });
		expect(held.described).toHaveLength(1);
		const { door, lost } = held.bank.Pools;
		expect([door!.source, lost!.source]).toEqual(["bridged", "none"]);
		expect(held.bank.getPool("door")).toEqual(["1000", "501", "502"]);
		expect(held.bank.getPool("lost")).toEqual(["3000"]);
	});

	it("is a playlist whole, a search, or hand-picked ids", () => {
		const { bank } = resolved({
			seeds: { chosen: { playlist: "p" }, found: { query: "door" }, picked: { assets: [7, "rbxassetid://8", 7] } },
		});
		expect(bank.getPool("chosen")).toEqual(["61", "62"]);
		expect(bank.getPool("found")).toEqual(["500"]);
		expect(bank.getPool("picked")).toEqual(["7", "8"]);
		expect([bank.Pools.chosen!.source, bank.Pools.found!.source]).toEqual(["playlist", "search"]);
	});

	it("says how loud and from where each sound is played", () => {
		const { bank } = resolved({ seeds: { step: 100, chosen: { playlist: "p" } }, poolSize: 3 });
		const [seed, first, second] = bank.Pools.step!.sounds;
		expect(first!.gain < second!.gain).toBe(true);
		expect(seed!.gain < 1).toBe(true);
		const trimmed = bank.Pools.chosen!.sounds[0]!;
		expect([trimmed.from, trimmed.to]).toEqual([0.1, 0.5]);
	});
});

describe("a pool whose source fails", () => {
	it("is the seed, with the reason; the others are whole; asking again asks for the rest only", () => {
		const held = scene({ seeds: { good: 100, bad: 200 }, poolSize: 3 });
		held.answer(request => (string.find(request.url, "=200")[0] !== undefined ? { status: 403 } : respond(request)));
		const told = held.resolve();
		held.advance(5);
		expect([told.ok, told.err, held.bank.IsResolved]).toEqual([false, "Request failed (403)", false]);
		expect([held.bank.getPool("good").size(), held.bank.getPool("bad").size()]).toEqual([3, 1]);
		expect([held.bank.Pools.bad!.source, held.bank.Pools.bad!.problem!.kind]).toEqual(["none", "forbidden"]);
		held.answer(respond);
		const before = held.sent.size();
		const again = held.resolve();
		held.advance(5);
		expect([again.ok, held.sent.size() - before, held.bank.getPool("bad").size()]).toEqual([true, 1, 3]);
	});

	it("is asked for again by itself, and the bank is resolved then", () => {
		const held = scene({ seeds: { good: 100, bad: 200 }, poolSize: 3 });
		held.answer(request => (string.find(request.url, "=200")[0] !== undefined ? { status: 403 } : respond(request)));
		held.resolve();
		held.advance(5);
		const before = held.sent.size();
		held.answer(respond);
		held.advance(230);
		expect([held.sent.size() - before, held.bank.IsResolved]).toEqual([0, false]);
		held.advance(140);
		expect([held.sent.size() - before, held.bank.IsResolved]).toEqual([1, true]);
		expect([held.bank.getPool("bad"), held.bank.Pools.bad!.problem]).toEqual([["200", "201", "202"], undefined]);
		expect(held.events).toEqual(["audio_resolve 100 catalog", "audio_resolve 200 catalog"]);
	});

	it("is not asked for before anybody wanted it resolved, nor once the bank is destroyed", () => {
		const held = scene({ seeds: { bad: 200 } });
		held.answer(() => ({ status: 403 }));
		held.advance(1000);
		expect(held.sent.size()).toBe(0);
		held.resolve();
		held.advance(5);
		held.bank.destroy();
		held.advance(2000);
		expect(held.sent.size()).toBe(1);
	});

	it("says in its own name that there is nothing", () => {
		const held = scene({ seeds: { a: { query: "x" }, b: { query: "x" } } });
		held.answer(() => ({ body: { tracks: [], meta: { total: 0, limit: 20, offset: 0 } } }));
		const told = held.resolve();
		held.advance(5);
		expect([told.err, held.bank.Pools.b!.problem!.message, held.sent.size()]).toEqual([
			"the catalog has nothing for 'a'",
			"the catalog has nothing for 'b'",
			1,
		]);
	});

	it("is resolved once for two who wait", () => {
		const held = scene({ seeds: { a: 100 } });
		const both = [held.resolve(), held.resolve()];
		held.advance(5);
		expect([both[0]!.ok, both[1]!.ok, held.sent.size()]).toEqual([true, true, 1]);
	});
});

describe("picking", () => {
	it("gives the seed before anything is resolved, and nothing for a name nobody gave", () => {
		const { bank } = scene({ seeds: { step: 100 } });
		expect([bank.pick("step"), bank.pick("stop")]).toEqual(["100", undefined]);
	});

	it("has every sound once before any repeats, and each as often as the others", () => {
		const { bank } = resolved({ seeds: { step: 100 }, poolSize: 3 });
		const counts = new Map<string, number>();
		let repeats = 0;
		let last: string | undefined;
		for (const _ of $range(1, 300)) {
			const id = bank.pick("step")!;
			if (id === last) repeats += 1;
			last = id;
			counts.set(id, (counts.get(id) ?? 0) + 1);
		}
		expect([repeats, counts.get("100"), counts.get("101"), counts.get("102")]).toEqual([0, 100, 100, 100]);
	});

	it("has no order in a pool of three: after any two of them either of the others may come", () => {
		const { bank } = resolved({ seeds: { step: 100 }, poolSize: 3 });
		const followers = new Map<string, Set<string>>();
		let [before, last] = [bank.pick("step")!, bank.pick("step")!];
		for (const _ of $range(1, 600)) {
			const id = bank.pick("step")!;
			followers.set(before + last, (followers.get(before + last) ?? new Set<string>()).add(id));
			[before, last] = [last, id];
		}
		expect([...followers].map(([, seen]) => seen.size())).toEqual([2, 2, 2, 2, 2, 2]);
	});

	it("hands out one and the same record for a sound: nothing is made per pick", () => {
		const { bank } = resolved({ seeds: { step: 100 }, poolSize: 2 });
		const seen = new Set<unknown>();
		for (const _ of $range(1, 50)) seen.add(bank.choose("step"));
		expect(seen.size()).toBe(2);
		expect(table.isfrozen(bank.choose("step") as object)).toBe(true);
	});

	it("leaves out what could not be loaded, for a while", () => {
		const held = resolved({ seeds: { step: 100, other: 101 }, poolSize: 3, forgetAfter: 60 });
		expect([held.bank.reportUnavailable("rbxassetid://101"), held.bank.reportUnavailable(101)]).toEqual([true, false]);
		const picked = () => {
			const ids = new Set<string>();
			for (const _ of $range(1, 20)) ids.add(held.bank.pick("step")!);
			return ids;
		};
		expect(picked().has("101")).toBe(false);
		held.advance(61);
		expect(picked().has("101")).toBe(true);
	});

	it("gives the seed when all are gone", () => {
		const { bank } = resolved({ seeds: { step: 100 }, poolSize: 2 });
		bank.reportUnavailable(100);
		bank.reportUnavailable(101);
		expect(bank.pick("step")).toBe("100");
	});
});

describe("what a bank tells analytics", () => {
	it("is each pool once, sums of picks, and what could not be loaded", () => {
		const held = resolved({ seeds: { step: 100 }, poolSize: 1 });
		for (const _ of $range(1, 5)) held.bank.pick("step");
		expect([held.wakes(), held.events.size()]).toEqual([1, 1]);
		held.bank.flushPickCounts();
		held.bank.flushPickCounts();
		held.bank.reportUnavailable(5);
		expect(held.events).toEqual(["audio_resolve 100 catalog", "audio_pick 100 5", "audio_unavailable 5 "]);
	});

	it("is told before it is destroyed, and nothing after", () => {
		const held = resolved({ seeds: { step: 100 } });
		held.bank.pick("step");
		held.bank.destroy();
		held.bank.destroy();
		expect([held.bank.pick("step"), held.bank.reportUnavailable(5), held.events.size()]).toEqual([undefined, false, 2]);
		expect(held.resolve().err).toBe("the sound bank was destroyed");
	});
});

describe("options of a bank", () => {
	const wrong: Array<[options: unknown, message: string]> = [
		[undefined, "createSoundBank requires an options table"],
		[{}, "createSoundBank requires a seeds table"],
		[{ seeds: {}, kind: "noise" }, 'createSoundBank kind must be "sfx" or "music"'],
		[{ seeds: {}, mode: "both" }, 'createSoundBank mode must be "extend" or "replace"'],
		[{ seeds: { step: "nothing" } }, "seed 'step' is not a usable asset id: nothing"],
		[{ seeds: { step: { assets: ["x"] } } }, `seed 'step' is not a usable asset id: "x"`],
		[{ seeds: {}, poolSize: 0 }, "createSoundBank: poolSize is 0; it must be a whole number from 1 to 1000"],
	];
	for (const [options, message] of wrong) {
		it(`raise: ${message}`, () => {
			const parts = { catalog: {} as CatalogPort, metadata: () => [], clock: createVirtualClient().ports };
			expect(() => createBank(parts, options)).toThrow(message);
		});
	}
});
