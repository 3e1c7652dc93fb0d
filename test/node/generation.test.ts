import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import type { Contract, FaultRule } from "../../tools/contract/index.ts";
import { KEY, serve, startApi, told } from "./catalog-scene.ts";

interface Seen {
	url?: string;
	clips?: number;
	start?: string;
	format?: string;
	kind?: string;
	code?: string;
	err?: string;
}

describe("the generators over HTTP", () => {
	let api: Contract;
	before(async () => {
		api = await startApi();
	});
	after(() => api.close());

	const generate = async (
		maker: "FineVoice" | "SenseAudio",
		request: string,
		faults: FaultRule[] = [],
	): Promise<Seen> => {
		api.setFaults(faults);
		try {
			const run = await serve(
				api,
				`local AudioScape = require(game:GetService("ServerScriptService").AudioScape)
				local maker = AudioScape.${maker}.new("${KEY}", { baseUrl = "${api.url}", deadline = 20 })
				local result, err, problem = maker:generate(${request})
				result = result or {}
				print("ANSWER " .. game:GetService("HttpService"):JSONEncode({
					url = result.url, format = result.format, clips = result.clips and #result.clips,
					start = result.clips and buffer.readstring(result.clips[1], 0, 4),
					kind = problem and problem.kind, code = problem and problem.code, err = err,
				}))`,
				{ seconds: 30 },
			);
			return told<Seen>(run, "ANSWER");
		} finally {
			api.setFaults([]);
		}
	};

	it("FineVoice answers at once and by a task", async () => {
		for (const request of ['{ prompt = "a door" }', '{ prompt = "a door", useAsync = true }']) {
			const seen = await generate("FineVoice", request);
			assert.match(seen.url ?? seen.err ?? "", /^https?:/);
		}
	});

	it("SenseAudio gives one raw clip, and several decoded ones", async () => {
		const one = await generate("SenseAudio", '{ prompt = "rain" }');
		assert.equal(one.clips, 1, one.err);
		assert.ok(one.start === "RIFF" || one.start === "fLaC", one.start);
		const four = await generate("SenseAudio", '{ prompt = "rain", n = 4 }');
		assert.equal(four.clips, 4, four.err);
	});

	it("a bad answer of either is typed", async () => {
		for (const maker of ["FineVoice", "SenseAudio"] as const) {
			assert.equal(
				(await generate(maker, '{ prompt = "rain" }', [{ kind: "status", value: 401 }])).kind,
				"unauthorized",
			);
			assert.equal(
				(await generate(maker, '{ prompt = "rain" }', [{ kind: "429-retry-after", value: 90 }])).kind,
				"rate-limited",
			);
			assert.equal((await generate(maker, '{ prompt = "rain" }', [{ kind: "drop" }])).kind, "network");
		}
	});
});
