import { describe, expect, it } from "@rbxts/jest-globals";

import { createConductor } from "./conductor";
import type { Programme } from "./programme";
import type { ResolvedTrack } from "./rotation";

interface Playing {
	id: string;
	from: number;
	since: number;
	fade: number;
	gain: number;
	restarted: boolean;
}

/** An output that plays at once, and remembers what it was told. */
function stage(programmes: Record<string, Partial<Programme> | undefined>) {
	let now = 0;
	let on: Playing | undefined;
	const log = new Array<string>();
	let station: string | undefined;
	const dead = new Set<string>();
	const conductor = createConductor({
		output: {
			prepare: id => {
				log.push(`prepare ${id}`);
			},
			play: item => {
				if (on !== undefined && on.id === item.assetId && !item.restart) {
					on.gain = item.gain;
					return;
				}
				log.push(`play ${item.assetId} from ${math.floor(item.position + 0.5)}`);
				on = {
					id: item.assetId,
					from: item.position,
					since: now,
					fade: item.fadeSeconds,
					gain: item.gain,
					restarted: item.restart,
				};
			},
			silence: () => {
				if (on !== undefined) log.push("silence");
				on = undefined;
			},
			playing: () => on?.id,
			position: () => (on !== undefined ? on.from + now - on.since : undefined),
		},
		random: () => 0.3,
		isDead: id => dead.has(id),
		station: topic => {
			station = topic;
		},
		programme: name => {
			const programme = programmes[name ?? "outside"];
			if (programme === undefined) return undefined;
			return {
				tracks: undefined,
				size: undefined,
				station: undefined,
				crossfade: 3,
				volume: 1,
				onReturn: "resume",
				...programme,
			};
		},
		fadeOut: () => 3,
	});
	return {
		conductor,
		log,
		dead,
		on: () => on,
		station: () => station,
		wait: (seconds: number) => {
			for (let i = 0; i < seconds * 10; i++) {
				now += 0.1;
				conductor.step(now);
			}
		},
		enter: (zone: string | undefined) => conductor.enter(zone, now),
		refresh: () => conductor.refresh(now),
		now: () => now,
	};
}

function track(id: string, duration?: number, artist?: string): ResolvedTrack {
	return { id, gain: 0.5, duration, artist };
}

describe("coming back", () => {
	it("soon finds the music where it was", () => {
		const s = stage({ village: { tracks: [track("1")] }, forest: { tracks: [track("2")] } });
		s.enter("village");
		s.wait(20);
		s.enter("forest");
		s.wait(60);
		s.enter("village");
		expect(s.log.join(", ")).toBe("play 1 from 0, play 2 from 0, play 1 from 20");
	});

	it("late starts again", () => {
		const s = stage({ village: { tracks: [track("1")] }, forest: { tracks: [track("2")] } });
		s.enter("village");
		s.wait(20);
		s.enter("forest");
		s.wait(121);
		s.enter("village");
		expect(s.log[2]).toBe("play 1 from 0");
	});

	it("starts again where that is wanted", () => {
		const s = stage({ village: { tracks: [track("1")], onReturn: "restart" }, forest: { tracks: [track("2")] } });
		s.enter("village");
		s.wait(20);
		s.enter("forest");
		s.wait(5);
		s.enter("village");
		expect(s.log[2]).toBe("play 1 from 0");
		expect(s.on()!.restarted).toBe(true);
	});

	it("goes on with the next track where that is wanted", () => {
		const s = stage({
			village: { tracks: [track("1"), track("2")], onReturn: "next" },
			forest: { tracks: [track("9")] },
		});
		s.enter("village");
		s.wait(5);
		s.enter("forest");
		s.wait(5);
		s.enter("village");
		expect(s.on()!.id).toBe("2");
	});

	it("out of silence resumes as well", () => {
		const s = stage({ village: { tracks: [track("1")] } });
		s.enter("village");
		s.wait(10);
		s.enter(undefined);
		s.wait(10);
		s.enter("village");
		expect(s.log.join(", ")).toBe("play 1 from 0, silence, play 1 from 10");
	});
});

describe("the same music", () => {
	it("plays on through two zones", () => {
		const s = stage({ village: { tracks: [track("1")] }, market: { tracks: [track("1")], volume: 0.5 } });
		s.enter("village");
		s.wait(10);
		s.enter("market");
		expect(s.log.join(", ")).toBe("play 1 from 0");
		expect(s.on()!.gain).toBe(0.25);
	});

	it("plays on into a zone whose rotation holds it", () => {
		const s = stage({ village: { tracks: [track("2")] }, market: { tracks: [track("1"), track("2")] } });
		s.enter("village");
		s.wait(10);
		s.enter("market");
		expect(s.log.size()).toBe(1);
	});
});

describe("music that is not there yet", () => {
	it("keeps the previous music until it is", () => {
		const programmes: Record<string, Partial<Programme>> = { village: { tracks: [track("1")] }, forest: {} };
		const s = stage(programmes);
		s.enter("village");
		s.wait(5);
		s.enter("forest");
		s.wait(5);
		expect(s.on()!.id).toBe("1");
		programmes.forest = { tracks: [track("2")] };
		s.refresh();
		expect(s.on()!.id).toBe("2");
	});

	it("is silence at the beginning, and heard as soon as it is found", () => {
		const programmes: Record<string, Partial<Programme>> = { forest: {} };
		const s = stage(programmes);
		s.enter("forest");
		s.wait(5);
		expect(s.on()).toBe(undefined);
		programmes.forest = { tracks: [track("2")] };
		s.refresh();
		expect(s.on()!.id).toBe("2");
	});

	it("swaps at once when a zone gets other music", () => {
		const programmes: Record<string, Partial<Programme>> = { forest: { tracks: [track("1")] } };
		const s = stage(programmes);
		s.enter("forest");
		s.wait(5);
		programmes.forest = { tracks: [track("3")] };
		s.refresh();
		expect(s.on()!.id).toBe("3");
		s.refresh();
		expect(s.log.size()).toBe(2);
	});
});

describe("a rotation", () => {
	it("crossfades into the next before the end and never repeats at once", () => {
		const tracks = [track("1", 30), track("2", 30), track("3", 30)];
		const s = stage({ village: { tracks } });
		s.enter("village");
		s.wait(300);
		const played = s.log.filter(line => line.sub(1, 4) === "play");
		expect(played.size() >= 10).toBe(true);
		for (let i = 1; i < played.size(); i++) expect(played[i]).never.toBe(played[i - 1]);
		expect(s.log.includes("prepare 2") || s.log.includes("prepare 3")).toBe(true);
	});

	it("uses as many tracks as wanted and keeps the rest for failures", () => {
		const s = stage({ village: { tracks: [track("1"), track("2"), track("3")], size: 1 } });
		s.enter("village");
		s.dead.add("1");
		s.conductor.failed("1", s.now());
		expect(s.on()!.id).toBe("2");
	});

	it("gives up for a while when nothing loads", () => {
		const s = stage({ village: { tracks: [track("1"), track("2")] } });
		s.enter("village");
		s.dead.add("1");
		s.dead.add("2");
		for (let i = 0; i < 20; i++) s.conductor.failed(i % 2 === 0 ? "1" : "2", s.now());
		const tries = s.log.size();
		expect(tries < 8).toBe(true);
		s.wait(31);
		expect(s.log.size() > tries).toBe(true);
	});
});

describe("a station as music", () => {
	it("is heard inside, and the zone's own music outside of it", () => {
		const s = stage({ bar: { station: "radio/1" }, village: { tracks: [track("1")] } });
		s.enter("village");
		s.wait(5);
		s.enter("bar");
		expect(s.station()).toBe("radio/1");
		expect(s.on()).toBe(undefined);
		s.wait(5);
		s.enter("village");
		expect(s.station()).toBe(undefined);
		expect(s.log[2]).toBe("play 1 from 5");
	});
});
