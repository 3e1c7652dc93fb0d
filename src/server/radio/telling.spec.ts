import { describe, expect, it } from "@rbxts/jest-globals";

import { createStationScene } from "../../../test/rbx/station-scene";

const PLAYING = "start rows:1,2,3,4,5,6,7,8,9";
const told = (scene: ReturnType<typeof createStationScene>, ...kinds: string[]): string[] => {
	return scene.log().filter(words => kinds.includes(words.split(" ")[0]!));
};

describe("what games are told", () => {
	it("is the state, each time it is another", () => {
		const scene = createStationScene({ query: "x" });
		scene.play(`${PLAYING} pause pause resume stop start destroy`);
		expect(told(scene, "state")).toEqual([
			"state starting",
			"state playing",
			"state paused",
			"state playing",
			"state stopped",
			"state playing",
			"state stopped",
		]);
	});

	it("is a state of want while the catalog fails, and that it is over", () => {
		const scene = createStationScene({ query: "x" });
		scene.play("start rows:1,2,3 refused:network +5 rows:4,5,6,7");
		expect(told(scene, "state")).toEqual(["state starting", "state playing", "state degraded", "state playing"]);
	});

	it("is the track and the queue where they change, and nothing where they do not", () => {
		const scene = createStationScene({ query: "x" });
		scene.play(PLAYING);
		expect(told(scene, "track", "queue")).toEqual(["track 1", "queue"]);
		scene.play("join:7 volume:0.3 pause resume +1");
		expect(told(scene, "track", "queue")).toEqual([]);
		scene.play("request:20:next");
		expect(told(scene, "track", "queue")).toEqual(["queue"]);
	});

	it("has every track of the queue with the reason it was chosen", () => {
		const scene = createStationScene({ query: "x" });
		scene.play(`${PLAYING} request:20:next`);
		const reasons = scene.station.shown.queue.map(({ reason }) => reason);
		expect(reasons[0]).toBe("requested (next)");
		for (const reason of reasons.filter((_, index) => index > 0)) expect(reason).toMatch("^search 'x'");
	});
});

describe("when a station is looked at again", () => {
	it("is once for one moment, and never where nothing is to come", () => {
		const scene = createStationScene({ query: "x" });
		scene.play(PLAYING);
		scene.log();
		scene.play("volume:0.3 volume:0.4");
		expect(told(scene, "wake")).toEqual([]);
		scene.play("stop");
		expect(told(scene, "wake")).toEqual(["wake"]);
		scene.play("+1000");
		expect(scene.log()).toEqual([]);
	});
});
