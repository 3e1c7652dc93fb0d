import { describe, expect, it } from "@rbxts/jest-globals";

import { cases, PLAYING } from "../../../test/rbx/station-cases";
import { createStationScene } from "../../../test/rbx/station-scene";

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
