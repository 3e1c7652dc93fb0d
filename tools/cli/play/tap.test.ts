import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import test from "node:test";

import { openTap } from "./tap.ts";

const ANSWERS: Record<string, unknown> = {
	"/grass": {
		sfx: [
			{ asset_id: 3, name: "Grass 3" },
			{ asset_id: 1, name: "as grass" },
		],
	},
	"/gravel": {
		sfx: [
			{ asset_id: 2, name: "Gravel 2" },
			{ asset_id: 1, name: "as gravel" },
		],
	},
};

/** What a tap knows after two requests of one moment, answered in the order given. */
async function loreOf(order: readonly string[]) {
	const waiting = new Map<string, ServerResponse>();
	const server = createServer(({ url }, response) => {
		waiting.set(url!, response);
		if (waiting.size === order.length) server.emit("all asked");
	}).listen(0, "127.0.0.1");
	await once(server, "listening");
	const tap = await openTap({ target: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, now: () => 5 });
	try {
		const allAsked = once(server, "all asked");
		const asked = new Map(order.map(url => [url, fetch(tap.url + url).then(answer => answer.json())]));
		await allAsked;
		for (const url of order) {
			waiting.get(url)!.end(JSON.stringify(ANSWERS[url]));
			await asked.get(url);
		}
		return [...tap.lore().assets].map(([id, { title }]) => `${id} ${title}`);
	} finally {
		await tap.close();
		server.close();
	}
}

void test("what a run knows of its assets does not depend on which answer was faster", async () => {
	const first = await loreOf(["/grass", "/gravel"]);
	assert.deepEqual(first, ["3 Grass 3", "1 as gravel", "2 Gravel 2"]);
	assert.deepEqual(await loreOf(["/gravel", "/grass"]), first);
});
