import { describe, expect, it } from "@rbxts/jest-globals";
import { HttpService } from "@rbxts/services";

import { createVirtualClient, type Reply, type SentRequest, type VirtualClient } from "../../../test/rbx/virtual-http";
import { type Analytics, createAnalytics } from "./analytics";
import { batchPolicy, readBatchAnswer } from "./answer";
import { analyticsMethods } from "./methods";
import { changeSettings, DEFAULT_SETTINGS } from "./settings";

interface Scene extends VirtualClient {
	analytics: Analytics;
	call: (method: string, ...args: unknown[]) => unknown;
	batches: () => Array<Array<Record<string, unknown>>>;
	warnings: string[];
	/** Work the server would wait for when it closes. */
	held: Set<() => void>;
	close: () => void;
}

const taken = (request: SentRequest): Reply => ({
	status: 202,
	body: { accepted: (request.body as { events: defined[] }).events.size(), rejected: 0 },
});

function scene(
	settings: object = {},
	respond: (request: SentRequest, count: number) => Reply = taken,
	requestsPerMinute = 300,
): Scene {
	const client = createVirtualClient({ respond, random: () => 0, requestsPerMinute });
	const warnings: string[] = [];
	const held = new Set<() => void>();
	const policy = batchPolicy(client.ports, client.pipeline.redactor);
	const analytics = createAnalytics({
		deadline: 25,
		...client.ports,
		warn: text => warnings.push(text),
		settings: changeSettings(DEFAULT_SETTINGS, settings),
		send: (request, priority, done) => client.pipeline.start(policy, request, { priority }, done),
		url: () => "https://analytics.test",
		stats: client.pipeline.stats.analytics,
		holdOpen: work => {
			held.add(work);
			return () => held.delete(work);
		},
	});
	const call = (method: string, ...args: unknown[]) =>
		analyticsMethods.get(method)!(analytics, args[0], args[1], args[2], args[3]);
	return {
		...client,
		analytics,
		call,
		warnings,
		held,
		batches: () => client.sent.map(({ body }) => (body as { events: Array<Record<string, unknown>> }).events),
		close: () => {
			for (const work of [...held]) task.spawn(work);
		},
	};
}

function plays(held: Scene, count: number): void {
	for (const id of $range(1, count)) held.call("trackPlay", id, 7, 60);
}

describe("an event", () => {
	it("goes out as the API wants it, with ids in any form as digits, after an interval", () => {
		const held = scene();
		held.call("trackPlay", "rbxassetid://123", 42, 187.5);
		held.call("trackVote", { asset_id: 5 }, "up", "guest");
		held.call("trackCustom", "dance", undefined, undefined, { floor: "neon", steps: 3, solo: true });
		held.clock.advance(29);
		expect(held.sent.size()).toBe(0);
		held.clock.advance(2);
		expect(held.sent[0]!.url).toBe("https://analytics.test/v1/analytics");
		const at = 1_800_000_000;
		expect(held.batches()).toEqual([
			[
				{ type: "play", asset_id: "123", player_id: "42", duration: 187.5, timestamp: at },
				{ type: "vote", asset_id: "5", player_id: "guest", value: "up", timestamp: at },
				{ type: "dance", metadata: { floor: "neon", steps: 3, solo: true }, timestamp: at },
			],
		]);
		expect(held.pipeline.stats.analytics.sent).toBe(3);
	});

	const wrong: Array<[method: string, args: unknown[], names: string]> = [
		["trackPlay", [], "needs an assetId"],
		["trackPlay", ["https://x.test/v1"], "assetId is"],
		["trackStop", [1, {}], "playerId is a table"],
		["trackStop", [1, 2, -1], "duration is -1"],
		["trackSkip", [1, 2, 0 / 0], "duration is not a number"],
		["trackCustom", ["a", 1, 2, 5], "metadata is 5"],
		["trackCustom", ["a", 1, 2, { deep: {} }], "metadata.deep is a table"],
		["trackCustom", ["a", 1, 2, { far: math.huge }], "metadata.far is inf"],
		["trackCustom", ["a", 1, 2, ["x"]], "a key of metadata is 1"],
		["trackCustom", ["vote", 1], "trackVote"],
		["trackCustom", ["\xff"], "type is bytes that are not text"],
		["trackCustom", ["a", 1, 2, { note: "\xff" }], "metadata.note is bytes that are not text"],
		["trackCustom", ["a", 1, 2, { a: 1, b: 1, c: 1, d: 1, e: 1, f: 1, g: 1, h: 1, i: 1, j: 1, k: 1 }], "more than 10"],
	];
	for (const [method, args, names] of wrong) {
		it(`that is invalid is refused in words: ${method} "${names}"`, () => {
			const held = scene();
			const [ok, err] = held.call(method, ...args) as LuaTuple<[boolean, string]>;
			expect(ok).toBe(false);
			expect(err).toContain(names);
			expect(held.warnings[0]).toContain(names);
			held.clock.advance(60);
			expect(held.sent.size()).toBe(0);
			expect(held.pipeline.stats.analytics.invalid).toBe(1);
		});
	}

	it("with an empty metadata table goes without it: the engine would write a list", () => {
		const held = scene();
		held.call("trackSearchClick", 1, 2, {});
		held.clock.advance(31);
		expect(held.batches()[0]![0]!.metadata).toBeUndefined();
	});

	it("raises on a wrong vote and a missing type, with the official words", () => {
		const held = scene();
		expect(() => held.call("trackVote", 1, "sideways")).toThrow("vote value must be 'up' or 'down'");
		expect(() => held.call("trackCustom", "")).toThrow("custom event type must be a non-empty string");
		expect(() => held.call("configureAnalytics", { batchInterval: 4 })).toThrow(
			"batchInterval must be at least 5 seconds",
		);
		expect(() => held.call("configureAnalytics", { maxBatchSize: 501 })).toThrow("maxBatchSize must be 1-500");
		expect(() => held.call("configureAnalytics", { maxQueueSize: 9 })).toThrow("maxQueueSize must be at least 10");
	});
});

describe("sending", () => {
	it("keeps up with a busy server: everything queued goes within one interval", () => {
		const held = scene({ maxBatchSize: 50 });
		plays(held, 420);
		held.clock.advance(31);
		expect(held.batches().map(batch => batch.size())).toEqual([50, 50, 50, 50, 50, 50, 50, 50, 20]);
		expect(held.pipeline.stats.analytics.lost).toBe(0);
	});

	it("leaves no timer and holds nothing open once all is sent", () => {
		const held = scene();
		plays(held, 3);
		expect(held.held.size()).toBe(1);
		held.clock.advance(31);
		held.clock.advance(1);
		expect([held.clock.pending(), held.held.size()]).toEqual([0, 0]);
	});

	it("waits as long as Retry-After says, then sends the same events once", () => {
		let refuse = true;
		const held = scene({}, request => (refuse ? { status: 429, headers: { "retry-after": "100" } } : taken(request)));
		plays(held, 3);
		held.clock.advance(31);
		refuse = false;
		held.clock.advance(98);
		expect(held.sent.size()).toBe(1);
		held.clock.advance(3);
		expect(held.sent.size()).toBe(2);
		expect(held.pipeline.stats.analytics.sent).toBe(3);
		expect(held.warnings).toEqual(["[AudioScape] Analytics flush HTTP 429"]);
	});

	for (const [name, reply] of [
		["503", { status: 503 }],
		["a dropped connection", { raises: "HttpError: ConnectFail" }],
	] as Array<[string, Reply]>) {
		it(`keeps events through ${name}`, () => {
			const held = scene({}, (request, count) => (count <= 2 ? reply : taken(request)));
			plays(held, 3);
			held.clock.advance(400);
			expect(held.sent.size()).toBe(3);
			expect(held.pipeline.stats.analytics.sent).toBe(3);
		});
	}

	it("gives up a batch that the API will never take, and says so", () => {
		const held = scene({}, () => ({ status: 403 }));
		plays(held, 3);
		held.clock.advance(400);
		expect(held.sent.size()).toBe(1);
		expect([held.pipeline.stats.analytics.lost, held.pipeline.stats.analytics.queued]).toEqual([3, 0]);
		expect(held.warnings).toEqual(["[AudioScape] Analytics flush HTTP 403"]);
	});

	it("counts events that a 202 did not keep, and tells the API's reason", () => {
		const held = scene({}, () => ({
			status: 202,
			body: { accepted: 1, rejected: 2, errors: [{ index: 0, error: "asset_id must be a numeric string" }] },
		}));
		plays(held, 3);
		held.clock.advance(31);
		const { sent, rejected } = held.pipeline.stats.analytics;
		expect([sent, rejected]).toEqual([1, 2]);
		expect(held.warnings[0]).toBe("[AudioScape] Analytics rejected 2 event(s): asset_id must be a numeric string");
	});

	it("splits a batch that would not fit into one request", () => {
		const held = scene();
		const text = "x".rep(4000);
		for (const id of $range(1, 300)) held.call("trackCustom", "long", id, 1, { text });
		held.clock.advance(31);
		let events = 0;
		for (const batch of held.batches()) {
			events += batch.size();
			expect(HttpService.JSONEncode({ events: batch }).size() < 1024 * 1024).toBe(true);
		}
		expect([events, held.sent.size() > 1]).toEqual([300, true]);
	});
});

describe("flushAnalytics", () => {
	const flush = (held: Scene) => {
		const answer: { ok?: boolean; err?: string } = {};
		task.spawn(() => {
			const [ok, err] = held.call("flushAnalytics") as LuaTuple<[boolean, string]>;
			answer.ok = ok;
			answer.err = err;
		});
		return answer;
	};

	it("sends at once, and is true when all was taken", () => {
		const held = scene({ maxBatchSize: 2 });
		plays(held, 3);
		const answer = flush(held);
		held.clock.advance(1);
		expect([answer.ok, held.sent.size()]).toEqual([true, 2]);
	});

	it("tries a few times with pauses between, then leaves the events queued", () => {
		const held = scene({}, () => ({ status: 503 }));
		plays(held, 3);
		const answer = flush(held);
		held.clock.advance(25);
		expect([answer.ok, held.sent.size(), held.pipeline.stats.analytics.queued]).toEqual([false, 3, 3]);
		expect(answer.err).toContain("503");
		expect(held.sent[1]!.at - held.sent[0]!.at > 0.5).toBe(true);
	});

	it("does not hold the game up for a Retry-After of minutes", () => {
		const held = scene({}, () => ({ status: 429, headers: { "retry-after": "120" } }));
		plays(held, 1);
		const answer = flush(held);
		held.clock.advance(1);
		expect([answer.ok, held.sent.size()]).toEqual([false, 1]);
	});
});

describe("opting out", () => {
	it("sends nothing any more: not what was queued, not what comes, not at the close", () => {
		const held = scene();
		plays(held, 3);
		held.call("configureAnalytics", { enabled: false });
		plays(held, 3);
		held.close();
		held.clock.advance(600);
		expect([held.sent.size(), held.clock.pending(), held.held.size()]).toEqual([0, 0, 0]);
	});

	it("forgets a batch that fails on its way, too", () => {
		const held = scene({}, () => ({ status: 503, takes: 2 }));
		plays(held, 3);
		held.clock.advance(31);
		held.call("configureAnalytics", { enabled: false });
		held.clock.advance(600);
		held.call("configureAnalytics", { enabled: true });
		held.clock.advance(600);
		expect(held.sent.size()).toBe(1);
	});
});

describe("the server's close", () => {
	it("sends what is queued, and what is said only then", () => {
		const held = scene();
		held.analytics.onClose(() => held.call("trackStop", 5, 1, 12));
		expect(held.held.size()).toBe(1);
		held.close();
		held.clock.advance(5);
		expect(held.batches()).toHaveLength(1);
		expect(held.batches()[0]![0]!.type).toBe("stop");
	});

	it("tries again while there is time, instead of three times in a row", () => {
		const held = scene({}, (request, count) => (count <= 3 ? { status: 503 } : taken(request)));
		plays(held, 3);
		held.close();
		held.clock.advance(20);
		expect(held.pipeline.stats.analytics.sent).toBe(3);
	});

	it("does not leave a batch behind that waits for its turn: nothing else matters any more", () => {
		const found = { body: { tracks: [], meta: { total: 0, limit: 20, offset: 0 } } };
		const isBatch = (request: SentRequest) => string.find(request.url, "analytics")[0] !== undefined;
		const held = scene({}, request => (isBatch(request) ? taken(request) : found), 4);
		plays(held, 3);
		held.clock.advance(20);
		for (const query of ["a", "b", "c"]) held.ask(catalog => catalog.ask("search", { query }, undefined));
		held.clock.advance(15);
		expect(held.sent.some(isBatch)).toBe(false);
		held.close();
		held.clock.advance(1);
		expect(held.pipeline.stats.analytics.sent).toBe(3);
	});

	it("asks who counts for the sums, as each round does", () => {
		const held = scene();
		let picks = 4;
		const round = held.analytics.onRound(() => {
			if (picks > 0) held.call("trackCustom", "audio_pick", 9, undefined, { count: picks });
			picks = 0;
		});
		round.wake();
		held.clock.advance(31);
		expect((held.batches()[0]![0]!.metadata as { count: number }).count).toBe(4);
		picks = 2;
		held.close();
		held.clock.advance(5);
		expect((held.batches()[1]![0]!.metadata as { count: number }).count).toBe(2);
	});
});

describe("the answer to a batch", () => {
	const cases: Array<[body: unknown, rejected: number, reason: string | undefined]> = [
		[undefined, 0, undefined],
		[{ accepted: 5 }, 0, undefined],
		[{ rejected: [{ index: 1, reason: "no" }] }, 1, "no"],
		[{ errors: ["bad id", "worse"] }, 2, "bad id"],
		[{ rejected: 3, errors: [{ error: { message: "old" } }] }, 3, "old"],
	];
	for (const [body, rejected, reason] of cases) {
		it(`is understood in every plausible form: ${HttpService.JSONEncode(body ?? {})}`, () => {
			expect(readBatchAnswer(body, text => text)).toEqual({ rejected, reason });
		});
	}
});
