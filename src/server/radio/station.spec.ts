import { describe, expect, it } from "@rbxts/jest-globals";

import { cases, PLAYING } from "../../../test/rbx/station-cases";
import { createStationScene, song } from "../../../test/rbx/station-scene";

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
