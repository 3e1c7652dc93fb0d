import { describe, expect, it } from "@rbxts/jest-globals";

import { createBrain } from "./brain";
import { createRegistry } from "./registry";
import type { Volume } from "./volume";

type Span = [from: number, to: number];

/** A box over a span of the X axis, 20 high, `depth` deep. */
function span([from, to]: Span, depth = 20): Volume {
	return {
		shape: "box",
		x: (from + to) / 2,
		y: 0,
		z: 0,
		r00: 1,
		r01: 0,
		r02: 0,
		r10: 0,
		r11: 1,
		r12: 0,
		r20: 0,
		r21: 0,
		r22: 1,
		hx: (to - from) / 2,
		hy: 10,
		hz: depth / 2,
	};
}

function world(zones: Record<string, { at: Span; priority?: number; depth?: number }>, dwell = 0.4) {
	const registry = createRegistry();
	const brain = createBrain(registry, dwell);
	for (const [name, zone] of pairs(zones)) {
		registry.set(name as string, zone.priority ?? 0, true);
		registry.setVolumes(name as string, [span(zone.at, zone.depth)]);
	}
	const listener = brain.listener();
	let now = 0;
	let swaps = 0;
	return {
		registry,
		brain,
		listener,
		/** Stays at a place for some seconds. */
		stay: (x: number | undefined, seconds: number) => {
			const steps = math.max(1, math.floor(seconds * 10 + 0.5));
			for (let i = 0; i < steps; i++) {
				now += 0.1;
				const changed = x !== undefined ? brain.step(listener, now, x, 0, 0) : brain.step(listener, now);
				if (changed) swaps += 1;
			}
			return listener.current?.name;
		},
		now: () => now,
		swaps: () => swaps,
	};
}

describe("which zone is on", () => {
	it("is known with the first step", () => {
		const { stay } = world({ village: { at: [0, 40] } });
		expect(stay(20, 0.1)).toBe("village");
	});

	it("changes after the dwell, not before", () => {
		const { stay } = world({ village: { at: [0, 40] }, forest: { at: [40, 80] } });
		stay(20, 0.1);
		expect(stay(50, 0.4)).toBe("village");
		expect(stay(50, 0.1)).toBe("forest");
	});

	it("is none outside all, after the dwell", () => {
		const { stay } = world({ village: { at: [0, 40] } });
		stay(20, 1);
		expect(stay(60, 0.3)).toBe("village");
		expect(stay(60, 0.4)).toBe(undefined);
	});

	it("prefers priority, then the deeper nested, then the smaller", () => {
		const { stay, registry } = world({
			land: { at: [0, 100], depth: 200 },
			village: { at: [0, 60], depth: 100 },
			inn: { at: [10, 20] },
			parade: { at: [15, 90], priority: 1 },
			market: { at: [25, 61], depth: 10 },
		});
		expect(stay(12, 1)).toBe("inn");
		expect(stay(18, 1)).toBe("parade");
		registry.set("parade", 1, false);
		expect(stay(18, 1)).toBe("inn");
		// The village is nested in the land, and so is the market: the market is the smaller one.
		expect(stay(40, 1)).toBe("market");
	});

	it("is the deeper nested even where a smaller one overlaps", () => {
		const { stay } = world({
			island: { at: [0, 200], depth: 300 },
			castle: { at: [20, 120], depth: 200 },
			hall: { at: [30, 110], depth: 150 },
			path: { at: [-20, 60], depth: 4 },
		});
		expect(stay(40, 1)).toBe("hall");
	});

	it("stays with the one that is on where two fill the same space", () => {
		const { stay, registry } = world({ a: { at: [0, 40] } });
		stay(20, 1);
		registry.set("A0", 0, true);
		registry.setVolumes("A0", [span([0, 40])]);
		expect(stay(20, 3)).toBe("a");
		stay(80, 2);
		expect(stay(20, 3)).toBe("A0");
	});
});

describe("borders", () => {
	for (const hertz of [0.5, 1, 2, 3, 5]) {
		it(`a walk to and fro at ${hertz} Hz for 30 s changes the music once at most`, () => {
			const { stay, swaps } = world({ village: { at: [0, 40] }, forest: { at: [40, 80] } });
			stay(30, 1);
			const before = swaps();
			for (let i = 0; i < 300; i++) stay(40 + 6 * math.sin((i / 10) * hertz * 2 * math.pi), 0.1);
			expect(swaps() - before <= 1).toBe(true);
		});
	}

	it("who turns round to stay is followed within seconds", () => {
		const { stay } = world({ village: { at: [0, 40] }, forest: { at: [40, 80] } });
		stay(20, 2);
		expect(stay(60, 0.6)).toBe("forest");
		expect(stay(20, 1.3)).toBe("village");
	});

	it("a step outside by less than the margin is none", () => {
		const { stay } = world({ village: { at: [0, 40] } });
		stay(39, 1);
		expect(stay(40.8, 5)).toBe("village");
		expect(stay(41.2, 1)).toBe(undefined);
		expect(stay(40.8, 5)).toBe(undefined);
	});

	it("who hops between others for long leaves all the same", () => {
		const { stay } = world({ home: { at: [0, 40] }, b: { at: [60, 70] }, c: { at: [80, 90] } });
		stay(20, 1);
		for (let i = 0; i < 8; i++) {
			stay(65, 0.2);
			stay(85, 0.2);
		}
		expect(stay(85, 0.1) === "home").toBe(false);
	});
});

describe("forced and entered zones", () => {
	it("an override holds anywhere and ends at once", () => {
		const { stay, brain, listener } = world({ village: { at: [0, 40] }, boss: { at: [500, 540] } });
		stay(20, 1);
		brain.hold(listener, { o: "boss" });
		expect(stay(20, 0.1)).toBe("boss");
		expect(stay(20, 3)).toBe("boss");
		brain.hold(listener, {});
		expect(stay(20, 0.1)).toBe("village");
	});

	it("an override of an unknown zone waits for it", () => {
		const { stay, brain, listener, registry } = world({ village: { at: [0, 40] } });
		brain.hold(listener, { o: "boss" });
		expect(stay(20, 1)).toBe("village");
		registry.set("boss", 0, true);
		expect(stay(20, 0.1)).toBe("boss");
	});

	it("an entered zone counts without a place of its own, and leaving ends it", () => {
		const { stay, brain, listener, registry } = world({ village: { at: [0, 40] } });
		registry.set("shop", 0, true);
		stay(20, 1);
		brain.hold(listener, { e: ["shop"] });
		expect(stay(20, 0.1)).toBe("shop");
		brain.hold(listener, {});
		expect(stay(20, 0.1)).toBe("village");
	});

	it("works before a position is known", () => {
		const { stay, brain, listener } = world({ village: { at: [0, 40] } });
		expect(stay(undefined, 1)).toBe(undefined);
		brain.hold(listener, { e: ["village"] });
		expect(stay(undefined, 0.1)).toBe("village");
	});
});

describe("a world that changes", () => {
	it("a removed, disabled or placeless zone is left at once", () => {
		for (const how of ["remove", "disable", "destroy"]) {
			const { stay, registry } = world({ village: { at: [0, 40] }, land: { at: [-100, 100], depth: 100 } });
			expect(stay(20, 1)).toBe("village");
			if (how === "remove") registry.remove("village");
			else if (how === "disable") registry.set("village", 0, false);
			else registry.setVolumes("village", []);
			expect(stay(20, 0.1)).toBe("land");
		}
	});

	it("a zone that grows or moves over the listener takes over", () => {
		const { stay, registry } = world({ train: { at: [0, 10] } });
		expect(stay(50, 1)).toBe(undefined);
		const zone = registry.get("train")!;
		zone.volumes[0]!.x = 50;
		registry.moved("train");
		expect(stay(50, 0.6)).toBe("train");
		zone.volumes[0]!.x = 300;
		registry.moved("train");
		expect(stay(50, 1.5)).toBe(undefined);
	});

	const flung: Array<[where: string, at: number]> = [
		["no number", 0 / 0],
		["infinity", math.huge],
		["beyond all cells of the index", 1e30],
	];
	for (const [where, at] of flung) {
		it(`a zone flung to ${where} is nowhere until it is back, and the others go on`, () => {
			const { stay, registry } = world({ village: { at: [0, 40] }, land: { at: [-100, 100], depth: 100 } });
			const volume = registry.get("village")!.volumes[0]!;
			expect(stay(20, 1)).toBe("village");
			volume.x = at;
			registry.moved("village");
			const seen = registry.revision();
			registry.moved("village");
			expect(registry.revision()).toBe(seen);
			expect(stay(20, 0.1)).toBe("land");
			expect(stay(at, 0.1)).toBe("land");
			volume.x = 20;
			registry.moved("village");
			expect(stay(20, 1.5)).toBe("village");
		});
	}

	it("one part of a zone that is nowhere takes nothing from its others", () => {
		const { stay, registry } = world({});
		registry.set("camp", 0, true);
		const lost = span([0, 40]);
		registry.setVolumes("camp", [lost, span([40, 80])]);
		lost.y = 0 / 0;
		registry.moved("camp");
		expect(stay(20, 1)).toBe(undefined);
		expect(stay(60, 1)).toBe("camp");
		expect(registry.get("camp")!.size).toBe(40 * 20 * 20);
		lost.y = 0;
		registry.moved("camp");
		expect(stay(20, 0.1)).toBe("camp");
		expect(registry.index.size()).toBe(2);
	});

	it("who moves with a zone stays in it", () => {
		const { stay, registry, swaps } = world({ train: { at: [0, 10] } });
		stay(5, 1);
		const before = swaps();
		for (let i = 0; i < 200; i++) {
			registry.get("train")!.volumes[0]!.x = 5 + i * 10;
			registry.moved("train");
			stay(5 + i * 10, 0.1);
		}
		expect(swaps()).toBe(before);
	});

	it("a teleport is followed after the dwell", () => {
		const { stay } = world({ village: { at: [0, 40] }, far: { at: [90000, 90100] } });
		stay(20, 1);
		expect(stay(90050, 0.5)).toBe("far");
	});

	it("what held keeps holding while there is no position", () => {
		const { stay } = world({ village: { at: [0, 40] } });
		stay(20, 1);
		expect(stay(undefined, 10)).toBe("village");
	});

	it("goes on by its rules from where it is told to be", () => {
		const { stay, brain, listener, now } = world({ village: { at: [0, 40] }, forest: { at: [40, 80] } });
		stay(39.5, 1);
		expect(brain.place(listener, "forest", now())).toBe(true);
		expect(stay(39.5, 0.2)).toBe("forest");
		expect(stay(20, 2)).toBe("village");
	});
});
