import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { pathToFileURL } from "node:url";

import { type Browser, type Page } from "playwright-core";

import { compile } from "../../scripts/compile.ts";
import { mixdown } from "../../tools/cli/mix/mixdown.ts";
import { play } from "../../tools/cli/play/run.ts";
import { createSketches, packScore, type Score } from "../../tools/cli/render/index.ts";
import { renderPage } from "../../tools/cli/report/page.ts";
import type { Report } from "../../tools/cli/report/types.ts";
import { needsWebAudio, Offline } from "../../tools/cli/testing/web-audio.ts";
import { launchBrowser, needsBrowser } from "./browser.ts";

const SECONDS = 60;
const RATE = 48000;
/** Of a second of samples in both ears. */
const levelOf = (left: Float32Array, right: Float32Array, second: number): number => {
	let sum = 1e-12;
	for (let at = second * RATE; at < (second + 1) * RATE; at++) sum += (left[at]! ** 2 + right[at]! ** 2) / RATE;
	return 10 * Math.log10(sum);
};

/** What the report's page offers to whoever looks into it. */
interface InPage {
	readonly score: Score;
	readonly hearing: {
		second: () => number;
		state: () => string;
		seek: (second: number) => void;
		choose: (player: number) => void;
		level: (meter: string) => number;
	};
	readonly offline: (score: Score, player: number, from: number, to: number) => Promise<AudioBuffer>;
}

/** Decibels of each second, from the page's own score through the page's own renderer. */
const levelsInPage = async ({ player, seconds, rate }: { player: number; seconds: number; rate: number }) => {
	const { score, offline } = (globalThis as unknown as { audioscape: InPage }).audioscape;
	const buffer = await offline(score, player, 0, seconds);
	const [left, right] = [buffer.getChannelData(0), buffer.getChannelData(1)];
	return Array.from({ length: seconds }, (_, second) => {
		let sum = 1e-12;
		for (let at = second * rate; at < (second + 1) * rate; at++) sum += (left[at]! ** 2 + right[at]! ** 2) / rate;
		return 10 * Math.log10(sum);
	});
};

/** Listens from a second on, for half a second of the run, and tells the loudest that the meters showed. */
const listenInPage = async ({ player, from }: { player: number; from: number }) => {
	const { hearing } = (globalThis as unknown as { audioscape: InPage }).audioscape;
	hearing.choose(player);
	hearing.seek(from);
	const heard = { loudest: -Infinity, hasRunAhead: false };
	while (hearing.state() !== "playing" || hearing.second() < from + 0.5) {
		await new Promise(requestAnimationFrame);
		heard.loudest = Math.max(heard.loudest, hearing.level("all"));
		// What is not complete yet has not begun.
		if (hearing.state() === "loading" && hearing.second() > from + 0.1) heard.hasRunAhead = true;
	}
	return heard;
};

void describe("a game as its players heard it", needsWebAudio, () => {
	let report: Report;
	let score: Score;
	/** Decibels of each second, by player. */
	const heard: number[][] = [];

	before(async () => {
		assert.notEqual(await compile("model"), "failed");
		const played = await play({ minutes: SECONDS / 60 });
		assert.equal(played.errors, 0);
		({ report } = played);
		score = report.score!;
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

	void describe("and as the report's page plays it", needsBrowser, () => {
		const file = path.join(mkdtempSync(path.join(tmpdir(), "audioscape-mix-")), "index.html");
		let browser: Browser;
		let page: Page;
		const complaints: string[] = [];
		before(async () => {
			writeFileSync(file, await renderPage(report));
			browser = await launchBrowser();
			page = await browser.newPage();
			page.on("pageerror", error => complaints.push(error.message));
			page.on("request", request => {
				if (!/^(file|data|blob):/.test(request.url())) complaints.push(request.url());
			});
			await page.goto(pathToFileURL(file).href);
		});
		after(async () => {
			await browser.close();
			rmSync(path.dirname(file), { recursive: true });
		});

		void it("agrees with the file within half a decibel in each second, for each player", async () => {
			for (const [player, levels] of heard.entries()) {
				const there = await page.evaluate(levelsInPage, { player, seconds: SECONDS, rate: RATE });
				for (const [second, level] of levels.entries()) {
					const off = Math.abs(Math.max(level, -90) - Math.max(there[second]!, -90));
					assert.ok(off < 0.5, `${score.players[player]}, second ${second}: ${level} here, ${there[second]} there`);
				}
			}
		});
		void it("is heard when play is pressed: where each player has music, and not where one has silence", async () => {
			await page.click("#play");
			for (const [player, levels] of heard.entries()) {
				// Two seconds of it, for what is heard live begins a little beside the second.
				const isOn = (second: number): boolean => levels[second]! > -35 && levels[second + 1]! > -35;
				const isOff = (second: number): boolean =>
					second < SECONDS - 2 && levels.slice(second, second + 3).every(level => level < -100);
				const seconds = [...levels.keys()];
				const music = seconds.find(isOn)!;
				const live = await page.evaluate(listenInPage, { player, from: music });
				assert.ok(live.loudest > -45, `${score.players[player]} at ${music} s: ${live.loudest} dB`);
				assert.equal(live.hasRunAhead, false);
				const silence = seconds.find(isOff);
				if (silence === undefined) continue;
				const still = await page.evaluate(listenInPage, { player, from: silence + 0.5 });
				assert.equal(still.loudest, -60, `${score.players[player]} at ${silence} s`);
			}
			await page.click("#play");
			await page.waitForFunction("audioscape.hearing.level('all') === -60");
			assert.deepEqual(complaints, []);
		});
		void it("is played by keys, and says what is heard", async () => {
			await page.focus("#play");
			const at = () => page.evaluate<number>("audioscape.hearing.second()");
			await page.evaluate("audioscape.hearing.seek(15)");
			await page.keyboard.press("l");
			assert.equal(await at(), 25);
			await page.keyboard.press("j");
			await page.keyboard.press("J");
			assert.equal(await at(), 5);
			await page.keyboard.press("3");
			await page.locator("#now-track", { hasText: "Player3 has not joined yet" }).waitFor();
			assert.equal(await page.locator("[name=ears]:checked").getAttribute("value"), "2");
			await page.keyboard.press("1");
			await page.keyboard.press("m");
			assert.equal(await page.locator("#volume").inputValue(), "0");
			await page.keyboard.press("m");
			assert.equal(await page.locator("#volume").inputValue(), "80");
			await page.keyboard.press("s");
			assert.equal(await page.locator("#speed").inputValue(), "2");
			// Where the reader is elsewhere in the page, letters mean nothing.
			await page.locator("#time .scroll").focus();
			await page.keyboard.press("l");
			assert.equal(await at(), 5);
			await page.focus("#play");
			await page.keyboard.press("Space");
			await page.waitForFunction("/^0:\\d\\d, Player1, .+: .+/.test(document.querySelector('#said').textContent)");
			assert.equal(await page.locator("#play").getAttribute("aria-label"), "Pause");
			await page.keyboard.press("Space");
		});
	});
});
