import { describe, expect, it } from "@rbxts/jest-globals";

import { createScope } from "../../shared/scope/scope";
import type { Track } from "../../shared/wire/music";
import type { Problem, ProblemKind } from "../../shared/wire/problem";
import type { ResolvedTrack } from "../../shared/zones/rotation";
import type { CatalogPort } from "../catalog/port";
import { createFinder } from "./finder";
import { parseAmbience, parseSource, type SourceUse } from "./source";

function row(id: string, lufs?: number): Track {
	return { asset_id: id, name: id, artist: "x", album: "", duration: 100, loudness_lufs: lufs };
}

interface Timer {
	at: number;
	fn: () => void;
}

/** A catalog and a clock that are driven by hand. Answers are given the moment they are asked for. */
function lab(answer: (method: string, what: string, limit: number) => Track[] | ProblemKind | undefined) {
	const asked = new Array<string>();
	const limits = new Map<string, number>();
	const problems = new Array<Problem>();
	const found = new Map<string, ReadonlyArray<ResolvedTrack>>();
	const told = new Array<string>();
	const distances = new Map<string, number>();
	const scope = createScope();
	let timers = new Array<Timer>();
	let now = 0;

	function reply(method: string, what: string, limit: number) {
		asked.push(`${method} ${what}`);
		limits.set(what, limit);
		const rows = answer(method, what, limit);
		if (typeIs(rows, "table")) return $tuple({ tracks: rows } as never, undefined, undefined);
		const kind = rows ?? "network";
		const problem: Problem = { kind, message: kind, endpoint: method, attempts: 1 };
		return $tuple(undefined, problem.message, problem);
	}
	const catalog = {
		search: (_: unknown, options: { query: string; limit: number }) => reply("search", options.query, options.limit),
		similar: (_: unknown, options: { asset_id: string; limit: number }) =>
			reply("similar", options.asset_id, options.limit),
		getPlaylist: (_: unknown, options: { playlist_id: string }) => reply("playlist", options.playlist_id, 0),
		lookup: (_: unknown, options: { asset_ids: string[] }) => reply("lookup", options.asset_ids.join(","), 0),
		sfxSearch: (_: unknown, options: { query: string; limit: number }) =>
			reply("sfxSearch", options.query, options.limit),
	} as unknown as CatalogPort;

	const finder = createFinder({
		scope,
		catalog,
		clock: {
			now: () => now,
			delay: (seconds, fn) => {
				const timer = { at: now + seconds, fn };
				timers.push(timer);
				return () => {
					timers = timers.filter(held => held !== timer);
				};
			},
			spawn: fn => fn(),
		},
		random: () => 0.5,
		loudness: -14,
		distance: key => distances.get(key) ?? math.huge,
		found: (key, tracks) => {
			told.push(key);
			found.set(key, tracks);
		},
		failed: (_key, problem) => problems.push(problem),
	});
	return {
		finder,
		scope,
		asked,
		limits,
		problems,
		told,
		found,
		distances,
		want: (source: unknown, ambience = false): SourceUse => {
			const [use, why] = ambience ? parseAmbience(source) : parseSource(source, () => undefined);
			if (use === undefined) error(why!);
			finder.want(use);
			return use;
		},
		run: (seconds: number) => {
			const goal = now + seconds;
			for (;;) {
				let soonest: Timer | undefined;
				for (const timer of timers) if (soonest === undefined || timer.at < soonest.at) soonest = timer;
				if (soonest === undefined || soonest.at > goal) break;
				const due = soonest;
				timers = timers.filter(held => held !== due);
				now = math.max(now, due.at);
				due.fn();
			}
			now = goal;
		},
	};
}

describe("the requests", () => {
	it("300 zones with 40 queries are 40 requests, and none afterwards", () => {
		const l = lab((_, what) => [row(`1${what.size()}`, -14)]);
		for (let i = 0; i < 300; i++) l.want({ query: `mood ${i % 40}` });
		l.run(1);
		expect(l.asked.size()).toBe(40);
		for (let i = 0; i < 300; i++) l.want({ query: `mood ${i % 40}` });
		l.run(600);
		expect(l.asked.size()).toBe(40);
		expect(l.found.size()).toBe(40);
	});

	it("one query with several sizes of rotation is one request, for the largest", () => {
		const l = lab(() => [row("1"), row("2"), row("3"), row("4")]);
		l.want({ query: "calm" });
		l.want({ query: "calm", tracks: 4 });
		l.run(1);
		expect(l.asked.size()).toBe(1);
		expect(l.limits.get("calm")! >= 4).toBe(true);
	});

	it("different filters are different queries, whatever the order of their keys", () => {
		const l = lab(() => [row("1", -14)]);
		l.want({ query: "calm", filters: { instrumental: true, key: "C" } });
		l.want({ query: "calm", filters: { key: "C", instrumental: true } });
		l.want({ query: "calm", filters: {} });
		l.want({ query: "calm" });
		l.run(1);
		expect(l.asked.size()).toBe(2);
	});

	it("go to the nearest first", () => {
		const l = lab(() => [row("1", -14)]);
		const names = ["far", "near", "here", "middle"];
		const distance = [900, 30, 0, 200];
		names.forEach((query, i) => {
			const [use] = parseSource({ query }, () => undefined);
			l.distances.set(use!.key, distance[i]!);
			l.want({ query });
		});
		l.run(1);
		expect(l.asked.join(", ")).toBe("search here, search near, search middle, search far");
	});

	it("of a source that nobody uses any more are not made again", () => {
		const l = lab(() => undefined);
		const { key } = l.want({ query: "calm" });
		l.run(1);
		l.finder.release(key);
		l.run(600);
		expect(l.asked.size()).toBe(1);
	});
});

describe("failures", () => {
	it("are retried in the background, ever more rarely, until they are over", () => {
		let down = true;
		const l = lab(() => (down ? "server" : [row("7", -14)]));
		const { key } = l.want({ query: "calm" });
		l.run(60);
		const tries = l.asked.size();
		expect(tries >= 3 && tries <= 6).toBe(true);
		expect(l.problems.size()).toBe(tries);
		expect(l.problems[0]!.kind).toBe("server");
		down = false;
		l.run(61);
		expect(l.found.get(key)![0]!.id).toBe("7");
	});

	it("that will hardly change are retried every few minutes", () => {
		const l = lab(() => "unauthorized");
		l.want({ query: "calm" });
		l.run(290);
		expect(l.asked.size()).toBe(1);
		l.run(20);
		expect(l.asked.size()).toBe(2);
	});

	it("an empty answer is one", () => {
		const l = lab(() => []);
		l.want({ query: "calm" });
		l.run(1);
		expect(l.problems[0]!.kind).toBe("not-found");
		expect(l.problems[0]!.message).toBe("nothing in the catalog fits 'calm'");
	});

	it("of one source do not hold up the others", () => {
		const l = lab((_, what) => (what === "bad" ? undefined : [row("1", -14)]));
		l.want({ query: "bad" });
		const { key } = l.want({ query: "good" });
		l.run(1);
		expect(l.found.get(key)!.size()).toBe(1);
	});
});

describe("what is known", () => {
	it("ids play while the API is down, at the median level", () => {
		const l = lab(() => undefined);
		const { key } = l.want("rbxassetid://42");
		l.run(2);
		expect(l.found.get(key)![0]!.id).toBe("42");
		expect(l.found.get(key)![0]!.gain).toBe(1);
	});

	it("the levels of an id are asked for once, however many zones play it", () => {
		const l = lab((_, what) => [row(what, -8)]);
		for (let i = 0; i < 60; i++) l.want(`${(i % 3) + 1}1`);
		const listed = l.want({ assets: ["11", "21", "31"] });
		l.run(2);
		expect(l.asked.join(", ")).toBe("lookup 11, lookup 21, lookup 31");
		for (const track of l.found.get(listed.key)!) expect(track.gain < 0.6).toBe(true);
	});

	it("levels that come late are told", () => {
		let down = true;
		const l = lab((_, what) => (down ? undefined : [row(what, -8)]));
		const { key } = l.want("42");
		l.run(5);
		down = false;
		l.run(30);
		expect(l.found.get(key)![0]!.gain < 0.6).toBe(true);
		expect(l.told.size()).toBe(2);
	});

	it("a likeness plays the thing itself until its likes are known", () => {
		let down = true;
		const l = lab(method => (down || method !== "similar" ? undefined : [row("5", -14), row("6", -14)]));
		const { key } = l.want({ similarTo: "42" });
		l.run(1);
		expect(l.found.get(key)![0]!.id).toBe("42");
		down = false;
		l.run(60);
		expect(l.found.get(key)![0]!.id).toBe("5");
	});

	it("is told again to whoever comes back, without a request", () => {
		const l = lab(() => [row("1", -14)]);
		const { key } = l.want({ query: "calm" });
		l.run(1);
		l.finder.release(key);
		l.want({ query: "calm" });
		l.run(600);
		expect(l.asked.size()).toBe(1);
		expect(l.told.size()).toBe(2);
	});

	it("is not told after the end, whatever was on its way", () => {
		const l = lab(() => undefined);
		l.want("42");
		l.want({ query: "calm" });
		const before = l.told.size();
		l.scope.release();
		l.run(600);
		expect(l.asked.join(", ")).toBe("lookup 42");
		expect(l.told.size()).toBe(before);
		expect(l.problems.size()).toBe(0);
	});
});

describe("levels", () => {
	it("bring tracks to the target, and the unknown to the median of the others", () => {
		const l = lab(() => [row("1", -8), row("2", -10), row("3", -12), row("4")]);
		const { key } = l.want({ query: "calm", tracks: 4 });
		l.run(1);
		const gains = l.found.get(key)!.map(track => track.gain);
		expect(gains[0]).toBeCloseTo(0.501, 3);
		expect(gains[3]).toBeCloseTo(gains[1]!, 3);
	});

	it("an ambience is the best match that is long enough", () => {
		const l = lab(() => [
			{ ...row("1"), duration: 1 },
			{ ...row("2"), duration: 40 },
			{ ...row("3"), duration: 90 },
		]);
		const { key } = l.want({ query: "rain" }, true);
		l.run(1);
		expect(
			l.found
				.get(key)!
				.map(track => track.id)
				.join(","),
		).toBe("2");
		expect(l.asked[0]).toBe("sfxSearch rain");
	});
});
