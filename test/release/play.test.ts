import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { pathToFileURL } from "node:url";

import { type Browser, type Page } from "playwright-core";

import { compile } from "../../scripts/compile.ts";
import { playCommand } from "../../tools/cli/commands/play.ts";
import { dashboardLines } from "../../tools/cli/play/dashboard.ts";
import { createLedger, finish, type Ledger, nameOf, record } from "../../tools/cli/play/ledger.ts";
import { paintOf } from "../../tools/cli/play/paint.ts";
import { play } from "../../tools/cli/play/run.ts";
import { renderPage } from "../../tools/cli/report/page.ts";
import type { Report } from "../../tools/cli/report/types.ts";
import type { TraceLine } from "../../tools/headless/run/index.ts";
import { launchBrowser, needsBrowser } from "./browser.ts";

const MINUTES = 2;

describe("a play of two minutes", () => {
	let report: Report;
	let ledger: Ledger;
	const printed: string[] = [];
	const trace: TraceLine[] = [];

	before(async () => {
		assert.notEqual(await compile("model"), "failed");
		const played = await play({
			minutes: MINUTES,
			onTrace: line => trace.push(line),
			onPrint: line => printed.push(line),
		});
		assert.equal(played.errors, 0, printed.join("\n"));
		({ report, ledger } = played);
	});

	it("walks three players, one of them late, over five surfaces", () => {
		assert.deepEqual(report.players, ["Player1", "Player2", "Player3"]);
		assert.equal(report.paths.Player3![0]![0] > 0.15 * report.seconds - 1, true);
		const surfaces = report.surfaces.map(row => row.surface).sort();
		assert.deepEqual(surfaces, ["DiamondPlate", "Grass", "LeafyGrass", "Sand", "WoodPlanks"]);
		assert.ok(report.surfaces.every(row => row.clips.length > 1));
	});

	it("plays music of its own in the village, the forest and the arena, and the radio in the lobby", () => {
		assert.deepEqual(new Set(report.visits.map(visit => visit.zone)), new Set(["village", "lobby", "forest", "arena"]));
		const zoneTracks = new Set(report.sounds.filter(sound => sound.role === "zone").map(sound => sound.soundId));
		assert.ok(zoneTracks.size >= 3);
		assert.ok(report.sounds.some(sound => sound.role === "radio" && sound.gains.some(([, gain]) => gain > 0.01)));
	});

	it("says why each track is in the queue", () => {
		const songs = report.queues.flatMap(row => row.songs);
		assert.ok(songs.length >= 3);
		assert.deepEqual(
			songs.filter(song => song.reason === ""),
			[],
		);
		const lines = dashboardLines(ledger, report.seconds, {
			width: 100,
			paint: paintOf(false),
			reasons: "unfolded",
		}).join("\n");
		const next = ledger.queue[0]!;
		assert.ok(lines.includes(nameOf(next)) && lines.includes(next.why!.slice(0, 40)), lines);
	});

	it("takes a request, skips by vote of those who listen, and leaves a dead file behind", () => {
		const wish = (words: RegExp) => report.wishes.find(row => words.test(row.text));
		assert.ok(wish(/asks the radio for 123456789/), "a wish");
		assert.ok(
			report.choices.some(choice => choice.reason.includes("requested")),
			"is played",
		);
		assert.ok(wish(/^Player2 asks for .+ again: it comes soon$/), "a wish from a LocalScript");
		const vote = wish(/^[12] in the lobby vote to skip/);
		assert.ok(vote, "a vote");
		const next = report.choices.find(choice => choice.t >= vote.t - 0.1);
		assert.ok(next !== undefined && next.t < vote.t + 5, "another track after the vote");
		assert.equal(ledger.failures.length, 1);
		assert.ok(
			report.faults.some(row => row.what.includes("did not load")),
			"the dead file",
		);
	});

	it("mixes: a duck before the boss, a snapshot behind the menu, a jukebox over the village, and the forest muffled", () => {
		const duck = report.mixes.find(row => row.kind === "duck")!;
		assert.deepEqual([duck.what, duck.players], ["music, ambience, radio 12 dB lower", "one player"]);
		assert.ok(Math.abs(duck.end - duck.start - 2.15) < 0.1, `${duck.end - duck.start} s`);
		const menus = report.mixes.filter(row => row.what === "snapshot menu");
		assert.equal(menus.length, report.wishes.filter(row => row.text.includes("radio's menu")).length);
		assert.ok(report.sounds.some(sound => sound.zone === "forest" && sound.tones.some(([, high]) => high < -3)));
		// On a machine that the menu is open on everything is lower, and comes back as it was.
		const lowered = report.sounds.some(sound => {
			const at = (t: number): number => sound.gains.findLast(([when]) => when <= t)?.[1] ?? 0;
			return menus.some(({ start, end }) => {
				const [before, behind, after] = [at(start - 0.1), at(end - 0.1), at(end + 1)];
				const holds = sound.start < start - 4 && sound.end > end + 2 && before > 0.1;
				return holds && Math.abs(behind / before - 10 ** (-9 / 20)) < 0.02 && Math.abs(after / before - 1) < 0.02;
			});
		});
		assert.ok(lowered, "no sound was 9 dB lower behind a menu");
		// Beside the jukebox the village is silent though it plays.
		const jukebox = report.sounds.filter(sound => sound.role === "radio" && sound.gains.some(([, gain]) => gain > 0.3));
		const yielded = report.sounds.some(
			sound =>
				sound.zone === "village" &&
				sound.gains.some(
					([t, gain], index) =>
						index > 20 &&
						gain < 0.45 * Math.max(...sound.gains.map(([, any]) => any)) &&
						jukebox.some(other => other.peer === sound.peer && other.start < t && other.end > t),
				),
		);
		assert.ok(yielded, "the village gave way nowhere");
	});

	it("goes on through a minute without the API", () => {
		const { from, to } = report.outage!;
		assert.equal(to - from, 60);
		const inside = ledger.exchanges.filter(one => one.t - one.ms / 1000 > from && one.t - one.ms / 1000 < to);
		assert.ok(inside.length > 0 && inside.every(one => one.status === 503));
		assert.ok(report.steps.some(step => step.t > from && step.t < to));
		assert.ok(report.sounds.some(sound => sound.start > from && sound.start < to));
		// The menu still opens: from memory.
		assert.ok(report.wishes.filter(row => row.t > from && row.t < to).every(row => !/stays closed/.test(row.text)));
	});

	it("tells each zone's music apart", () => {
		const zones = new Set(report.sounds.filter(sound => sound.role === "zone").map(sound => sound.zone));
		assert.deepEqual(zones, new Set(["village", "forest", "arena"]));
	});

	it("draws a state that fits the terminal, without colour where none is wanted", () => {
		const plain = dashboardLines(ledger, report.seconds, { width: 60, paint: paintOf(false), reasons: "unfolded" });
		assert.ok(
			plain.every(line => line.length <= 60),
			plain.join("\n"),
		);
		assert.ok(!plain.join("").includes("\u001b"));
		assert.ok(
			dashboardLines(ledger, report.seconds, { width: 60, paint: paintOf(true), reasons: "folded" })
				.join("")
				.includes("\u001b[1m"),
		);
	});

	it("counts what the trace has", () => {
		const of = (kind: string, test: (line: TraceLine) => boolean): number =>
			trace.filter(line => line.kind === kind && test(line)).length;
		const sum = (list: number[]): number => list.reduce((a, b) => a + b, 0);
		assert.equal(
			sum(report.requests.map(row => row.requests)),
			of("http", () => true),
		);
		const music = of(
			"sound",
			({ event, path: place }) => event === "play" && /AudioScape(Zone|Radio)/.test(String(place)),
		);
		assert.equal(report.sounds.filter(sound => sound.role === "zone" || sound.role === "radio").length, music);
		assert.equal(
			report.steps.length,
			of("log", ({ text }) => /"what":"step"/.test(String(text))),
		);
		assert.equal(sum(report.surfaces.map(row => row.steps)), report.steps.length);
		assert.ok(report.levels.filter(row => row.role === "zone").length >= 3);
	});

	it("keeps what the observers say to itself", () => {
		assert.ok(printed.every(line => !line.includes("@@play")));
	});

	describe("its page in a browser", needsBrowser, () => {
		let browser: Browser;
		let page: Page;
		const complaints: string[] = [];
		const asked: string[] = [];
		const directory = mkdtempSync(path.join(tmpdir(), "audioscape-play-"));
		const file = path.join(directory, "index.html");

		const open = async (width: number, colorScheme: "light" | "dark" = "light"): Promise<Page> => {
			const opened = await browser.newPage({ viewport: { width, height: 800 }, colorScheme, reducedMotion: "reduce" });
			opened.on("console", message => complaints.push(message.text()));
			opened.on("pageerror", error => complaints.push(error.message));
			opened.on("request", request => asked.push(request.url()));
			await opened.goto(pathToFileURL(file).href);
			return opened;
		};
		const count = (selector: string): Promise<number> => page.locator(selector).count();

		before(async () => {
			writeFileSync(file, await renderPage(report));
			browser = await launchBrowser();
			page = await open(1200);
		});
		after(async () => {
			await browser?.close();
			rmSync(directory, { recursive: true, force: true });
		});

		it("draws every stretch of music and every step", async () => {
			assert.equal(await count("#timeline .span"), report.sounds.length);
			assert.equal(await count("#timeline .outage"), 1);
			assert.equal(await count("#timeline .air"), report.choices.length);
			assert.equal(await count("#timeline .mix"), report.mixes.length);
			const dots = await page
				.locator("#map .dots")
				.evaluateAll(paths => paths.reduce((sum, dot) => sum + (dot.getAttribute("d") ?? "").split("M").length - 1, 0));
			assert.equal(dots, report.steps.length);
			assert.equal(await count("#map .zone"), report.zones.length);
			assert.equal(await count("#map .ground"), report.grounds.length);
			assert.equal(await count("#levels .level"), report.levels.length);
		});

		it("stays below three megabytes for ten minutes and three players", () => {
			const page = readFileSync(file, "utf8");
			const own = [...page.matchAll(/<(style|script)>[^]*?<\/\1>/g)].reduce((sum, [text]) => sum + text.length, 0);
			// Style and script are the same for any run; all else grows with its length.
			assert.ok(own < 120_000, `${own} bytes of style and script`);
			const most = own + (page.length - own) * (10 / MINUTES);
			assert.ok(most < 3_000_000, `${most} bytes`);
		});

		it("says the same in tables", async () => {
			assert.equal(await count("#sound-table tbody tr"), report.sounds.length);
			assert.equal(await count(".choice-table tbody tr"), report.choices.length);
			assert.equal(await count("#visit-table tbody tr"), report.visits.length);
			assert.equal(await count("#surface-table tbody tr"), report.surfaces.length);
			assert.equal(await count("#request-table tbody tr"), report.requests.length);
			assert.equal(await count("#fault-table tbody tr"), report.faults.length);
			const stations = [...new Set(report.queues.map(({ station }) => station))];
			assert.deepEqual(stations.sort(), ["jukebox", "lobby"]);
			const last = stations.map(name => report.queues.findLast(({ station }) => station === name)!.songs.length);
			assert.deepEqual(
				await page
					.locator(".queue-table")
					.evaluateAll(tables => tables.map(table => table.querySelectorAll(".why").length).sort()),
				last.sort(),
			);
			assert.equal(await count(".queue-changes tbody tr"), report.queues.length);
			assert.equal(await count("#wish-table tbody tr"), report.wishes.length);
			assert.equal(await count("#mix-table tbody tr"), report.mixes.length);
			const first = report.choices[0]!;
			assert.equal(
				await page.locator(".choice-table tbody tr").first().locator("td").nth(1).innerText(),
				`${first.title}, ${first.artist}`,
			);
		});

		it("needs no network and complains of nothing", async () => {
			await (await open(1200, "dark")).close();
			assert.deepEqual(complaints, []);
			assert.ok(asked.every(url => /^(file|data|blob):/.test(url)));
		});

		it("is dark where the reader likes it dark", async () => {
			const dark = await open(1200, "dark");
			const shade = (which: Page) => which.evaluate<string>("getComputedStyle(document.body).backgroundColor");
			assert.notEqual(await shade(dark), await shade(page));
			await dark.close();
		});

		it("has no control of its player over another, however wide it is", async () => {
			for (const width of [375, 600, 760, 900, 1020, 1100, 1200, 1280, 1600]) {
				const wide = await open(width);
				const over = await wide.locator("#player").evaluate(bar => {
					const controls = [...bar.querySelectorAll("button, input, select, summary, label")].filter(
						one => one.checkVisibility() && one.getBoundingClientRect().width > 0,
					);
					return controls.flatMap((one, at) =>
						controls.slice(at + 1).flatMap(other => {
							if (one.contains(other) || other.contains(one)) return [];
							const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
							const [x, y] = [
								Math.min(a.right, b.right) - Math.max(a.left, b.left),
								Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top),
							];
							return x > 2 && y > 2 ? [`${one.textContent} over ${other.textContent}`] : [];
						}),
					);
				});
				assert.deepEqual(over, [], `${width} px`);
				await wide.close();
			}
		});

		it("fits 375 px without scrolling sideways", async () => {
			const phone = await open(375);
			const width = await phone.locator("html").evaluate(html => html.scrollWidth);
			assert.equal(width, 375);
			await phone.close();
		});

		it("is walked with the keyboard: skip link, sounds by arrow, paths by space", async () => {
			await page.keyboard.press("Tab");
			assert.equal(await page.locator(":focus").innerText(), "Skip to the timeline");
			await page.keyboard.press("Enter");
			await page.keyboard.press("Tab");
			assert.match((await page.locator(":focus").getAttribute("aria-label")) ?? "", /Timeline/);
			await page.keyboard.press("ArrowRight");
			const first = await page.locator(":focus").getAttribute("aria-label");
			assert.equal(await page.locator("#tip").innerText(), first);
			await page.keyboard.press("ArrowRight");
			assert.notEqual(await page.locator(":focus").getAttribute("aria-label"), first);
			const box = page.locator('[data-shows="Player1"]');
			await box.focus();
			await page.keyboard.press("Space");
			assert.equal(await page.locator('.walk[data-player="Player1"]').isVisible(), false);
		});

		it("has no player, and says so, where a trace does not tell what was heard", async () => {
			const { score: _score, ...silent } = report;
			const old = path.join(directory, "old.html");
			for (const [told, why] of [
				[silent, /This trace cannot be heard/],
				[{ ...silent, score: { seconds: 1, players: [], voices: [], clips: {} } }, /Nobody to listen to/],
			] as const) {
				writeFileSync(old, await renderPage(told));
				const opened = await open(1200);
				await opened.goto(pathToFileURL(old).href);
				assert.match(await opened.locator(".guide").innerText(), why);
				assert.equal(await opened.locator("#player").count(), 0);
				await opened.close();
			}
			assert.deepEqual(complaints, []);
		});

		it("names a zone of several areas once", async () => {
			const twice = path.join(directory, "twice.html");
			const zones = report.zones.flatMap(zone => [zone, { ...zone, x: zone.x + 5 }]);
			writeFileSync(twice, await renderPage({ ...report, zones }));
			const opened = await open(1200);
			await opened.goto(pathToFileURL(twice).href);
			assert.equal(await opened.locator("#time .key.zone").count(), report.zones.length);
			await opened.close();
		});

		it("says how to read it, and names each zone beside its colour and over its players' stays", async () => {
			assert.match(await page.locator(".guide").innerText(), /Height is loudness[^]*Colour is place[^]*silence/);
			for (const { name } of report.zones) {
				assert.equal(await page.locator("#time .key", { hasText: name }).count(), 1, name);
				const isVisited = report.visits.some(({ zone }) => zone === name);
				const named = await page.locator("#timeline .stay", { hasText: name }).count();
				assert.ok(named > 0 || !isVisited, name);
			}
		});

		it("shows what is pointed at, in its own words", async () => {
			const span = page.locator("#timeline .span.zone").first();
			await span.scrollIntoViewIfNeeded();
			await page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
			await span.hover();
			assert.equal(await page.locator("#tip").innerText(), await span.getAttribute("aria-label"));
			await page.keyboard.press("Escape");
			assert.equal(await page.locator("#tip").isVisible(), false);
		});

		it("shows a station's likenesses as bars, and its energy beside the one that was wanted", async () => {
			const weighed = report.choices.filter(({ reason }) => reason.includes("energy"));
			assert.equal(await count(".choice-table .fits"), weighed.length);
			assert.equal(await count(".choice-table .fit"), 4 * weighed.length);
			assert.equal(await count(".energy li"), report.choices.length);
			assert.equal(
				await count(".energy .wanted:not(.key)"),
				weighed.filter(({ reason }) => / for -?\d/.test(reason)).length,
			);
		});

		it("says of each track what it was to come to, and whether it did", async () => {
			const music = report.levels.filter(({ role }) => role === "radio" || role === "zone");
			assert.ok(
				music.length > 3 && music.every(({ target, outcome }) => target !== undefined && outcome !== undefined),
			);
			assert.ok(music.some(({ outcome }) => outcome === "on target"));
			assert.equal(await count("#levels .scale .target"), music.length);
		});

		it("calls nothing by its id that has a name", async () => {
			const text = await page.locator("body").innerText();
			for (const { soundId, title } of report.sounds)
				if (!title.includes(soundId)) assert.ok(!text.includes(soundId), soundId);
		});

		it("cuts nothing off on a phone without a sign of it", async () => {
			const phone = await open(375);
			await phone.evaluate("document.querySelectorAll('details').forEach(one => (one.open = true))");
			const cut = await phone.locator("body *:not(svg *)").evaluateAll(all =>
				all
					.filter(one => one instanceof HTMLElement && one.offsetWidth > 1 && one.scrollWidth > one.clientWidth + 1)
					.filter(one => {
						const { overflowX, textOverflow, display } = getComputedStyle(one);
						return (
							display !== "inline" && overflowX !== "visible" && !one.matches(".scroll") && textOverflow !== "ellipsis"
						);
					})
					.map(one => `${one.tagName} ${one.id} ${one.className}`),
			);
			assert.deepEqual(cut, []);
			assert.equal(await phone.locator("html").evaluate(html => html.scrollWidth), 375);
			await phone.close();
		});

		it("names every region, table and picture", async () => {
			const nameless = await page.locator("svg:not([aria-hidden]), [role=region], section, table").evaluateAll(
				parts =>
					parts.filter(part => {
						const named = part.getAttribute("aria-label") ?? part.getAttribute("aria-labelledby");
						return named === null && part.querySelector("caption") === null;
					}).length,
			);
			assert.equal(nameless, 0);
		});
	});
});

describe("audioscape play", () => {
	it("ends with the path of the report", async () => {
		const directory = mkdtempSync(path.join(tmpdir(), "audioscape-play-"));
		const lines: string[] = [];
		const log = console.log;
		// A key in the environment would mean the real API.
		delete process.env.AUDIOSCAPE_API_KEY;
		console.log = (line: string) => lines.push(line);
		try {
			assert.equal(await playCommand(["--minutes", "2", "--report", directory]), 0);
		} finally {
			console.log = log;
		}
		const file = path.join(directory, "index.html");
		assert.equal(lines.at(-1), file);
		assert.match(readFileSync(file, "utf8"), /^<!doctype html>/);
		rmSync(directory, { recursive: true, force: true });
	});
});

describe("the ledger", () => {
	it("follows a sound from its start to its end", () => {
		const ledger = createLedger();
		const sound = {
			peer: "player1",
			kind: "sound",
			id: 1,
			path: "SoundService.AudioScapeRadio_radio/1",
			soundId: "rbxassetid://5",
		};
		record(ledger, { t: 1, event: "play", ...sound });
		record(ledger, { t: 1, peer: "player1", kind: "gain", id: 1, gain: 0.5 });
		record(ledger, { t: 3, event: "stop", ...sound });
		record(ledger, { t: 4, event: "play", ...sound });
		finish(ledger, 9);
		assert.deepEqual(
			ledger.spans.map(span => [span.role, span.soundId, span.start, span.end, span.gains.length, span.ending]),
			[
				["radio", "5", 1, 3, 1, "stop"],
				["radio", "5", 4, 9, 0, "still playing"],
			],
		);
	});
});
