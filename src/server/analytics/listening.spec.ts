import { describe, expect, it } from "@rbxts/jest-globals";

import type { EventInput } from "./event";
import { createListening, type Listening } from "./listening";

function scene(): { listening: Listening; told: string[]; player: { id?: number }; at: (now: number) => void } {
	const told: string[] = [];
	let now = 0;
	const player: { id?: number } = { id: 7 };
	const port = {
		track: (_: string, kind: string, input: EventInput) => {
			told.push(`${kind} ${input.assetId} ${input.duration ?? "unknown"} by ${input.playerId ?? "nobody"}`);
			return $tuple(true, undefined);
		},
		onClose: () => () => {},
		onRound: () => ({ wake: () => {}, remove: () => {} }),
	};
	const at = (to: number) => {
		now = to;
	};
	return {
		listening: createListening(
			port,
			() => player.id,
			() => now,
		),
		told,
		player,
		at,
	};
}

describe("listening", () => {
	it("tells a track's length when it begins and the seconds heard when the next one does", () => {
		const { listening, told, at } = scene();
		at(100);
		listening.on("11", 180);
		at(160.25);
		listening.on("12", 0);
		at(163);
		listening.off();
		expect(told).toEqual(["play 11 180 by 7", "stop 11 60.25 by 7", "play 12 unknown by 7", "stop 12 2.75 by 7"]);
	});

	it("leaves pauses out, however often pause and resume are said", () => {
		const { listening, told, at } = scene();
		at(0);
		listening.on("11", 180);
		at(10);
		listening.pause();
		at(20);
		listening.pause();
		at(50);
		listening.resume();
		at(55);
		listening.resume();
		at(60);
		listening.off();
		expect(told[1]).toBe("stop 11 20 by 7");
	});

	it("ends a paused track with what was heard before", () => {
		const { listening, told, at } = scene();
		at(0);
		listening.on("11", 180);
		at(10);
		listening.pause();
		at(500);
		listening.off();
		expect(told[1]).toBe("stop 11 10 by 7");
	});

	it("does not count what follows a skip while paused, until it goes on", () => {
		const { listening, told, at } = scene();
		listening.on("11", 180);
		listening.pause();
		listening.skipping();
		at(10);
		listening.on("12", 180);
		at(20);
		listening.resume();
		at(25);
		listening.off();
		expect(told[3]).toBe("stop 12 5 by 7");
	});

	it("is a skip when somebody wanted the next one, and only once", () => {
		const { listening, told, at } = scene();
		at(0);
		listening.on("11", 180);
		listening.skipping();
		at(4);
		listening.on("12", 180);
		at(5);
		listening.off();
		expect(told).toEqual(["play 11 180 by 7", "skip 11 4 by 7", "play 12 180 by 7", "stop 12 1 by 7"]);
	});

	it("was heard no longer than it is, and not at all when nobody could load it", () => {
		const { listening, told, at } = scene();
		at(0);
		listening.on("11", 30);
		at(31);
		listening.on("13", 30);
		listening.unheard();
		at(60);
		listening.off();
		expect([told[1], told[3]]).toEqual(["stop 11 30 by 7", "stop 13 0 by 7"]);
	});

	it("speaks of the player of the moment, and says nothing twice", () => {
		const { listening, told, player, at } = scene();
		at(0);
		listening.on("11", 30);
		player.id = undefined;
		at(3);
		listening.off();
		at(4);
		listening.off();
		expect(told).toEqual(["play 11 30 by 7", "stop 11 3 by nobody"]);
	});
});
