import { describe, expect, it } from "@rbxts/jest-globals";

import { createStationScene, song } from "../../../test/rbx/station-scene";
import type { Track } from "../../shared/wire/music";
import type { TrackStructure } from "../../shared/wire/structure";
import type { RadioOptions } from "./options";

interface Row {
	what: string;
	/** Default: a search. */
	options?: RadioOptions;
	events: string;
	on?: string;
	queue?: string;
	history?: string;
	state?: string;
}

function cases(rows: ReadonlyArray<Row>): void {
	for (const { what, options, events, on, queue, history, state } of rows) {
		it(what, () => {
			const scene = createStationScene(options ?? { query: "x" });
			scene.play(events);
			expect(scene.on() ?? "none").toBe(on ?? "none");
			if (queue !== undefined) expect(scene.queue()).toBe(queue);
			if (history !== undefined) expect(scene.history()).toBe(history);
			if (state !== undefined) expect(scene.state()).toBe(state);
		});
	}
}

const PLAYING = "start rows:1,2,3,4,5,6,7,8,9";

describe("a station that opens", () => {
	cases([
		{ what: "plays the first of its rows and decides on the next three", events: PLAYING, on: "1", queue: "2 3 4" },
		{ what: "is starting until then", events: "start", state: "starting" },
		{
			what: "opens with its seed, whatever else came",
			options: { seed: "5" },
			events: "start rows:5 rows:6,7,8",
			on: "5",
		},
		{ what: "plays nothing where it was stopped while it started", events: "start stop rows:1,2,3", state: "stopped" },
		{ what: "starts once, however often it is asked", events: "start start rows:1,2,3,4", on: "1", queue: "2 3 4" },
		{ what: "begins anew after a stop", events: `${PLAYING} stop start`, on: "2", state: "playing" },
		{ what: "waits for a machine to have loaded the track", events: `join:7 ${PLAYING}`, state: "starting" },
		{ what: "plays what the machine has loaded", events: `join:7 ${PLAYING} ready:7:1`, on: "1", state: "playing" },
		{ what: "does not wait for machines that tell nothing", events: `join:7 ${PLAYING} +4.5`, on: "1" },
		{
			what: "plays what is loaded rather than wait for what is not",
			events: `join:7 ${PLAYING} ready:7:2 +5`,
			on: "2",
			queue: "1 3 4",
		},
	]);

	it("says what it does, in order", () => {
		const scene = createStationScene({ query: "x" });
		scene.play("start");
		expect(scene.log("wake")).toEqual(["state starting", "ask search 0"]);
		scene.play("rows:1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16");
		expect(scene.log("wake", "probe")).toEqual(["track 1", "queue", "state playing", "publish playing"]);
		scene.play("+60");
		expect(scene.log("wake", "probe", "ask")).toEqual(["track 2", "queue", "publish playing"]);
	});

	it("opens with what was baked, without a word from the catalog", () => {
		const tracks = ["1", "2", "3", "4"].map(id => song(id));
		const scene = createStationScene({ seed: "1" }, { tracks });
		scene.play("start");
		expect(scene.on()).toBe("1");
		expect(scene.asked()?.source.kind).toBe("similar");
	});
});

describe("skips", () => {
	cases([
		{ what: "go on with the next", events: `${PLAYING} skip frame`, on: "2", queue: "3 4 5", history: "1" },
		{
			what: "land on the former second, where there are two in a frame",
			events: `${PLAYING} skip skip frame`,
			on: "3",
			history: "1",
		},
		{
			what: "go beyond the queue, and find it full",
			events: `${PLAYING} skip skip skip skip skip frame`,
			on: "6",
			queue: "7 8 9",
		},
		{ what: "do nothing before the frame is over", events: `${PLAYING} skip skip`, on: "1" },
		{ what: "of a stopped station are forgotten", events: `${PLAYING} skip stop start frame`, on: "2" },
		{
			what: "pass over what is waited for",
			events: `join:7 ${PLAYING} ready:7:1 skip frame skip frame ready:7:3`,
			on: "3",
			history: "1",
		},
		{ what: "wait for the load, and what is on goes on", events: `join:7 ${PLAYING} ready:7:1 skip frame`, on: "1" },
		{ what: "while paused change the track silently", events: `${PLAYING} pause skip frame`, on: "2", state: "paused" },
	]);
});

describe("a storm of skips", () => {
	it("never stops the music, and leaves the queue full", () => {
		const scene = createStationScene({ query: "x" });
		scene.play(`${PLAYING} ${"skip ".rep(40)} frame +1 ${"skip ".rep(40)} frame`);
		expect(scene.on()).toBeDefined();
		expect(scene.queue().split(" ").size()).toBe(3);
	});
});

describe("going back", () => {
	cases([
		{ what: "goes nowhere from the first track", events: `${PLAYING} previous`, on: "1", queue: "2 3 4", history: "" },
		{
			what: "brings the track before; the current one comes next",
			events: `${PLAYING} skip frame previous`,
			on: "1",
			queue: "2 3 4 5",
			history: "",
		},
		{ what: "goes a track further each time", events: `${PLAYING} skip frame skip frame previous previous`, on: "1" },
		{
			what: "goes two back where the first is still loading",
			events: `join:7 ${PLAYING} ready:7:1 skip frame ready:7:2 skip frame ready:7:3 previous previous ready:7:1`,
			on: "1",
			queue: "2 3 4 5 6",
		},
	]);
});

describe("requests", () => {
	cases([
		{ what: "go first", events: `${PLAYING} request:20:next`, on: "1", queue: "20 2 3 4" },
		{ what: "go last", events: `${PLAYING} request:20:end`, on: "1", queue: "2 3 4 20" },
		{
			what: "move where they are made twice",
			events: `${PLAYING} request:20:end request:20:next`,
			queue: "20 2 3 4",
			on: "1",
		},
		{ what: "play at once where nothing is on yet", events: "start request:20:end", on: "20" },
		{ what: "wait for the start", events: "request:20:end", queue: "20", state: "idle" },
		{ what: "may be of the track that is on", events: `${PLAYING} request:1:next skip frame`, on: "1", history: "1" },
		{
			what: "of a dead asset come to nothing",
			events: `join:7 ${PLAYING} ready:7:1 failed:7:2 request:2:next`,
			on: "1",
			queue: "3 4 5",
		},
	]);
});

describe("pausing", () => {
	cases([
		{ what: "keeps the track beyond its end", events: `${PLAYING} +30 pause +100`, on: "1", state: "paused" },
		{ what: "goes on where it was", events: `${PLAYING} +30 pause +100 resume +23`, on: "1", state: "playing" },
		{ what: "and changes as late as it was paused", events: `${PLAYING} +30 pause +100 resume +25`, on: "2" },
		{ what: "twice is once", events: `${PLAYING} +30 pause +10 pause resume resume +25`, on: "2" },
		{ what: "does nothing before anything is on", events: "start pause rows:1,2,3", on: "1", state: "playing" },
		{ what: "ends with a stop", events: `${PLAYING} pause stop start`, on: "2", state: "playing" },
	]);

	it("moves the moment at which position 0 was", () => {
		const scene = createStationScene({ query: "x" });
		scene.play(`${PLAYING} +30 pause +100 resume`);
		expect(scene.station.shown.nowPlaying!.startedAt).toBe(1100);
		expect(scene.log("wake").includes("track none")).toBe(false);
	});
});

describe("votes", () => {
	const THREE = `join:1 join:2 join:3 ${PLAYING} ready:1:1 ready:1:2`;
	cases([
		{ what: "of one in three change nothing", events: `${THREE} vote:1:skip frame`, on: "1" },
		{ what: "of two in three skip", events: `${THREE} vote:1:skip vote:2:skip frame`, on: "2" },
		{ what: "count once a listener", events: `${THREE} vote:1:skip vote:1:skip frame`, on: "1" },
		{ what: "may be taken back", events: `${THREE} vote:1:skip vote:1:up vote:2:skip frame`, on: "1" },
		{
			what: "of those who do not hear it are not counted",
			events: `${THREE} muted:3 away:2 vote:1:skip frame`,
			on: "2",
		},
		{ what: "of nobody known are nothing", events: `${THREE} vote:9:skip vote:8:skip frame`, on: "1" },
		{ what: "become a majority when others leave", events: `${THREE} vote:1:skip leave:2 leave:3 frame`, on: "2" },
		{ what: "end with the track", events: `${THREE} vote:1:skip skip frame vote:2:skip frame`, on: "2" },
	]);
});

describe("assets that do not load", () => {
	const HEARD = `join:7 ${PLAYING} ready:7:1`;
	cases([
		{ what: "leave the queue before they are on", events: `${HEARD} failed:7:2`, on: "1", queue: "3 4 5" },
		{ what: "are left while they are on", events: `${HEARD} ready:7:2 join:8 join:9 failed:8:1 failed:9:1`, on: "2" },
		{
			what: "are not judged by the first of several machines",
			events: `join:7 join:8 ${PLAYING} failed:7:1`,
			queue: "1 2 3",
		},
		{
			what: "are, when the others have had their time to say anything",
			events: `join:7 join:8 ${PLAYING} failed:7:1 +30`,
			queue: "2 3 4",
		},
		{ what: "are no matter where they are not waited for", events: `${HEARD} failed:7:4`, on: "1", queue: "2 3 4" },
		{
			what: "leave nothing where all fail",
			events: "join:7 start rows:1,2 failed:7:1 failed:7:2",
			queue: "",
			state: "starting",
		},
		{
			what: "give way to the fallback where all fail",
			options: { query: "x", fallback: ["99"] },
			events: "join:7 start rows:1,2 failed:7:1 failed:7:2 ready:7:99",
			on: "99",
		},
		{ what: "that hang are passed over", events: `join:7 ${PLAYING} ready:7:2 +5 +60`, on: "2" },
		{
			what: "that hang for a minute are dead, where nothing else is loaded either",
			events: `join:7 ${PLAYING} ready:7:9 +59.9 ready:7:9 +1`,
			queue: "3 4 5",
		},
	]);

	it("are told once each", () => {
		const scene = createStationScene({ query: "x" });
		scene.play(`${HEARD} failed:7:2 failed:7:2 failed:7:3`);
		expect(scene.log().filter(words => words.sub(1, 6) === "failed")).toEqual(["failed 2 Failure", "failed 3 Failure"]);
	});

	it("are tried by the server where no player is", () => {
		const scene = createStationScene({ query: "x", output: "server" });
		scene.play(PLAYING);
		expect(scene.log().filter(words => words.sub(1, 5) === "probe")).toEqual(["probe 2", "probe 3", "probe 1"]);
		scene.play("probed:2:Failure");
		expect(scene.queue()).toBe("3 4 5");
		scene.play("join:7");
		scene.log();
		scene.play("skip frame");
		expect(scene.log().some(words => words.sub(1, 5) === "probe")).toBe(false);
	});
});

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

describe("what players are told", () => {
	it("is the next track once it is known to load, with the moment at which it comes", () => {
		const scene = createStationScene({ query: "x" });
		scene.play(`join:7 ${PLAYING} ready:7:1`);
		expect(scene.document()?.next).toBeUndefined();
		expect(scene.document()?.ahead).toEqual(["2", "3"]);
		scene.play("ready:7:2");
		expect(scene.document()?.next?.id).toBe("2");
		expect(scene.document()?.next?.at).toBeCloseTo(1053.85, 5);
		scene.play("+53.8");
		expect(scene.on()).toBe("1");
		scene.play("+0.1");
		expect(scene.on()).toBe("2");
	});

	it("is told once, and not again where nothing is new", () => {
		const scene = createStationScene({ query: "x" });
		scene.play(`join:7 ${PLAYING} ready:7:1 ready:7:2`);
		scene.log();
		scene.play("ready:7:2 resume volume:0.5");
		expect(
			scene
				.log()
				.filter(words => words.sub(1, 7) === "publish")
				.size(),
		).toBe(0);
		scene.play("volume:0.2:3");
		expect(scene.log("wake")).toEqual(["publish playing"]);
		expect(scene.document()?.rampUntil).toBe(1003);
	});

	it("is nothing at all before the first track is wanted on", () => {
		const scene = createStationScene({ query: "x" });
		scene.play("start join:7");
		expect(scene.document()).toBeUndefined();
		scene.play("rows:1,2,3 stop");
		expect(scene.document()?.state).toBe("stopped");
	});
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

describe("the end", () => {
	it("stops, releases everything, and hears nothing any more", () => {
		const scene = createStationScene({ query: "x" });
		scene.play(`join:7 ${PLAYING}`);
		scene.log();
		scene.play("destroy");
		expect(scene.log()).toEqual(["state stopped", "publish stopped", "votes 0/1", "wake", "release"]);
		scene.play("ready:7:1 start skip frame request:5:next vote:7:skip volume:1 destroy");
		expect(scene.log()).toEqual([]);
		expect(scene.on()).toBeUndefined();
	});

	it("comes, with a warning, when the game's own Sound is destroyed", () => {
		const scene = createStationScene({ query: "x", output: "server" });
		scene.play(PLAYING);
		scene.log();
		scene.play("sound-gone");
		expect(scene.log("wake")).toEqual(["warn", "track none", "state stopped", "publish stopped"]);
	});
});
