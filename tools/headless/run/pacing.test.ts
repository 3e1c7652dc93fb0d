import assert from "node:assert/strict";
import { createServer } from "node:http";
import { type AddressInfo } from "node:net";
import { test } from "node:test";

import { runOn } from "./testing.ts";

/** Answers `/MS` after so many real milliseconds. */
const withServer = async (run: (url: string) => Promise<void>): Promise<void> => {
	const server = createServer((request, response) => {
		setTimeout(() => response.end("ok"), Number(request.url!.slice(1)));
	});
	await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
	try {
		await run(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
	} finally {
		server.closeAllConnections();
		server.close();
	}
};
const ASK = (url: string, ms: number): string =>
	`task.spawn(function() local r = game:GetService("HttpService"):GetAsync("${url}/${ms}") print(${ms}, r, math.round(time() * 1000)) end)`;

test("with a fixed latency answers cost exactly that much virtual time and keep the order of their requests", () =>
	withServer(async url => {
		const { output } = await runOn(`${ASK(url, 120)} ${ASK(url, 5)} task.delay(0.4, print, "timer")`, {
			latency: 0.5,
			seconds: 2,
		});
		assert.deepEqual(output, ["[server] timer", "[server] 120 ok 500", "[server] 5 ok 500"]);
	}));

test("otherwise an answer costs the virtual time that it took, and timers fire meanwhile", () =>
	withServer(async url => {
		const { output } = await runOn(`${ASK(url, 200)} task.delay(0.05, print, "timer")`, { seconds: 3 });
		assert.equal(output[0], "[server] timer");
		const took = Number(/ok (\d+)/.exec(output[1]!)![1]);
		assert.ok(took >= 195 && took < 3000, output[1]);
	}));

const WAIT = (path: string, timeout: number): string =>
	`task.spawn(function() local ok, r = pcall(function() return game:GetService("HttpService"):RequestAsync({ Url = "http://api.test/${path}", Timeout = ${timeout} }) end) print("${path}", ok and r.Body or r, math.round(time())) end)`;

test("a network of one's own answers, is slow or is silent on virtual time", async () => {
	const asked: string[] = [];
	const { output } = await runOn(`${WAIT("slow", 20)} ${WAIT("never", 10)} ${WAIT("quick", 20)}`, {
		seconds: 60,
		latency: 0.1,
		network: async ({ url }, _send, sentAt) => {
			asked.push(`${new URL(url).pathname} ${sentAt}`);
			if (url.endsWith("never")) return "silence";
			const answer = { status: 200, message: "OK", headers: {}, body: "made up ✓" };
			return url.endsWith("slow") ? { answer, seconds: 19 } : { answer };
		},
	});
	assert.deepEqual(output, [
		"[server] quick made up ✓ 0",
		"[server] never ServerScriptService.Main:1: HttpError: Timedout 10",
		"[server] slow made up ✓ 19",
	]);
	assert.deepEqual(asked, ["/slow 0", "/never 0", "/quick 0"]);
});
