import { describe, expect, it } from "@rbxts/jest-globals";

import { song } from "../../../test/rbx/station-scene";
import { createPlayout } from "../radio/playout";
import { type ListEffect, type ListEvent, type ListState, stepList } from "./list-step";
import { createTrackList } from "./track-list";

function inWords(effect: ListEffect): string | undefined {
	switch (effect.kind) {
		case "track-changed":
			return `track ${effect.track?.asset_id ?? "none"}`;
		case "track-failed":
			return `failed ${effect.track.asset_id}`;
		case "listening":
			return effect.what;
		case "listening-on":
			return `on ${effect.track.asset_id}`;
		case "queue-finished":
			return "finished";
		default:
			return undefined;
	}
}

/** Runs events, one word each: `set:1,2,3`, `mix:1,2,3`, `play`, `+10`, `join`, `ready:1`, `failed:1`, `now:9`... */
function after(events: string, crossfade = 0) {
	let now = 1000;
	let wakeAt: number | undefined;
	const log = new Array<string>();
	const state: ListState = {
		list: createTrackList(() => 0),
		playout: createPlayout(crossfade, 0.5),
		masthead: { name: "list", output: "players" },
		loudness: -14,
		isPlaying: false,
		isDestroyed: false,
	};

	function send(event: ListEvent): void {
		for (const effect of stepList(state, event, now)) {
			if (effect.kind === "wake") wakeAt = effect.at;
			const words = inWords(effect);
			if (words !== undefined) log.push(words);
		}
	}

	function pass(seconds: number): void {
		const goal = now + seconds;
		for (const _ of $range(1, 10000)) {
			if (wakeAt === undefined || wakeAt > goal) break;
			now = math.max(now, wakeAt);
			wakeAt = undefined;
			send({ kind: "time" });
		}
		now = goal;
	}

	function run(command: string): void {
		if (command.sub(1, 1) === "+") return pass(tonumber(command.sub(2))!);
		if (command === "prompt") {
			state.playout.isPrompt = true;
			return;
		}
		const [word, rest] = command.split(":") as [string, string | undefined];
		const tracks = rest !== undefined ? rest.split(",").map(id => song(id, 20)) : [];
		if (word === "set" || word === "mix") send({ kind: "set-queue", tracks, isShuffled: word === "mix" });
		else if (word === "add") send({ kind: "queue", tracks, isShuffled: false });
		else if (word === "now") send({ kind: "play-track", track: tracks[0]! });
		else if (word === "join") send({ kind: "joined", who: 7 });
		else if (word === "ready") send({ kind: "report", who: 7, report: { kind: "ready", id: rest!, length: 20 } });
		else if (word === "failed") send({ kind: "report", who: 7, report: { kind: "failed", id: rest!, why: "x" } });
		else send({ kind: word } as ListEvent);
	}

	for (const command of events.split(" ")) run(command);
	return { state, log, on: state.playout.timeline.current?.track.asset_id };
}

describe("a player of a list", () => {
	const rows: Array<[what: string, events: string, log: string[]]> = [
		["does nothing without a list", "play skip previous pause resume stop", []],
		[
			"plays in order and says when it is over",
			"set:1,2 play +50",
			["on 1", "track 1", "on 2", "track 2", "off", "track none", "finished"],
		],
		[
			"starts over after the end",
			"set:1 play +30 play",
			["on 1", "track 1", "off", "track none", "finished", "on 1", "track 1"],
		],
		[
			"goes on with what was stopped",
			"set:1,2 play stop play",
			["on 1", "track 1", "off", "track none", "on 1", "track 1"],
		],
		["resumes what is paused", "set:1 play pause play +10", ["on 1", "track 1", "pause", "resume"]],
		["holds while paused", "set:1,2 play pause +60", ["on 1", "track 1", "pause"]],
		["skips", "set:1,2 play skip", ["on 1", "track 1", "skipping", "on 2", "track 2"]],
		[
			"is over after a skip of the last",
			"set:1 play skip",
			["on 1", "track 1", "skipping", "off", "track none", "finished"],
		],
		[
			"goes back",
			"set:1,2 play skip previous",
			["on 1", "track 1", "skipping", "on 2", "track 2", "skipping", "on 1", "track 1"],
		],
		["has nothing before the first", "set:1,2 play previous", ["on 1", "track 1"]],
		["plays a track in between", "set:1,2 play now:9 +22", ["on 1", "track 1", "on 9", "track 9", "on 2", "track 2"]],
		["stops when its list is another", "set:1,2 play set:5,6 +22", ["on 1", "track 1", "off", "track none"]],
		[
			"starts another list with its first",
			"set:1,2 play set:5,6 play",
			["on 1", "track 1", "off", "track none", "on 5", "track 5"],
		],
		["is on at once though nobody has loaded it", "join set:1,2 play", ["track 1"]],
		["sounds at once where the server sounds", "prompt join set:1,2 play", ["on 1", "track 1"]],
		[
			"starts with what was still loading when it was stopped",
			"join set:1,2 play stop play",
			["track 1", "off", "track none", "track 1"],
		],
		[
			"goes on with what is added at the last moment",
			"set:1 play +15 add:2 +10",
			["on 1", "track 1", "on 2", "track 2"],
		],
		[
			"passes over what is dead",
			"join set:1,2,3 play ready:1 failed:2 ready:3 +25",
			["track 1", "on 1", "failed 2", "on 3", "track 3"],
		],
		[
			"leaves what turns out dead while it is on, which nobody heard",
			"set:1,2 play join failed:1 ready:2",
			["on 1", "track 1", "unheard", "failed 1", "track 2", "on 2"],
		],
		[
			"is over where all are dead",
			"join set:1,2 play failed:1 failed:2",
			["track 1", "failed 1", "track 2", "failed 2", "off", "track none", "finished"],
		],
		[
			"passes over what is still loading when it is skipped",
			"join set:1,2,3 play skip ready:2",
			["track 1", "skipping", "track 2", "on 2"],
		],
		[
			"goes on with the list where a track in between does not load",
			"join set:1,2 play ready:1 now:9 failed:9 ready:2",
			["track 1", "on 1", "track 9", "failed 9", "track 2", "on 2"],
		],
		[
			"does not play what is dead",
			"join set:1 play failed:1 now:1",
			["track 1", "failed 1", "off", "track none", "finished"],
		],
		["hears nothing after its end", "set:1 play destroy play now:9 set:2", ["on 1", "track 1", "off", "track none"]],
	];
	for (const [what, events, log] of rows) {
		it(what, () => {
			expect(after(events).log).toEqual(log);
		});
	}

	it("crossfades where it is told to, and else cuts at the end", () => {
		expect(after("set:1,2 play +17", 4).on).toBe("2");
		expect(after("set:1,2 play +17").on).toBe("1");
	});

	it("plays another order each time a shuffled list starts over", () => {
		const { state } = after("mix:1,2,3,4 play +90 play");
		expect(state.list.tracks.size()).toBe(4);
		expect(state.playout.timeline.current).toBeDefined();
		expect(state.list.isMixed).toBe(true);
	});
});
