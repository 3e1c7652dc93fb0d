import { beforeEach, describe, expect, it } from "@rbxts/jest-globals";

import { song } from "../../../test/rbx/station-scene";
import { hear } from "./audience";
import {
	advance,
	aheadOf,
	changeVolume,
	createPlayout,
	type Finding,
	follow,
	halt,
	look,
	lookAgainAt,
	noteWanted,
	type Playout,
	watchedAssets,
} from "./playout";
import type { Entry } from "./timeline";

const entry = (id: string): Entry => ({ track: song(id), reason: "", gain: 1, length: 60 });
const queueOf = (...ids: string[]): Entry[] => ids.map(entry);

describe("what is on, and what follows", () => {
	let playout: Playout;
	const join = (who: number): void => hear(playout.audience, { kind: "joined", who }, 0, () => true);
	const ready = (who: number, id: string, now = 0): void => {
		hear(playout.audience, { kind: "report", who, report: { kind: "ready", id, length: 60 } }, now, () => true);
	};
	/** Looks until nothing is to be done. */
	function run(queue: Entry[], now: number): string[] {
		const found = new Array<string>();
		for (const _ of $range(1, 9)) {
			const finding: Finding | undefined = look(playout, queue, now);
			if (finding === undefined) break;
			found.push(finding.kind === "dry" ? "dry" : `${finding.kind} ${finding.entry.track.asset_id}`);
			if (finding.kind !== "next") break;
			queue.remove(finding.index);
			follow(playout, finding);
		}
		return found;
	}

	beforeEach(() => {
		playout = createPlayout(6, 0.5);
	});

	it("is nothing before it is wanted, and the first where nobody has to load it", () => {
		const queue = queueOf("1", "2");
		expect(run(queue, 0)).toEqual([]);
		advance(playout, 0);
		expect(run(queue, 0)).toEqual(["next 1"]);
		expect(playout.timeline.current?.track.asset_id).toBe("1");
	});

	it("waits for a machine, and plays what one has rather than wait for long", () => {
		join(7);
		advance(playout, 0);
		const queue = queueOf("1", "2");
		expect(run(queue, 1)).toEqual([]);
		ready(7, "2");
		expect(run(queue, 3)).toEqual([]);
		expect(run(queue, 5)).toEqual(["next 2"]);
	});

	it("gives way by itself when its time has come, and runs dry where nothing follows", () => {
		advance(playout, 0);
		const queue = queueOf("1", "2");
		run(queue, 0);
		const due = lookAgainAt(playout, queue, 0)!;
		expect(due).toBeGreaterThan(50);
		expect(due).toBeLessThan(60);
		expect(run(queue, due - 1)).toEqual([]);
		expect(run(queue, due)).toEqual(["next 2"]);
		expect(run(queue, due + 61)).toEqual(["dry"]);
	});

	it("loads two ahead, and more where one of them takes long", () => {
		join(7);
		const queue = queueOf("1", "2", "3", "4", "5");
		expect(aheadOf(playout, queue, 0)).toEqual(["1", "2"]);
		noteWanted(playout, ["1", "2"], 0);
		expect(aheadOf(playout, queue, 9)).toEqual(["1", "2", "3", "4"]);
		ready(7, "1", 9);
		expect(aheadOf(playout, queue, 9)).toEqual(["1", "2", "3"]);
		expect(watchedAssets(playout, queue, 9)).toHaveLength(3);
	});

	it("ends with everything that was wanted, and its volume goes on", () => {
		advance(playout, 0);
		run(queueOf("1"), 0);
		changeVolume(playout, 0.2, 3, 10);
		halt(playout);
		expect(playout.timeline.current).toBeUndefined();
		expect(look(playout, queueOf("2"), 20)).toBeUndefined();
		expect(playout.rampUntil).toBe(13);
		expect(lookAgainAt(playout, queueOf("2"), 20)).toBeUndefined();
	});
});
