import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { before, describe, it } from "node:test";

import { runHeadless, type RunResult } from "../../tools/headless/run/index.ts";
import { MISSPELLED, WRONG_VALUES } from "./wrong-values-scene.ts";

interface Said {
	what: string;
	with: string;
	ok: boolean;
	said: string[];
}

/** What only the engine or Luau says of a mistake: nobody who writes a game can do anything with it. */
const INTERNAL =
	/attempt to|not a valid member|(invalid|missing|bad) argument|expected, got|Unable to|not implemented|nil value|lib\.(server|shared)|stack overflow|@@|cannot resume|exhausted/i;
/** Raised without a line: games compare these with those of the official SDK. */
const OFFICIAL =
	/^(AudioScape\.new requires|setEndpoints requires|(baseUrl|analyticsUrl) must be|configureAnalytics requires|enabled must|batchInterval must|maxBatchSize must|maxQueueSize must|createSoundBank (requires|kind|mode)|seed '|vote value must|custom event type must|SearchAudioAsync requires|search requires|sfxSearch requires|search: query is|Network error:)/;
/** Where each entry's options are documented. */
const PAGES = {
	createFootsteps: "footsteps",
	createRadio: "radio",
	createPlayer: "radio",
	createZones: "zones",
	"zones:add": "zones",
	createSoundBank: "sound-bank",
	duck: "mix",
	snapshot: "mix",
	defineSnapshot: "mix",
	getAssetService: "asset-service",
	enableClientAccess: "client-access",
	analytics: "analytics",
};
const OWN_LINE = /^ServerScriptService\.Main:\d+: /;

describe("wrong values", () => {
	let run: RunResult;
	let calls: Said[];
	before(async () => {
		run = await runHeadless({
			players: 1,
			seconds: 100,
			latency: 0.05,
			seed: 1,
			serverScripts: [{ name: "Main", source: WRONG_VALUES }],
		});
		calls = run.output
			.filter(line => line.includes("@@ {"))
			.map(line => JSON.parse(line.slice(line.indexOf("{"))) as Said);
	});

	const told = (bad: Said[]): string =>
		bad
			.slice(0, 40)
			.map(call => `${call.what} ${call.with}: ${call.said.join(" | ")}`)
			.join("\n");

	it("are thrown at everything, and every call comes back", () => {
		assert.equal(run.errors, 0, run.output.slice(-30).join("\n"));
		const last = calls.at(-1)!;
		assert.deepEqual([last.what, last.ok], ["end", true]);
		assert.ok(calls.length > 8000, String(calls.length));
	});

	it("never bring an internal text to light", () => {
		assert.equal(told(calls.filter(call => call.said.some(text => INTERNAL.test(text)))), "");
		const logs = run.output.filter(line => !line.includes("@@ {") && INTERNAL.test(line));
		assert.deepEqual(logs.slice(0, 20), []);
	});

	it("are refused in the game's own line, or in the official SDK's words", () => {
		const raised = calls.filter(call => !call.ok);
		assert.ok(raised.length > 1500, String(raised.length));
		assert.equal(told(raised.filter(({ said }) => !OWN_LINE.test(said[0]!) && !OFFICIAL.test(said[0]!))), "");
	});

	it("are few where the documentation is read: it names every option that is declared", () => {
		for (const [entry, page] of Object.entries(PAGES)) {
			const declared = calls.find(call => call.what === "declared" && call.with === entry)!.said;
			const text = readFileSync(path.join(import.meta.dirname, "../../docs", `${page}.md`), "utf8");
			assert.deepEqual([entry, declared.filter(option => !text.includes(option))], [entry, []]);
		}
	});

	it("are named: the sentence tells the option", () => {
		const unnamed = calls.filter(call => {
			const option = /^[^:(\[]*\.(\w+)$/.exec(call.what)?.[1];
			return (
				!call.ok &&
				call.with !== "nil" &&
				option !== undefined &&
				!call.said[0]!.includes(option) &&
				!OFFICIAL.test(call.said[0]!)
			);
		});
		assert.equal(
			told(
				unnamed.filter(call => !/^(footsteps|radio|player|zones|bank|fine|sense|client|promises)\./.test(call.what)),
			),
			"",
		);
	});
});

describe("misspelled names", () => {
	let output: string[];
	before(async () => {
		({ output } = await runHeadless({
			seconds: 20,
			latency: 0.05,
			seed: 1,
			serverScripts: [{ name: "Main", source: MISSPELLED }],
		}));
	});

	const ours = [
		"AudioScape.new: timeot is not an option; did you mean timeout?",
		"AudioScape.new: cache.maxEntrys is not an option; did you mean maxEntries?",
		"enableClientAccess: perSeconds is not an option; did you mean perSecond?",
		"createFootsteps: volum is not an option; did you mean volume?",
		"createFootsteps: surfaces.Grass.querry is not an option; did you mean query?",
		"createRadio: crosfade is not an option; did you mean crossfade?",
		"createRadio: weights.similarty is not an option; did you mean similarity?",
		"createZones: zone is not an option; did you mean zones?",
		"createZones: zones.cave.musik is not an option; did you mean music?",
		"zones:add: cave.music.querry is not an option; did you mean query?",
		"FineVoice.new: pollIntervall is not an option; did you mean pollInterval?",
		"SenseAudio.new: baseURL is not an option; did you mean baseUrl?",
	];
	for (const [index, sentence] of ours.entries()) {
		it(`raise in the script's line: ${sentence}`, () => {
			assert.ok(
				output.includes(`[server] ${index + 1} false ServerScriptService.Main:${index + 5}: ${sentence}`),
				output.join("\n"),
			);
		});
	}

	const others = [
		"createPlayer: volum is not an option; did you mean volume?",
		"createSoundBank: pool_size is not an option; did you mean poolSize?",
		"getAssetService: fallbak is not an option; did you mean fallback?",
		"configureAnalytics: enabld is not an option; did you mean enabled?",
		"search: querry is not an option; did you mean query?",
		"search: filters.genre is not an option; did you mean genres?",
		"similar: limt is not an option; did you mean limit?",
		"lookup: assetIds is not an option; did you mean asset_ids?",
		"checkAssetHealth: reportprivat is not an option; did you mean reportPrivate?",
		"generate: promt is not an option; did you mean prompt?",
	];
	for (const sentence of others) {
		it(`are warned of once: ${sentence}`, () => {
			assert.deepEqual(
				output.filter(line => line.includes(sentence)),
				[`[server] [AudioScape] ${sentence}`],
			);
		});
	}

	it("stop no game that swaps the official module, and no row of the catalog is taken for options", () => {
		assert.ok(output.includes("[server] through"), output.join("\n"));
		assert.equal(output.filter(line => line.includes("is not an option")).length, ours.length + others.length);
	});
});
