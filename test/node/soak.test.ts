import assert from "node:assert/strict";
import { test } from "node:test";

import { FAULTS } from "../../bench/chaos/faults.ts";
import { createEar } from "../../bench/ear.ts";
import { dayOf, HOUR } from "../../bench/soak/day.ts";
import { judgeSoak, slopeOf } from "../../bench/soak/judge.ts";
import type { Counts, Hour, Measured } from "../../bench/soak/measure.ts";

const COUNTS: Counts = { instances: 300, sounds: 50, connections: 40, threads: 6 };
const HOUR_OF_REST: Hour = { server: COUNTS, regular: COUNTS, guests: COUNTS, heap: 12_000, requests: 120 };
const SILENCE = { peer: "player1", seconds: 2, since: 4000 };
const day = (
	change: (hour: Hour, at: number) => Partial<Hour> = () => ({}),
	more: Partial<Measured> = {},
): Measured => ({
	hours: Array.from({ length: 24 }, (_, at) => ({ ...HOUR_OF_REST, ...change(HOUR_OF_REST, at) })),
	silences: [
		{ of: "radio", ...SILENCE },
		{ of: "zones", ...SILENCE },
	],
	machines: 3,
	steps: 1,
	errors: [],
	...more,
});

test("a day is the same for the same seed, and another for another", () => {
	assert.deepEqual(dayOf(24, 1), dayOf(24, 1));
	assert.notDeepEqual(dayOf(24, 1), dayOf(24, 2));
	assert.deepEqual(
		dayOf(3, 1).events,
		dayOf(24, 1).events.filter(({ at }) => at < 3 * HOUR),
	);
});

test("every hour has as much of everything, and ends with one player, who rests", () => {
	const { events, outages } = dayOf(24, 7);
	for (let hour = 0; hour < 24; hour++) {
		const own = events.filter(
			({ at, who, kind }) => at >= hour * HOUR && at < (hour + 1) * HOUR && !(who === "regular" && kind === "join"),
		);
		const count = (kind: string): number => own.filter(event => event.kind === kind).length;
		assert.deepEqual(
			["join", "leave", "die", "teleport", "stall", "build", "change", "demolish", "census"].map(count),
			[3, 3, 4, 8, 4, 1, 2, 1, 1],
			`hour ${hour}`,
		);
		const here = new Set<unknown>();
		for (const { kind, who } of own)
			if (kind === "join") here.add(who);
			else if (kind === "leave") assert.ok(here.delete(who), String(who));
			else if (kind === "census") assert.equal(here.size, 0);
		assert.equal(own.findLast(({ kind }) => kind === "rest")!["rests"], true);
		assert.ok(outages[hour]!.from > hour * HOUR && outages[hour]!.to < (hour + 1) * HOUR - 10 * 60);
		assert.ok(FAULTS[outages[hour]!.how], outages[hour]!.how);
	}
});

test("one odd hour bends no slope", () => {
	assert.equal(slopeOf([5, 5, 900, 5, 5, 5]), 0);
	assert.equal(slopeOf([1, 2, 3, 4]), 1);
});

test("an even day is fine, and what fills up in the first hours too", () => {
	assert.deepEqual(judgeSoak(day()).faults, []);
	assert.deepEqual(judgeSoak(day(({ heap }, at) => ({ heap: heap - Math.max(0, 4 - at) * 1000 }))).faults, []);
});

const GROWS: readonly (readonly [string, Measured, RegExp])[] = [
	[
		"instances",
		day((_, at) => ({ server: { ...COUNTS, instances: 300 + at } })),
		/^server: instances grows by 24 a day/,
	],
	[
		"connections",
		day((_, at) => ({ regular: { ...COUNTS, connections: 40 + at } })),
		/^regular: connections grows by 24/,
	],
	["threads", day((_, at) => ({ regular: { ...COUNTS, threads: 6 + at } })), /^regular: threads grows by 24 a day/],
	[
		"heap",
		day((_, at) => ({ heap: 12_000 + at * 50 })),
		/^all machines: heap \(KB\) grows by 1200 a day; it may grow by 6\d\d$/,
	],
	["requests", day((_, at) => ({ requests: 120 + at })), /^server: requests an hour grows by 24 a day/],
	[
		"one busy hour",
		day((_, at) => ({ requests: at === 9 ? 500 : 120 })),
		/^an hour had 500 requests, the middle one 120$/,
	],
	["errors", day(undefined, { errors: ["server: oh"] }), /^raised: server: oh$/],
	[
		"silence",
		day(undefined, {
			silences: [
				{ of: "radio", ...SILENCE, seconds: 12 },
				{ of: "zones", ...SILENCE },
			],
		}),
		/^player1 heard no radio for 12\.0 s from 01:06:40 on; it may be 10 s$/,
	],
];
for (const [what, measured, fault] of GROWS)
	test(`a day is not fine for ${what}`, () => {
		const { faults } = judgeSoak(measured);
		assert.equal(faults.length, 1, faults.join("\n"));
		assert.match(faults[0]!, fault);
	});

test("an ear hears what plays and is loud, and tells how long nothing was", () => {
	const ear = createEar(path => path.startsWith("Radio"), 10);
	const sound = (t: number, event: string, id = "1", path = "Radio.Deck") =>
		ear.take({ t, peer: "p", kind: "sound", event, id, path });
	const gain = (t: number, value: number, id = "1") => ear.take({ t, peer: "p", kind: "gain", id, gain: value });
	sound(2, "play", "9", "Step");
	gain(2, 1, "9");
	assert.deepEqual(ear.longest(12), { seconds: 2, since: 10 });
	sound(14, "play");
	assert.equal(ear.longest(15).seconds, 5, "it plays, but nobody hears it yet");
	gain(16, 0.5);
	assert.deepEqual(ear.longest(60), { seconds: 6, since: 10 });
	sound(70, "play", "2");
	gain(70, 0.5, "2");
	gain(71, 0);
	sound(72, "ended");
	assert.equal(ear.longest(90).seconds, 6, "the other one goes on");
	sound(100, "destroy", "2");
	assert.deepEqual(ear.longest(120), { seconds: 20, since: 100 });
});
