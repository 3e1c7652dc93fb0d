import { describe, expect, it } from "@rbxts/jest-globals";

import { type AnalyticsBrain, createBrain, pauseAfter } from "./brain";
import type { AnalyticsEvent } from "./event";
import { DEFAULT_SETTINGS } from "./settings";

const event = (id: number): AnalyticsEvent => ({ type: "play", asset_id: tostring(id), timestamp: 0 });
const idsOf = (batch: ReadonlyArray<AnalyticsEvent> | undefined) => (batch ?? []).map(held => tonumber(held.asset_id)!);
const brainOf = (more: object = {}) => createBrain({ ...DEFAULT_SETTINGS, ...more });

function fill(brain: AnalyticsBrain, from: number, to: number, now: number): number {
	let lost = 0;
	for (const id of $range(from, to)) lost += brain.add(event(id), now);
	return lost;
}

describe("rounds of sending", () => {
	it("leave an interval after the first event, with all that came since", () => {
		const brain = brainOf();
		expect(brain.dueAt()).toBeUndefined();
		fill(brain, 1, 1, 100);
		fill(brain, 2, 3, 110);
		expect(brain.dueAt()).toBe(130);
		expect(idsOf(brain.take())).toEqual([1, 2, 3]);
	});

	it("send batch after batch without waiting when more is queued than fits one", () => {
		const brain = brainOf({ maxBatchSize: 50 });
		fill(brain, 1, 49, 0);
		expect(brain.dueAt()).toBe(30);
		fill(brain, 50, 120, 1);
		expect(brain.dueAt()).toBe(1);
		const sizes: number[] = [];
		for (const now of [1, 2, 3]) {
			const batch = brain.take()!;
			sizes.push(batch.size());
			brain.settle(batch, { kind: "taken" }, now);
			if (now < 3) expect(brain.dueAt()).toBe(now);
		}
		expect(sizes).toEqual([50, 50, 20]);
		expect(brain.dueAt()).toBeUndefined();
	});

	it("never have two batches out", () => {
		const brain = brainOf({ maxBatchSize: 1 });
		fill(brain, 1, 2, 0);
		brain.take();
		expect(brain.take()).toBeUndefined();
		expect(brain.dueAt()).toBeUndefined();
	});

	it("come sooner when the interval is made shorter, counted from the first event", () => {
		const brain = brainOf();
		fill(brain, 1, 1, 100);
		brain.configure({ ...DEFAULT_SETTINGS, batchInterval: 10 });
		expect(brain.dueAt()).toBe(110);
		brain.configure({ ...DEFAULT_SETTINGS, batchInterval: 60 });
		expect(brain.dueAt()).toBe(110);
	});

	it("come within an interval for who counts, although nothing is queued", () => {
		const brain = brainOf();
		brain.arm(5);
		brain.arm(20);
		expect(brain.dueAt()).toBe(35);
	});
});

describe("a batch that failed", () => {
	it("goes back to the front, in order, before what came meanwhile", () => {
		const brain = brainOf();
		fill(brain, 1, 2, 0);
		const batch = brain.take()!;
		fill(brain, 3, 3, 1);
		brain.settle(batch, { kind: "failed", chance: 0 }, 2);
		expect(idsOf(brain.take())).toEqual([1, 2, 3]);
	});

	it("is sent again after pauses that double up to five minutes, even when batches are full", () => {
		const brain = brainOf({ maxBatchSize: 2 });
		fill(brain, 1, 2, 0);
		const pauses: number[] = [];
		for (const _ of $range(1, 5)) {
			const batch = brain.take()!;
			brain.settle(batch, { kind: "failed", chance: 0 }, 0);
			pauses.push(brain.dueAt()!);
			brain.add(event(9), 0);
		}
		expect(pauses).toEqual([60, 120, 240, 300, 300]);
	});

	it("is never sent before the API's own Retry-After, and a little apart from other servers", () => {
		expect(pauseAfter(30, 1, 0, 700)).toBe(700);
		expect(pauseAfter(30, 1, 1, 100)).toBeCloseTo(110);
		expect(pauseAfter(30, 1, 1)).toBe(45);
	});

	it("waits an interval, no longer, when this server had no request to spare", () => {
		const brain = brainOf();
		fill(brain, 1, 1, 0);
		for (const now of [100, 200, 300]) {
			brain.settle(brain.take()!, { kind: "unsent" }, now);
			expect(brain.dueAt()).toBe(now + 30);
		}
	});
});

describe("a full queue", () => {
	it("loses its oldest, and says how many", () => {
		const brain = brainOf({ maxQueueSize: 10 });
		expect(fill(brain, 1, 13, 0)).toBe(3);
		expect(idsOf(brain.take())).toEqual([4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
	});

	it("loses the oldest of a batch that comes back, not what is newer", () => {
		const brain = brainOf({ maxQueueSize: 10 });
		fill(brain, 1, 10, 0);
		const batch = brain.take()!;
		fill(brain, 11, 17, 1);
		expect(brain.settle(batch, { kind: "failed", chance: 0 }, 2)).toBe(7);
		expect(idsOf(brain.take())).toEqual([8, 9, 10, 11, 12, 13, 14, 15, 16, 17]);
	});

	it("keeps the newest when it is made smaller, and all when larger", () => {
		const brain = brainOf({ maxQueueSize: 20 });
		fill(brain, 1, 20, 0);
		expect(brain.configure({ ...DEFAULT_SETTINGS, maxQueueSize: 10 })).toBe(10);
		expect(brain.configure({ ...DEFAULT_SETTINGS, maxQueueSize: 12 })).toBe(0);
		fill(brain, 21, 22, 0);
		const kept = idsOf(brain.take());
		expect([kept[0], kept[kept.size() - 1], kept.size()]).toEqual([11, 22, 12]);
	});
});

describe("forgetting", () => {
	it("takes the batch that is out along: it does not come back", () => {
		const brain = brainOf();
		fill(brain, 1, 5, 0);
		const batch = brain.take()!;
		brain.clear();
		brain.settle(batch, { kind: "failed", chance: 0 }, 1);
		expect([brain.size(), brain.dueAt()]).toEqual([0, undefined]);
	});
});
