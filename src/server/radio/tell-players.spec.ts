import { describe, expect, it } from "@rbxts/jest-globals";

import { PLAYING } from "../../../test/rbx/station-cases";
import { createStationScene } from "../../../test/rbx/station-scene";

describe("what players are told", () => {
	it("is the next track once it is known to load, with the moment at which it comes", () => {
		const scene = createStationScene({ query: "x" });
		scene.play(`join:7 ${PLAYING} ready:7:1`);
		expect(scene.document()?.next).toBeUndefined();
		expect(scene.document()?.ahead).toEqual(["2", "3"]);
		scene.play("ready:7:2");
		expect(scene.document()?.next?.id).toBe("2");
		expect(scene.document()?.next?.at).toBeCloseTo(1053.85, 5);
		scene.play("+53.8");
		expect(scene.on()).toBe("1");
		scene.play("+0.1");
		expect(scene.on()).toBe("2");
	});

	it("is told once, and not again where nothing is new", () => {
		const scene = createStationScene({ query: "x" });
		scene.play(`join:7 ${PLAYING} ready:7:1 ready:7:2`);
		scene.log();
		scene.play("ready:7:2 resume volume:0.5");
		expect(
			scene
				.log()
				.filter(words => words.sub(1, 7) === "publish")
				.size(),
		).toBe(0);
		scene.play("volume:0.2:3");
		expect(scene.log("wake")).toEqual(["publish playing"]);
		expect(scene.document()?.rampUntil).toBe(1003);
	});

	it("is nothing at all before the first track is wanted on", () => {
		const scene = createStationScene({ query: "x" });
		scene.play("start join:7");
		expect(scene.document()).toBeUndefined();
		scene.play("rows:1,2,3 stop");
		expect(scene.document()?.state).toBe("stopped");
	});
});
