import assert from "node:assert/strict";
import { connect } from "node:net";
import { test } from "node:test";

import { startContract } from "./index.ts";
import { callerOf, suite } from "./kit.ts";

const api = suite();
const search = "/developer/v1/search";
const taxonomy = "/developer/v1/sfx/taxonomy";

test("a missing, empty or bad key is 401 everywhere, in each API's words", async () => {
	for (const key of ["", "bad", "expired"]) {
		const { status, json } = await api.get(taxonomy, { "x-api-key": key });
		assert.deepEqual([status, json], [401, { error: "Invalid API key" }]);
	}
	const fine = await api.post("/v1/audio/sfx-generation", { prompt: "x" }, { authorization: "key" });
	assert.equal(fine.status, 401);
	const sense = await api.post(
		"/v1/audio/sound_effect_generate",
		{ args: { prompt: "x" } },
		{ authorization: "Bearer bad" },
	);
	assert.deepEqual([sense.status, sense.json["code"]], [401, "UNAUTHORIZED"]);
	assert.equal((await api.get("/assets/v1/operations/1", { "x-api-key": "bad" })).status, 401);
});

test("403 and 429 can be had by key, the latter with `message` and not `error`", async () => {
	assert.equal((await api.get(taxonomy, { "x-api-key": "forbidden" })).status, 403);
	const { status, json } = await api.get(taxonomy, { "x-api-key": "limited" });
	assert.deepEqual([status, json], [429, { message: "Too Many Requests" }]);
});

test("with a list of keys only those are good", async () => {
	const own = await startContract({ keys: ["right"], size: { tracks: 20, effects: 20 } });
	const caller = callerOf(own);
	assert.equal((await caller.get(taxonomy, { "x-api-key": "right" })).status, 200);
	assert.equal((await caller.get(taxonomy, { "x-api-key": "wrong" })).status, 401);
	await own.close();
});

test("what is GET only refuses POST, and the other way round", async () => {
	for (const path of ["similar", "sfx/similar", "browse", "sfx/browse", "sfx/taxonomy"]) {
		const { status, headers } = await api.post(`/developer/v1/${path}`, { asset_id: "1", type: "trending" });
		assert.deepEqual([status, headers.get("allow")], [405, "GET"], path);
	}
	for (const path of [
		search,
		"/developer/v1/sfx/search",
		"/developer/v1/track/structure",
		"/developer/v1/assets/health",
		"/analytics/v1/analytics",
	]) {
		assert.equal((await api.get(path)).status, 405, path);
	}
});

test("POST needs its content type, GET must not have one", async () => {
	assert.deepEqual((await api.post(search, { query: "a" }, { "content-type": "text/plain" })).json, {
		error: "Content-Type must be application/json",
	});
	assert.equal((await api.get(taxonomy, { "content-type": "application/json" })).status, 400);
	assert.equal(
		(await api.post(search, { query: "a" }, { "content-type": "application/json; charset=utf-8" })).status,
		200,
	);
});

test("POST takes nothing in its query string", async () => {
	assert.deepEqual((await api.post(`${search}?limit=5`, { query: "a" })).json, { error: "Unknown field: limit" });
});

test("the identity headers are numbers, and the player's is not for analytics", async () => {
	assert.equal(
		(await api.get(taxonomy, { "x-universe-id": "0", "x-place-id": "12", "x-player-id": "-1" })).status,
		200,
	);
	assert.equal((await api.get(taxonomy, { "x-universe-id": "my game" })).status, 400);
	assert.equal(
		(await api.post("/analytics/v1/analytics", { events: [{ type: "x" }] }, { "x-player-id": "1" })).status,
		400,
	);
});

test("paths that are not there are 404", async () => {
	assert.equal((await api.get("/developer/v2/search")).status, 404);
	assert.equal((await api.get("/")).status, 404);
});

test("requests are recorded, without their key", async () => {
	const before = api.contract.requests.length;
	await api.post(search, { query: "jazz", limit: 3 }, { "x-place-id": "7" });
	await api.get(`${taxonomy}?a=%20b`);
	const [first, second] = api.contract.requests.slice(before);
	assert.deepEqual(
		[first!.endpoint, first!.method, first!.path, first!.body, first!.status, first!.headers["x-place-id"]],
		["search", "POST", search, { query: "jazz", limit: 3 }, 200, "7"],
	);
	assert.ok(!("x-api-key" in first!.headers) && !("authorization" in first!.headers));
	assert.deepEqual([second!.query, second!.body, second!.status], [{ a: " b" }, undefined, 400]);
	assert.ok(second!.time >= first!.time);
});

/** The status of an answer to bytes as they are written. */
const statusOf = (text: string): Promise<string> =>
	new Promise((resolve, reject) => {
		const socket = connect(api.contract.port, "127.0.0.1", () => socket.write(text));
		socket.once("data", data => {
			socket.destroy();
			resolve(data.toString().split("\r\n")[0]!);
		});
		socket.once("error", reject);
	});

test("an absolute address in the request line is understood, as proxies write it", async () => {
	const line = `GET http://example.test${taxonomy} HTTP/1.1\r\nHost: example.test\r\nx-api-key: k\r\n\r\n`;
	assert.equal(await statusOf(line), "HTTP/1.1 200 OK");
});

test("of a body that is larger than its endpoint takes nothing is kept, and it is refused in its API's words", async () => {
	const head = `POST ${search} HTTP/1.1\r\nHost: a.test\r\nx-api-key: k\r\nContent-Type: application/json\r\n`;
	const megabyte = "x".repeat(1024 * 1024);
	const socket = connect(api.contract.port, "127.0.0.1");
	const heard = new Promise<string>((resolve, reject) => {
		let text = "";
		socket.on("data", data => {
			text += data.toString();
			if (text.endsWith("}")) resolve(text);
		});
		socket.once("error", reject);
	});
	// A hundred megabytes are announced, and the answer is there after two.
	socket.write(`${head}Content-Length: ${100 * megabyte.length}\r\n\r\n${megabyte}${megabyte}`);
	assert.match(await heard, /^HTTP\/1\.1 413 [^]*\{"error":"Request body too large"\}$/);
	const { status, body } = api.contract.requests.at(-1)!;
	assert.equal(status, 413);
	assert.ok((body as { bytes: number }).bytes < 2 * megabyte.length);
	// Whoever goes on all the same is cut off.
	const ended = new Promise<void>(resolve => socket.once("close", () => resolve()));
	socket.on("error", () => undefined);
	const more = (left: number): void =>
		void (left > 0 && socket.writable && socket.write(megabyte, () => more(left - 1)));
	more(40);
	await ended;
	assert.ok(socket.bytesWritten < 60 * megabyte.length);
});

test("two servers of one seed answer alike", async () => {
	const one = await startContract({ seed: 3, size: { tracks: 300, effects: 100 } });
	const other = await startContract({ seed: 3, size: { tracks: 300, effects: 100 } });
	const ask = (contract: typeof one) => callerOf(contract).post(search, { query: "night" });
	assert.equal((await ask(one)).text, (await ask(other)).text);
	await Promise.all([one.close(), other.close()]);
});

test("the asset registry knows every id and how long it is", () => {
	const assets = api.contract.assets();
	assert.equal(Object.keys(assets).length, 13000);
	assert.deepEqual(assets["9120386436"], { duration: api.contract.catalog.effects[0]!.duration });
});

test("is up at once", async () => {
	const start = performance.now();
	await (await startContract()).close();
	assert.ok(performance.now() - start < 150);
});
