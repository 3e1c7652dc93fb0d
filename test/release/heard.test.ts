import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import { RATE } from "../../tools/cli/mix/mixdown.ts";
import type { Score } from "../../tools/cli/render/index.ts";
import { needsWebAudio } from "../../tools/cli/testing/web-audio.ts";
import type { PlaceNode } from "../../tools/headless/place/index.ts";
import { FLOORS, footsteps, likesOf, STAND, startEffectsApi } from "../node/footsteps-scene.ts";
import { type JsonApi, page, startJsonApi } from "../node/json-api.ts";
import { songs, startSongApi, station } from "../node/radio-scene.ts";
import { onEachEngine } from "../node/scene.ts";
import { zones } from "../node/zones-scene.ts";
import { musicFaults, stepFaults, transitionsOf } from "./heard-checks.ts";
import { hear, sabotaged, scoreOf } from "./heard-scene.ts";

const LOUD = [-8, -19, -14, -11, -17];
/** Songs that differ by eleven decibels as they were mastered. */
const rows = songs(5, 5, 40).map((song, index) => ({
	...song,
	loudness_lufs: LOUD[index]!,
	true_peak_dbtp: Math.min(-1, LOUD[index]! + 9),
	key: "C",
	scale: "major",
}));
/** Files take their time, as on a phone. */
const assets = { default: { duration: 40, loadDelay: 1.5 } };
/** As quiet as the quietest of them can be brought to without going over full scale. */
const TARGET = "loudness = -16";

const radioScene = async (api: JsonApi, more: string, seconds: number, place?: readonly PlaceNode[]): Promise<Score> =>
	scoreOf(`${station(api.url, `{ playlist = "p", rng = 1, ${TARGET}, ${more} }`)}radio:start()`, rows, {
		seconds,
		assets,
		...(place === undefined ? {} : { place }),
	});

const WALK = `task.wait(22) go(100) task.wait(14) go(0) task.wait(14) go(100)`;
const zonesScene = (api: JsonApi, place?: readonly PlaceNode[]): Promise<Score> =>
	scoreOf(
		`${zones(api.url, `{ ${TARGET}, zones = { west = { area = box(0, 100), music = { query = "west" } }, east = { area = box(100, 100), music = { query = "east" } } } }`)}${WALK}`,
		rows,
		{ seconds: 62, assets, ...(place === undefined ? {} : { place }) },
	);

const effects = likesOf(100, 8).map((row, index) => ({
	...row,
	name: "footstep grass",
	tags: "footstep grass",
	subcategory: "footsteps",
	true_peak_dbtp: -1 - index * 2.5,
}));
const stepsScene = (api: JsonApi, place?: readonly PlaceNode[]): Promise<Score> =>
	scoreOf(
		`${FLOORS}${footsteps(api.url, `fallback = "Grass"`)}footsteps:attachAll() ${STAND} task.wait(4) humanoid:MoveTo(Vector3.new(30, 3, 0)) humanoid.MoveToFinished:Wait() humanoid:MoveTo(Vector3.new(2, 3, 0))`,
		effects,
		{ seconds: 12, assets: { default: { duration: 0.6, loadDelay: 0.1 } }, ...(place === undefined ? {} : { place }) },
	);

const DUCK = { from: 20, to: 26, by: 12 };

describe("what players hear, measured", needsWebAudio, () => {
	let music: JsonApi;
	let places: JsonApi;
	let ground: JsonApi;
	before(async () => {
		music = await startSongApi(rows);
		places = await startJsonApi(({ sent }) => {
			const { query, asset_ids: ids } = sent as { query?: string; asset_ids?: string[] };
			if (ids !== undefined) return page(rows.filter(row => ids.includes(row.asset_id)));
			return page(query === "west" ? rows.slice(0, 1) : rows.slice(1, 2));
		});
		ground = await startEffectsApi(() => effects);
	});
	after(async () => {
		await Promise.all([music.close(), places.close(), ground.close()]);
	});
	const musicOf = async (score: Score): Promise<string[]> =>
		musicFaults(await hear(score, ["radio", "zone"]), transitionsOf(score));

	onEachEngine(
		"on the way from song to song",
		() => {
			it("music of a radio stays within 1.5 LU of its surroundings, without a gap, below full scale", async () => {
				const score = await radioScene(music, "crossfade = 6", 125);
				assert.ok(transitionsOf(score).length >= 3);
				assert.deepEqual(await musicOf(score), []);
			});
			it("and so does that of zones that a player goes between", async () => {
				const score = await zonesScene(places);
				assert.equal(transitionsOf(score).length, 3);
				assert.deepEqual(await musicOf(score), []);
			});
			it("songs without a crossfade follow each other without a gap", async () => {
				assert.deepEqual(
					(await musicOf(await radioScene(music, "crossfade = 0", 125))).filter(fault => !fault.startsWith("dip")),
					[],
				);
			});
		},
		"short",
	);

	it("steps of one surface are within two decibels of each other, however their files were mastered", async () => {
		const score = await stepsScene(ground);
		const heard = await hear(score, ["step"]);
		assert.ok(score.voices.length >= 10, String(score.voices.length));
		assert.ok(new Set(score.voices.map(({ clip }) => clip)).size >= 6);
		assert.deepEqual(stepFaults(heard, score), []);
	});

	it("a duck is as deep as it was asked for, and everything is back afterwards", async () => {
		const scene = (more: string): Promise<Score> =>
			scoreOf(
				`${station(music.url, `{ playlist = "p", rng = 1, crossfade = 0, ${TARGET} }`)}radio:start() ${more}`,
				rows,
				{ seconds: 34, assets },
			);
		const duck = `task.wait(${DUCK.from} - os.clock()) client:duck({ by = ${DUCK.by}, attack = 0.2, release = 0.5, hold = ${DUCK.to - DUCK.from} })`;
		const [ducked, plain] = await Promise.all(
			[duck, ""].map(async more => (await hear(await scene(more), ["radio"])).left),
		);
		const powerIn = (samples: Float32Array, second: number): number =>
			samples.subarray(second * RATE, (second + 1) * RATE).reduce((sum, value) => sum + value * value, 1e-12);
		for (let second = 10; second < 33; second++) {
			const off = 10 * Math.log10(powerIn(ducked!, second) / powerIn(plain!, second));
			if (second > DUCK.from && second < DUCK.to - 1)
				assert.ok(Math.abs(off + DUCK.by) < 0.5, `second ${second}: ${off} dB`);
			if (second < DUCK.from - 1 || second > DUCK.to + 2) assert.ok(Math.abs(off) < 0.3, `second ${second}: ${off} dB`);
		}
	});

	describe("and found out where the model is made wrong:", () => {
		const FADE = "return math.sin(start+(goal-start)*math.max(x,0))";
		const linear = { module: "shared/sound/fade", from: FADE, to: "return from+(to-from)*math.max(x,0)" };
		const unprepared = {
			module: "shared/sound/deck",
			from: "prepare=scope.alive(function(assetId)",
			to: "prepare=scope.alive(function(assetId) do return end",
		};
		const faultsIn = async (score: Promise<Score>): Promise<string> => (await musicOf(await score)).join("\n");

		it("a crossfade in straight lines", async () => {
			assert.match(await faultsIn(radioScene(music, "crossfade = 6", 80, sabotaged(linear))), /^dip: /m);
			assert.match(await faultsIn(zonesScene(places, sabotaged(linear))), /^dip: /m);
		});
		it("songs that are not levelled", async () => {
			const loud = { module: "radio/brain/gain", from: "return musicGain(track,target)", to: "return 0.3" };
			assert.match(await faultsIn(radioScene(music, "crossfade = 6", 80, sabotaged(loud))), /^level: /m);
			const zone = { module: "zones/finder", from: "gain=musicGain(row,loudness,middle)", to: "gain=0.3" };
			assert.match(await faultsIn(zonesScene(places, sabotaged(zone))), /^level: /m);
		});
		it("songs that are not loaded ahead", async () => {
			assert.match(await faultsIn(radioScene(music, "crossfade = 0", 80, sabotaged(unprepared))), /^gap: [1-9]/m);
		});
		it("steps that are not levelled", async () => {
			const level = { module: "footsteps/brain/walker", from: "local gain=variant.gain*", to: "local gain=0.3*" };
			const score = await stepsScene(ground, sabotaged(level));
			assert.ok(stepFaults(await hear(score, ["step"]), score).length > 0);
		});
	});
});
