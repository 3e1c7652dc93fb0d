import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { play, songs, station, withApi } from "../node/radio-scene.ts";

const DAY = 86_400;

describe("radio over a day", () => {
	it("keeps instances, connections and threads flat", async () => {
		await withApi(songs(120, 12, 200), async (url, asked) => {
			const samples: Array<Record<string, unknown>> = [];
			await play(station(url, `{ query = "x", crossfade = 3 }`), {
				seconds: DAY,
				keepTrace: false,
				assets: { default: { duration: 200, loadDelay: 0.3 } },
				onTrace: line => {
					if (line.kind === "instance" && Math.round(line.t) % 100 === 0) samples.push(line as never);
				},
			});
			for (const peer of ["server", "player1"]) {
				const own = samples.filter(line => line["peer"] === peer);
				const half = Math.floor(own.length / 2);
				for (const field of ["instances", "sounds", "connections", "threads"]) {
					const most = (list: typeof own): number => Math.max(...list.map(line => Number(line[field])));
					assert.ok(most(own.slice(half)) <= most(own.slice(10, half)), `${peer}: ${field} grow`);
				}
			}
			assert.ok(asked.length < 240, `${asked.length} requests in a day`);
		});
	});
});
