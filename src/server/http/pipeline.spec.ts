import { describe, expect, it } from "@rbxts/jest-globals";

import { createVirtualClient, kindOf, mostInAnyMinute, type Reply } from "../../../test/rbx/virtual-http";
import type { Outcome } from "../../shared/wire/outcome";

const page = (id = "1"): Reply => ({
	body: {
		tracks: [{ asset_id: id, name: "A", artist: "B", album: "C", duration: 60 }],
		meta: { total: 1, limit: 20, offset: 0 },
	},
});
const search = (query: string, extras: object = {}) => ({ query, ...extras });
const problemOf = (answer: { outcome?: Outcome }) => (answer.outcome as Outcome & { ok: false }).problem;

describe("coalescing", () => {
	it("lets a hundred callers of the same thing share one request", () => {
		const client = createVirtualClient({ respond: () => page() });
		const answers = new Array<{ outcome?: Outcome }>();
		for (let index = 0; index < 100; index++) {
			answers.push(client.ask(catalog => catalog.call("search", search("rain", { playerId: index }), undefined)));
		}
		client.clock.advance(1);
		expect(client.sent.size()).toBe(1);
		expect(answers.every(answer => kindOf(answer) === "ok")).toBe(true);
		expect(client.pipeline.stats.coalesced).toBe(99);
	});

	it("keeps the request alive for those who still wait when one of them left", () => {
		const client = createVirtualClient({ respond: () => ({ ...page(), takes: 5 }) });
		const left = client.ask(catalog => catalog.call("search", search("rain", { playerId: 1 }), undefined));
		const stayed = client.ask(catalog => catalog.call("search", search("rain", { playerId: 2 }), undefined));
		client.clock.advance(1);
		client.pipeline.forget("1");
		expect(kindOf(left)).toBe("cancelled");
		client.clock.advance(5);
		expect(kindOf(stayed)).toBe("ok");
		expect(client.sent.size()).toBe(1);
	});
});

describe("a manifest", () => {
	const one = (id: string, tracks: object[]) => ({
		[`POST /v1/search {"asset_ids":["${id}"],"limit":1}`]: { tracks, meta: { total: tracks.size() } },
	});
	const row = { asset_id: "7", name: "A", artist: "B", album: "C", duration: 60 };

	it("answers equal requests without one being sent", () => {
		const answers = { [`POST /v1/search {"limit":5,"query":"rain"}`]: { tracks: [row], meta: { total: 1 } } };
		const client = createVirtualClient({ respond: () => page(), manifest: { version: 1, answers } });
		const answer = client.ask(catalog => catalog.call("search", { limit: 5, query: "rain" }, undefined));
		expect(kindOf(answer)).toBe("ok");
		client.ask(catalog => catalog.call("search", { limit: 6, query: "rain" }, undefined));
		client.clock.advance(1);
		expect(client.sent.size()).toBe(1);
		expect(client.pipeline.stats.manifestHits).toBe(1);
	});

	it("answers lookups id by id: only what it does not hold travels", () => {
		const answers = { ...one("7", [row]), ...one("8", []) };
		const client = createVirtualClient({ respond: () => page("9"), manifest: { version: 1, answers } });
		const known = client.ask(catalog => catalog.call("search", { asset_ids: ["7", "8"] }, undefined));
		expect(kindOf(known)).toBe("ok");
		const value = (known.outcome as Outcome & { ok: true }).value as { tracks: object[]; meta: object };
		expect(value.tracks).toEqual([row]);
		expect(value.meta).toMatchObject({ missing_ids: ["8"] });
		client.ask(catalog => catalog.call("search", { asset_ids: ["9", "7"] }, undefined));
		client.clock.advance(1);
		expect(client.sent.size()).toBe(1);
		expect((client.sent[0]!.body as { asset_ids: string[] }).asset_ids).toEqual(["9"]);
	});
});

describe("memory", () => {
	it("answers again for five minutes without a request, then asks anew", () => {
		const client = createVirtualClient({ respond: () => page() });
		const ask = () => client.ask(catalog => catalog.call("search", { query: "rain", limit: 5 }, undefined));
		ask();
		client.clock.advance(299);
		expect(kindOf(ask())).toBe("ok");
		expect(client.sent.size()).toBe(1);
		client.clock.advance(2);
		ask();
		client.clock.advance(1);
		expect(client.sent.size()).toBe(2);
	});

	it("gives the last good answer while the API fails, and counts it", () => {
		const client = createVirtualClient({ respond: () => page() });
		client.ask(catalog => catalog.call("search", search("rain"), undefined));
		client.clock.advance(400);
		client.respond(() => ({ status: 503 }));
		const answer = client.ask(catalog => catalog.call("search", search("rain"), undefined));
		client.clock.advance(31);
		expect(kindOf(answer)).toBe("ok");
		expect(client.pipeline.stats.stale).toBe(1);
	});

	it("gives the last good answer by the deadline when the API hangs", () => {
		const client = createVirtualClient({ respond: () => page() });
		client.ask(catalog => catalog.call("search", search("rain"), undefined));
		client.clock.advance(400);
		client.respond(() => ({ takes: math.huge }));
		const answer = client.ask(catalog => catalog.call("search", search("rain"), undefined));
		client.clock.advance(30.1);
		expect(kindOf(answer)).toBe("ok");
	});

	it("remembers for ten minutes that a track is unknown", () => {
		const client = createVirtualClient({ respond: () => ({ status: 404, body: { error: "asset_id not found" } }) });
		for (let frame = 0; frame < 600; frame++) {
			client.ask(catalog => catalog.beatAt("123", 1));
			client.clock.advance(1);
		}
		expect(client.sent.size()).toBe(1);
		const last = client.ask(catalog => catalog.call("sfxSimilar", "55", undefined));
		client.clock.advance(1);
		expect(problemOf(last).message).toBe("asset_id not found (404)");
		expect(problemOf(last).attempts).toBe(1);
	});

	it("holds no answer that is longer than a megabyte", () => {
		const long = { ...page(), body: { ...(page().body as object), padding: string.rep("x", 1_000_000) } };
		const client = createVirtualClient({ respond: () => long, cache: { maxEntries: 10, staleIfError: 10 } });
		for (let index = 0; index < 2; index++) {
			const answer = client.ask(catalog => catalog.call("search", search("a"), undefined));
			client.clock.advance(1);
			expect(kindOf(answer)).toBe("ok");
		}
		expect(client.sent.size()).toBe(2);
	});

	it("holds no more than it may, and drops what was not used for longest", () => {
		const client = createVirtualClient({ respond: () => page(), cache: { maxEntries: 2, staleIfError: 10 } });
		const ask = (query: string) => {
			client.ask(catalog => catalog.call("search", search(query), undefined));
			client.clock.advance(0.5);
		};
		for (const query of ["a", "b", "a", "c", "a"]) ask(query);
		expect(client.sent.size()).toBe(3);
		ask("b");
		expect(client.sent.size()).toBe(4);
	});
});

describe("the budget", () => {
	it("never sends more than it allows in any 60 seconds, whatever the burst", () => {
		const client = createVirtualClient({ respond: () => page(), requestsPerMinute: 60, deadline: 400 });
		let done = 0;
		for (let index = 0; index < 1000; index++) {
			client.catalog.start("search", search(`query ${index}`), undefined, undefined, () => (done += 1));
		}
		client.clock.advance(401);
		expect(done).toBe(1000);
		expect(client.sent.size()).toBeGreaterThan(300);
		expect(mostInAnyMinute(client.sent.map(request => request.at))).toBeLessThanOrEqual(60);
	});

	it("counts retries too", () => {
		const client = createVirtualClient({ respond: () => ({ status: 500 }), requestsPerMinute: 6, deadline: 100 });
		for (let index = 0; index < 5; index++) {
			client.ask(catalog => catalog.call("search", search(`q${index}`), undefined));
		}
		client.clock.advance(200);
		expect(mostInAnyMinute(client.sent.map(request => request.at))).toBeLessThanOrEqual(6);
	});

	it("answers budget-exhausted at the deadline, with no request sent", () => {
		const client = createVirtualClient({ respond: () => page(), requestsPerMinute: 1 });
		client.ask(catalog => catalog.call("search", search("a"), undefined));
		const late = client.ask(catalog => catalog.call("search", search("b"), undefined));
		client.clock.advance(30.5);
		expect(kindOf(late)).toBe("budget-exhausted");
		expect(problemOf(late).attempts).toBe(0);
		client.clock.advance(100);
		expect(client.sent.size()).toBe(1);
	});

	it("lets what is about to be heard go first, then those who wait, then the rest", () => {
		const client = createVirtualClient({ respond: () => page(), requestsPerMinute: 1, deadline: 300 });
		client.ask(catalog => catalog.call("search", search("first"), undefined));
		client.ask(catalog => catalog.call("search", search("background"), undefined, { priority: "background" }));
		client.ask(catalog => catalog.call("search", search("player"), undefined, { priority: "player" }));
		client.ask(catalog => catalog.call("search", search("sound"), undefined, { priority: "sound" }));
		client.clock.advance(200);
		const order = client.sent.map(request => (request.body as { query: string }).query);
		expect(order.join(" ")).toBe("first sound player background");
	});

	it("lets players take turns: one who asks for much delays nobody", () => {
		const client = createVirtualClient({ respond: () => page(), requestsPerMinute: 2, deadline: 300 });
		for (let index = 0; index < 20; index++) {
			client.ask(catalog => catalog.call("search", search(`greedy ${index}`, { playerId: 1 }), undefined));
		}
		client.ask(catalog => catalog.call("search", search("modest", { playerId: 2 }), undefined));
		client.clock.advance(62);
		const asked = client.sent.map(request => (request.body as { query: string }).query);
		expect(asked.includes("modest")).toBe(true);
	});

	it("gives no slot to a player who left", () => {
		const client = createVirtualClient({ respond: () => page(), requestsPerMinute: 1, deadline: 300 });
		client.ask(catalog => catalog.call("search", search("first"), undefined));
		const gone = client.ask(catalog => catalog.call("search", search("gone", { playerId: 9 }), undefined));
		client.pipeline.forget("9");
		client.clock.advance(200);
		expect(kindOf(gone)).toBe("cancelled");
		expect(client.sent.size()).toBe(1);
	});
});

describe("retries", () => {
	it("tries again after passing failures and tells how often it asked", () => {
		const client = createVirtualClient({ respond: (_, count) => (count < 3 ? { status: 503 } : page()) });
		const answer = client.ask(catalog => catalog.call("search", search("a"), undefined));
		client.clock.advance(30);
		expect(kindOf(answer)).toBe("ok");
		expect(client.sent.size()).toBe(3);
		expect(client.pipeline.stats.retries).toBe(2);
	});

	it("never asks again about what will not change", () => {
		for (const status of [400, 401, 403, 404]) {
			const client = createVirtualClient({ respond: () => ({ status, body: { error: "no" } }) });
			client.ask(catalog => catalog.call("search", search("a"), undefined));
			client.clock.advance(30);
			expect(client.sent.size()).toBe(1);
		}
	});

	it("waits as long as Retry-After says, in seconds or as a date", () => {
		const headers = [
			{ "retry-after": "7" },
			// 1 800 000 000 is Fri, 15 Jan 2027 08:00:00 GMT.
			{ "retry-after": "Fri, 15 Jan 2027 08:00:07 GMT" },
		];
		for (const header of headers) {
			const client = createVirtualClient({
				respond: (_, count) => (count === 1 ? { status: 429, headers: header, takes: 0 } : page()),
			});
			const answer = client.ask(catalog => catalog.call("search", search("a"), undefined));
			client.clock.advance(6.9);
			expect(client.sent.size()).toBe(1);
			client.clock.advance(2);
			expect(kindOf(answer)).toBe("ok");
		}
	});

	it("answers at once when Retry-After lies beyond the deadline", () => {
		const client = createVirtualClient({ respond: () => ({ status: 429, headers: { "retry-after": "120" } }) });
		const answer = client.ask(catalog => catalog.call("search", search("a"), undefined));
		client.clock.advance(0.2);
		expect(kindOf(answer)).toBe("rate-limited");
		expect(problemOf(answer).retryAfter).toBe(120);
		expect(problemOf(answer).message).toBe("Rate limited — too many requests (429)");
		client.clock.advance(60);
		expect(client.sent.size()).toBe(1);
	});

	it("stops asking an endpoint that keeps failing, and finds out when it works again", () => {
		const client = createVirtualClient({ respond: () => ({ status: 500 }), deadline: 10 });
		for (let index = 0; index < 60; index++) {
			client.ask(catalog => catalog.call("search", search(`q${index}`), undefined));
			client.clock.advance(1);
		}
		expect(client.sent.size()).toBeLessThan(60);
		const refused = client.ask(catalog => catalog.call("search", search("refused"), undefined));
		const { attempts, retryAfter } = problemOf(refused);
		expect(attempts).toBe(0);
		expect(retryAfter! >= 1 && retryAfter! <= 30).toBe(true);
		client.respond(() => page());
		client.clock.advance(retryAfter! + 0.1);
		client.ask(catalog => catalog.call("search", search("probe"), undefined));
		client.clock.advance(1);
		const well = client.ask(catalog => catalog.call("search", search("well"), undefined));
		client.clock.advance(1);
		expect(kindOf(well)).toBe("ok");
	});
});

describe("the deadline", () => {
	it("answers a stalled request in time, and no timer stays behind", () => {
		const client = createVirtualClient({ respond: () => ({ takes: math.huge }) });
		const answer = client.ask(catalog => catalog.call("search", search("a"), undefined));
		client.clock.advance(30);
		expect(kindOf(answer)).toBe("timeout");
		expect(answer.at).toBeLessThanOrEqual(30);
		client.clock.advance(20);
		expect(client.clock.pending()).toBe(0);
	});

	it("ignores what a stalled thread brings after the attempt was given up", () => {
		const client = createVirtualClient({ respond: () => ({ ...page(), takes: 31 }), retries: 0, timeout: 5 });
		const answer = client.ask(catalog => catalog.call("search", search("a"), undefined));
		client.clock.advance(5.1);
		expect(kindOf(answer)).toBe("timeout");
		client.clock.advance(60);
		expect(problemOf(answer).attempts).toBe(1);
	});
});

describe("texts", () => {
	it("hide the key wherever it is echoed", () => {
		const faults: Reply[] = [
			{ status: 400, body: { error: "bad key secret-key given" } },
			{ raises: "HttpError: DnsResolve secret-key" },
		];
		for (const fault of faults) {
			const client = createVirtualClient({ respond: () => fault, retries: 0 });
			const answer = client.ask(catalog => catalog.call("search", search("a"), undefined));
			client.clock.advance(5);
			const [found] = string.find(problemOf(answer).message, "secret-key", 1, true);
			expect(found).toBe(undefined);
		}
	});

	it("never carry an HTML or binary body, but name the status, and the problem names the rest", () => {
		for (const raw of ["<html><body>no</body></html>", "\0\x01\x02\xff"]) {
			for (const status of [403, 502]) {
				const client = createVirtualClient({ respond: () => ({ status, raw }), retries: 0 });
				const answer = client.ask(catalog => catalog.call("sfxSearch", search("a"), undefined));
				client.clock.advance(5);
				const { message, endpoint, detail } = problemOf(answer);
				expect(message).toBe(status === 403 ? "Request failed (403)" : "Server error — try again later (502)");
				expect([endpoint, detail]).toEqual(["sfxSearch", "the body of the answer is not JSON"]);
			}
		}
	});

	it("are those of the official SDK for every status whatever the body was; what else it says is in the problem", () => {
		const bodies: Reply[] = [
			{},
			{ raw: "" },
			{ raw: "<html>" },
			{ raw: "{" },
			{ body: { message: "because" } },
			{ body: [] },
		];
		const sentences: Array<[number, string]> = [
			[401, "Invalid API key (401)"],
			[403, "Request failed (403)"],
			[404, "Request failed (404)"],
			[422, "Request failed (422)"],
			[429, "Rate limited — too many requests (429)"],
			[503, "Server error — try again later (503)"],
		];
		for (const [status, wanted] of sentences) {
			for (const reply of [...bodies, ...(status === 401 || status >= 429 ? [{ body: { error: "nope" } }] : [])]) {
				const client = createVirtualClient({ respond: () => ({ ...reply, status }), retries: 0 });
				const answer = client.ask(catalog => catalog.call("search", search("a"), undefined));
				client.clock.advance(5);
				const { message, detail } = problemOf(answer);
				expect(message).toBe(wanted);
				if (reply.body !== undefined && "message" in (reply.body as object)) expect(detail).toBe("because");
			}
		}
	});

	it("are those of the official SDK", () => {
		const cases: Array<[Reply, string, string]> = [
			[{ status: 401, body: { error: "Invalid API key" } }, "unauthorized", "Invalid API key (401)"],
			[{ status: 500 }, "server", "Server error — try again later (500)"],
			[{ status: 400, body: { error: "nope" } }, "invalid-argument", "nope (400)"],
			[{ status: 403, body: { error: "Forbidden" } }, "forbidden", "Forbidden (403)"],
			[{ status: 404, body: { error: "Playlist not found" } }, "not-found", "Playlist not found (404)"],
			[{ status: 403 }, "forbidden", "Request failed (403)"],
			[{ raises: "HttpError: ConnectFail" }, "network", "Network error: HttpError: ConnectFail"],
			[{ raw: "{" }, "bad-response", "Failed to decode response"],
			[
				{ raises: "Http requests are not enabled. Enable via game settings" },
				"http-disabled",
				"Network error: Http requests are not enabled. Enable via game settings",
			],
		];
		for (const [reply, kind, message] of cases) {
			const client = createVirtualClient({ respond: () => reply, retries: 0 });
			const answer = client.ask(catalog => catalog.call("search", search("a"), undefined));
			client.clock.advance(5);
			expect(kindOf(answer)).toBe(kind);
			expect(problemOf(answer).message).toBe(message);
		}
	});
});
