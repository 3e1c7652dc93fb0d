import { describe, expect, it } from "@rbxts/jest-globals";

import { cases, PLAYING } from "../../../test/rbx/station-cases";
import { createStationScene, song } from "../../../test/rbx/station-scene";
import type { Track } from "../../shared/wire/music";
import type { TrackStructure } from "../../shared/wire/structure";

describe("a catalog in trouble", () => {
	cases([
		{
			what: "opens with the seeds where the question failed",
			options: { seed: "5" },
			events: "start refused:network",
			on: "5",
			state: "degraded",
		},
		{ what: "opens with the seeds where no answer comes", options: { seed: "5" }, events: "start +10", on: "5" },
		{ what: "waits for the answer until then", options: { seed: "5" }, events: "start +9", state: "starting" },
		{
			what: "opens with the fallback where there are no seeds",
			options: { query: "x", fallback: ["6"] },
			events: "start refused:server",
			on: "6",
		},
		{ what: "plays its fallback alone without asking", options: { fallback: ["6"] }, events: "start", on: "6" },
		{
			what: "opens as soon as the catalog is back",
			events: "start refused:network +6 rows:1,2,3,4",
			on: "1",
			state: "playing",
		},
		{
			what: "plays on in the meantime",
			events: "start rows:1,2,3,4,5 refused:network +300",
			on: "1",
			state: "degraded",
		},
		{
			what: "makes fresh choices when it is back",
			options: { seed: "5" },
			events: "start refused:network +6 rows:5 rows:1,2,3,4",
			on: "5",
			queue: "1 2 3",
			state: "playing",
		},
		{ what: "uses an answer that comes after a stop and a start", events: "start stop start rows:1,2,3,4", on: "1" },
	]);

	it("asks again later and later, at most once a minute", () => {
		const scene = createStationScene({ query: "x" });
		scene.play("start refused:network");
		const waits = new Array<number>();
		let since = scene.now();
		for (const _ of $range(1, 400)) {
			scene.play("+1");
			if (scene.asked() === undefined) continue;
			waits.push(scene.now() - since);
			since = scene.now();
			scene.play("refused:network");
		}
		expect(waits).toEqual([5, 10, 20, 40, 60, 60, 60, 60, 60]);
	});

	it("leaves the refused source alone for minutes, and asks the others", () => {
		const scene = createStationScene({ query: "x", genre: "Ambient" });
		scene.play("start refused:not-found");
		expect(scene.asked()?.source.kind).toBe("genre");
		expect(scene.state()).toBe("starting");
		scene.play("rows:1,2,3,4,5 +299");
		expect(scene.asked()?.source.kind).never.toBe("search");
	});

	const answers = [
		{ what: "waits while a question is on its way", events: "start", is: "waiting" },
		{ what: "is true once something is on", events: PLAYING, is: "on" },
		{ what: "is hopeless where the catalog has nothing", events: "start none", is: "failed hopeless" },
		{ what: "is hopeless where the key is refused", events: "start refused:unauthorized", is: "failed hopeless" },
		{ what: "is false, but not hopeless, where nothing answers", events: "start refused:network", is: "failed" },
		{ what: "is false where it was stopped meanwhile", events: "start stop", is: "failed" },
		{ what: "is false where it was destroyed meanwhile", events: "start destroy", is: "failed" },
	];
	for (const { what, events, is } of answers) {
		it(`start ${what}`, () => {
			const scene = createStationScene({ query: "x" });
			scene.play(events);
			const result = scene.startResult();
			expect(result.kind === "failed" && result.isHopeless ? "failed hopeless" : result.kind).toBe(is);
		});
	}
});

describe("rows of which a field is absent", () => {
	const whole: Track = {
		...song("1"),
		bpm: 120,
		score: 0.9,
		key: "C",
		scale: "minor",
		key_confidence: 0.9,
		loudness_lufs: -12,
		true_peak_dbtp: -1,
		mood: { arousal: 0.2 },
	};
	for (const [field] of pairs(whole)) {
		if (field === "asset_id") continue;
		it(`are played without their ${field}`, () => {
			const scene = createStationScene({ query: "x", crossfade: "auto", energy: "rise" });
			const rows = ["1", "2", "3", "4"].map((id): Track => ({ ...whole, asset_id: id, [field]: undefined }));
			scene.play("start");
			scene.send({ kind: "rows", question: scene.asked()!, rows });
			scene.send({ kind: "structure", structure: { asset_id: scene.on()! } as TrackStructure });
			scene.play("+400");
			expect(scene.state()).toBe("playing");
			expect(scene.history().size()).toBeGreaterThan(0);
			expect(scene.document()?.now?.duration).toBe(field === "duration" ? 180 : 60);
		});
	}
});

describe("a seed that the catalog does not know", () => {
	it("is warned about once, by its id, and one that it knows is not", () => {
		const scene = createStationScene({ seed: ["1", "404"] });
		scene.play("start");
		scene.log();
		scene.play("rows:1");
		expect(scene.log().filter(words => words === "warn")).toHaveLength(1);
		scene.play("rows:2,3 stop start +60");
		expect(scene.log().filter(words => words === "warn")).toHaveLength(0);
	});

	it("gives way to what is known", () => {
		const scene = createStationScene({ seed: "404", fallback: ["99"] });
		scene.play("start none refused:not-found");
		expect(scene.on()).toBe("99");
	});

	it("gives way to what is played everywhere, where the game names nothing else", () => {
		const scene = createStationScene({ seed: "404" });
		scene.play("start none refused:not-found");
		expect(scene.asked()?.source.kind).toBe("trending");
		scene.play("rows:1,2,3,4,5");
		expect(scene.on()).toBe("1");
		scene.play("+60 +60 +60");
		expect(scene.history()).toBe("3 2 1");
	});

	it("plays where there is nothing else, and is no likeness of itself", () => {
		const scene = createStationScene({ seed: "404" });
		scene.play("start none rows:404 none");
		expect(scene.on()).toBe("404");
		expect(scene.station.shown.nowPlaying!.reason).toContain("a seed that the catalog does not know");
	});
});
