import { describe, expect, it } from "@rbxts/jest-globals";

import { createStationScene, song } from "../../../test/rbx/station-scene";
import { readAsk } from "./read-ask";
import { admit, createRequests, forgetRequests, queueRefusal } from "./requests";

const PLAYING = "start rows:1,2,3,4,5,6,7,8,9";

describe("requests of players", () => {
	it("are so many in any minute for each, and forgotten with the player", () => {
		const requests = createRequests(2);
		expect(admit(requests, 7, 0)).toBeUndefined();
		expect(admit(requests, 7, 20)).toBeUndefined();
		expect(admit(requests, 7, 30)).toBe("you may request again in 30 s");
		expect(admit(requests, 8, 30)).toBeUndefined();
		expect(admit(requests, 7, 60)).toBeUndefined();
		forgetRequests(requests, 8);
		expect(requests.madeAt.size()).toBe(1);
	});

	it("come before what the station chose by itself, in their order, with the name of who asked", () => {
		const scene = createStationScene({ query: "x" });
		scene.play(PLAYING);
		for (const id of ["20", "21"]) {
			scene.send({ kind: "request", track: song(id), position: "requested", by: { who: 7, name: "Ann" } });
		}
		expect(scene.queue()).toBe("20 21 2 3 4");
		expect(scene.document()?.queue[0]?.reason).toBe("requested by Ann");
		scene.send({ kind: "request", track: song("22"), position: "next" });
		scene.send({ kind: "request", track: song("23"), position: "requested", by: { who: 8, name: "Bob" } });
		expect(scene.queue()).toBe("22 20 21 23 2 3 4");
	});

	it("are not taken of what is on or waits already, nor more than three of one player or thirty in all", () => {
		const scene = createStationScene({ query: "x" });
		scene.play(PLAYING);
		const { brain } = scene.station;
		const ask = (id: number, who: number): string | undefined => {
			const refusal = queueRefusal(brain, scene.on(), `${id}`, who);
			if (refusal === undefined) {
				scene.send({ kind: "request", track: song(`${id}`), position: "requested", by: { who, name: "x" } });
			}
			return refusal;
		};
		expect(ask(1, 7)).toBe("this track is on");
		expect(ask(4, 7)).toBeUndefined();
		expect(ask(4, 8)).toBe("this track was requested already");
		for (const id of [100, 101]) expect(ask(id, 7)).toBeUndefined();
		expect(ask(102, 7)).toMatch("^3 of your requests are waiting");
		for (const id of $range(200, 226)) expect(ask(id, id)).toBeUndefined();
		expect(ask(300, 9)).toBe("too many requests are waiting");
	});
});

describe("what players ask of a station", () => {
	it("is read as far as its form can be trusted", () => {
		expect(readAsk({ kind: "request", id: "42", position: "next", more: "x" })).toEqual({
			kind: "request",
			id: "42",
			position: "next",
		});
		expect(readAsk({ kind: "request", id: "42", position: 5 })).toEqual({ kind: "request", id: "42", position: "end" });
		expect(readAsk({ kind: "volume", to: 0.5, seconds: 1e9 })).toEqual({ kind: "volume", to: 0.5, seconds: 60 });
		expect(readAsk({ kind: "volume", to: 1 })).toEqual({ kind: "volume", to: 1, seconds: 0 });
		for (const kind of ["skip", "previous", "dj"]) expect(readAsk({ kind })).toEqual({ kind });
	});

	it("is nothing otherwise", () => {
		const nan = 0 / 0;
		for (const payload of [
			"skip",
			{},
			{ kind: "destroy" },
			{ kind: "request" },
			{ kind: "request", id: 42 },
			{ kind: "request", id: "9".rep(100) },
			{ kind: "request", id: "http://x" },
			{ kind: "request", id: "" },
			{ kind: "volume", to: nan },
			{ kind: "volume", to: 1.5 },
			{ kind: "volume", to: -1 },
			{ kind: "volume", to: "1" },
		]) {
			expect(readAsk(payload)).toBeUndefined();
		}
	});
});

describe("the tally of votes", () => {
	it("counts those who hear the station, tells each change, and begins anew with the next track", () => {
		const scene = createStationScene({ query: "x" });
		scene.play(`join:7 join:8 join:9 ${PLAYING} ready:7:1 ready:7:2`);
		scene.log();
		scene.play("vote:7:skip vote:7:skip vote:8:up muted:9");
		expect(scene.log().filter(words => words.sub(1, 5) === "votes")).toEqual(["votes 1/2", "votes 1/2", "votes 1/2"]);
		expect(scene.station.shown.votes).toEqual({ skip: 1, up: 1, down: 0, listeners: 2, needed: 2 });
		scene.play("vote:8:skip frame");
		expect(scene.on()).toBe("2");
		expect(scene.station.shown.votes).toEqual({ skip: 0, up: 0, down: 0, listeners: 2, needed: 2 });
		scene.play("stop");
		expect(scene.station.shown.votes.listeners).toBe(0);
	});
});
