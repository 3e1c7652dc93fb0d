import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import path from "node:path";
import { after, before, describe, it } from "node:test";

import { build } from "esbuild";
import { type Browser, chromium, type Page } from "playwright-core";

import { compile } from "../../scripts/compile.ts";
import { mixdown } from "../../tools/cli/mix/mixdown.ts";
import { play } from "../../tools/cli/play/run.ts";
import { createScore, createSketches, type PackedScore, packScore, type Score } from "../../tools/cli/render/index.ts";
import { needsWebAudio, Offline } from "../../tools/cli/testing/web-audio.ts";

const ROOT = path.resolve(import.meta.dirname, "..", "..");
const BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const executablePath = BROWSERS.find(existsSync);
const noBrowser =
	executablePath === undefined && process.env.CI !== "true" ? "there is no Chromium on this machine" : false;
const SECONDS = 60;
const RATE = 48000;
/** Of a second of samples in both ears. */
const levelOf = (left: Float32Array, right: Float32Array, second: number): number => {
	let sum = 1e-12;
	for (let at = second * RATE; at < (second + 1) * RATE; at++) sum += (left[at]! ** 2 + right[at]! ** 2) / RATE;
	return 10 * Math.log10(sum);
};

/** What the page does, as the report's will: unpack, sketch, render. Text, because it runs in the browser. */
const inPage = async ({
	packed,
	player,
	seconds,
	rate,
}: {
	packed: PackedScore;
	player: number;
	seconds: number;
	rate: number;
}) => {
	const {
		render,
		createSketches: sketches,
		unpackScore,
	} = (globalThis as unknown as { room: typeof import("../../tools/cli/render/index.ts") }).room;
	const score = unpackScore(packed);
	const context = new OfflineAudioContext(2, seconds * rate, rate);
	const rendering = render(score, sketches(score.clips), context, { player });
	await rendering.schedule(seconds);
	const buffer = await context.startRendering();
	const [left, right] = [buffer.getChannelData(0), buffer.getChannelData(1)];
	return Array.from({ length: seconds }, (_, second) => {
		let sum = 1e-12;
		for (let at = second * rate; at < (second + 1) * rate; at++) sum += (left[at]! ** 2 + right[at]! ** 2) / rate;
		return 10 * Math.log10(sum);
	});
};

void describe("a game as its players heard it", needsWebAudio, () => {
	let score: Score;
	/** Decibels of each second, by player. */
	const heard: number[][] = [];

	before(async () => {
		assert.notEqual(await compile("model"), "failed");
		const gathering = createScore();
		const { errors } = await play({ minutes: SECONDS / 60, onTrace: line => gathering.take(line) });
		assert.equal(errors, 0);
		score = gathering.score();
		for (const player of score.players.keys()) {
			const levels: number[] = [];
			const clips = createSketches(score.clips);
			for await (const [left, right] of mixdown(score, clips, Offline!, { player, from: 0, to: SECONDS, rate: RATE }))
				for (let second = 0; second < left.length / RATE; second++) levels.push(levelOf(left, right, second));
			heard.push(levels);
		}
	});

	void it("has sound where the trace has sound, and none where it has none, for each player", () => {
		assert.equal(heard.length, 3);
		for (const [player, levels] of heard.entries()) {
			assert.equal(levels.length, SECONDS);
			for (const [second, level] of levels.entries()) {
				const on = score.voices.filter(one => one.player === player && one.start < second + 1 && one.end > second);
				// Music that is on for the whole of a second is heard well; a second without any voice has nothing but a room that rings.
				const isMusical = on.some(
					({ role, start, end, gains }) =>
						role !== "step" &&
						start <= second &&
						end > second + 1 &&
						Math.min(...gains.filter((_, at) => at % 2)) > 0.1,
				);
				if (isMusical) assert.ok(level > -45, `${score.players[player]}, second ${second}: ${level} dB`);
				if (
					on.length === 0 &&
					!score.voices.some(one => one.player === player && one.end > second - 6 && one.end <= second)
				)
					assert.ok(level < -100, `${score.players[player]}, second ${second}: ${level} dB`);
			}
			assert.ok(
				levels.some(level => level > -30),
				"somebody hears something",
			);
		}
		// Who joins late hears nothing before.
		const joined = score.voices.find(({ player }) => player === 2)!.start;
		assert.ok(joined > 5);
		for (let second = 0; second < Math.floor(joined); second++) assert.ok(heard[2]![second]! < -100);
	});
	void it("is told in full by a score that fits into a page", () => {
		const text = JSON.stringify(packScore(score));
		// Ten times this is what a game of ten minutes takes.
		assert.ok(text.length < 120_000, `${text.length} bytes`);
		for (const clip of Object.values(score.clips)) assert.ok(clip.seconds > 0);
		const unknown = Object.entries(score.clips).filter(([, { kind }]) => kind === "unknown");
		// A sound of the game's own, a wish that the catalog does not know, the footstep that others are to be like.
		assert.ok(unknown.length <= 3, unknown.map(([id]) => id).join(" "));
	});

	void describe("and as a browser plays it", { skip: noBrowser }, () => {
		let browser: Browser;
		let page: Page;
		before(async () => {
			const { outputFiles } = await build({
				entryPoints: [path.join(ROOT, "tools/cli/render/index.ts")],
				bundle: true,
				write: false,
				format: "iife",
				globalName: "room",
				// What needs Node would not be bundled.
				platform: "browser",
			});
			browser = await chromium.launch({ executablePath: executablePath!, args: ["--no-sandbox", "--disable-gpu"] });
			page = await browser.newPage();
			await page.addScriptTag({ content: outputFiles[0]!.text });
		});
		after(() => browser.close());

		void it("agrees with the file within half a decibel in each second, for each player", async () => {
			for (const [player, levels] of heard.entries()) {
				const packed = packScore(score);
				const there = await page.evaluate(inPage, { packed, player, seconds: SECONDS, rate: RATE });
				for (const [second, level] of levels.entries()) {
					const off = Math.abs(Math.max(level, -90) - Math.max(there[second]!, -90));
					assert.ok(off < 0.5, `${score.players[player]}, second ${second}: ${level} here, ${there[second]} there`);
				}
			}
		});
	});
});
