import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

import { type FaultRule, FaultsError, parseFaults, readFaultsFile } from "./index.ts";
import { suite } from "./kit.ts";

let clock = 0;
const api = suite({ size: { tracks: 400, effects: 100 }, now: () => clock });
const similar = () => api.get("/developer/v1/similar?asset_id=123456789&limit=10");
const play = async (rule: FaultRule) => {
	api.contract.setFaults([rule]);
	try {
		return await similar();
	} finally {
		api.contract.setFaults([]);
	}
};

test("429 with and without Retry-After, in seconds and as a date", async () => {
	const plain = await play({ kind: "429" });
	assert.deepEqual(
		[plain.status, plain.json, plain.headers.get("retry-after")],
		[429, { message: "Too Many Requests" }, null],
	);
	assert.equal((await play({ kind: "429-retry-after", value: 7 })).headers.get("retry-after"), "7");
	const dated = (await play({ kind: "429-retry-after", value: { date: 30 } })).headers.get("retry-after")!;
	assert.match(dated, /^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/);
});

test("500, 503 and any status with any body", async () => {
	assert.equal((await play({ kind: "500" })).status, 500);
	assert.equal((await play({ kind: "503" })).status, 503);
	assert.equal((await play({ kind: "status", value: 418 })).status, 418);
	const own = await play({ kind: "status", value: { status: 400, body: { error: "no" } } });
	assert.deepEqual([own.status, own.json], [400, { error: "no" }]);
});

test("HTML instead of JSON, also under 200", async () => {
	for (const [value, status] of [
		[undefined, 502],
		[200, 200],
	] as const) {
		const seen = await play({ kind: "html", ...(value === undefined ? {} : { value }) });
		assert.deepEqual([seen.status, seen.headers.get("content-type")], [status, "text/html; charset=utf-8"]);
		assert.match(seen.text, /^<!DOCTYPE html>/);
	}
});

test("dropped and half-sent answers fail the caller", async () => {
	await assert.rejects(play({ kind: "drop" }));
	await assert.rejects(play({ kind: "half" }));
	assert.deepEqual(api.contract.requests.at(-1)!.faults, ["half"]);
});

test("a hanging request never gets an answer", async () => {
	api.contract.setFaults([{ kind: "hang" }]);
	const asked = fetch(`${api.contract.url}/developer/v1/sfx/taxonomy`, {
		headers: { "x-api-key": "k" },
		signal: AbortSignal.timeout(80),
	});
	await assert.rejects(asked);
	api.contract.setFaults([]);
});

test("bare NaN tokens make a body no JSON reader takes", async () => {
	const seen = await play({ kind: "nan", value: "-Infinity" });
	assert.ok(seen.text.includes('"loudness_lufs":-Infinity'));
	assert.throws(() => seen.json);
});

test("wrong types keep the JSON and break the shape, each in its way", async () => {
	const spoiled = async (value: string) => (await play({ kind: "wrong-types", value })).json;
	assert.equal((await spoiled("rows")).tracks, "none");
	assert.equal(typeof (await spoiled("ids")).tracks[0]!["asset_id"], "object");
	assert.equal(typeof (await spoiled("numbers")).tracks[0]!["score"], "string");
	assert.ok(!("meta" in (await spoiled("meta"))));
	assert.ok(Array.isArray(await spoiled("array")));
	assert.equal(await spoiled("null"), null);
	assert.deepEqual(await spoiled("empty"), {});
});

test("latency delays, adds up and does not seal the fate of a request", async () => {
	api.contract.setFaults([{ kind: "latency", value: 0.05 }, { kind: "latency", value: [0.05, 0.06] }, { kind: "503" }]);
	const start = performance.now();
	const { status } = await similar();
	api.contract.setFaults([]);
	assert.equal(status, 503);
	assert.ok(performance.now() - start >= 95);
	assert.deepEqual(api.contract.requests.at(-1)!.faults, ["latency", "latency", "503"]);
});

test("a window of requests: after two, for three", async () => {
	api.contract.setFaults([{ kind: "503", after: 2, count: 3 }]);
	const statuses: number[] = [];
	for (let i = 0; i < 7; i++) statuses.push((await similar()).status);
	assert.deepEqual(statuses, [200, 200, 503, 503, 503, 200, 200]);
	api.contract.setFaults([]);
});

test("a window of time, counted from where the faults were set", async () => {
	api.contract.setFaults([{ kind: "503", from: 10, to: 20 }]);
	const statuses: number[] = [];
	for (const ahead of [5, 5, 9, 1]) {
		clock += ahead;
		statuses.push((await similar()).status);
	}
	assert.deepEqual(statuses, [200, 503, 503, 200]);
	api.contract.setFaults([]);
});

test("a rate hits about its share, the same requests every time", async () => {
	const run = async () => {
		api.contract.setFaults([{ kind: "500", rate: 0.3 }]);
		const statuses: number[] = [];
		for (let i = 0; i < 60; i++) statuses.push((await similar()).status);
		return statuses;
	};
	const [one, other] = [await run(), await run()];
	api.contract.setFaults([]);
	assert.deepEqual(one, other);
	const hit = one.filter(s => s === 500).length;
	assert.ok(hit > 8 && hit < 30, `${hit}`);
});

test("only the endpoints named are hit: by name, group or path", async () => {
	for (const [endpoint, hit] of [
		["similar", true],
		["music", true],
		["catalog", true],
		["/developer/v1/similar", true],
		["sfx", false],
		["finevoice", false],
	] as const) {
		assert.equal((await play({ endpoint, kind: "503" })).status === 503, hit, endpoint);
	}
	assert.equal((await play({ endpoint: ["search", "similar"], kind: "503" })).status, 503);
});

const wrong: readonly [rules: unknown, message: RegExp][] = [
	[{}, /must be a list of rules/],
	[[5], /rule 1: must be an object/],
	[[{ kind: "429" }, {}], /rule 2: "kind" is missing/],
	[[{ kind: "404" }], /unknown kind "404"; known are latency/],
	[[{ kind: "500", endpont: "x" }], /unknown member "endpont"/],
	[[{ kind: "500", endpoint: "serach" }], /unknown endpoint "serach"; known are/],
	[[{ kind: "500", rate: 2 }], /"rate" must be a number from 0 to 1/],
	[[{ kind: "500", from: 9, to: 3 }], /"from" must be before "to"/],
	[[{ kind: "500", count: 1.5 }], /"count" must be a whole number/],
	[[{ kind: "latency" }], /"value" of "latency" must be seconds/],
	[[{ kind: "500", value: 3 }], /"500" takes no value/],
	[[{ kind: "status", value: 99 }], /"value" of "status" must be a status from 200 to 599/],
];
for (const [rules, message] of wrong) {
	test(`says what is wrong with ${JSON.stringify(rules)}`, () => {
		assert.throws(
			() => parseFaults(rules),
			(error: unknown) => error instanceof FaultsError && message.test(error.message),
		);
	});
}

test("reads files, and names the file when it is bad", () => {
	const folder = mkdtempSync(join(tmpdir(), "faults-"));
	const good = join(folder, "good.json");
	writeFileSync(good, JSON.stringify({ faults: [{ kind: "503" }] }));
	assert.deepEqual(readFaultsFile(good), [{ kind: "503" }]);
	const bad = join(folder, "bad.json");
	writeFileSync(bad, "[{]");
	assert.throws(() => readFaultsFile(bad), /bad\.json:1 is not valid JSON/);
	assert.throws(() => readFaultsFile(join(folder, "none.json")), /none\.json does not exist/);
});
