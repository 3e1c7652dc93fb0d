import { describe, expect, it } from "@rbxts/jest-globals";

import { createStationScene } from "../../../test/rbx/station-scene";
import { beatsOf } from "../../shared/catalog/beat-index";
import { beatsIn, besideTopic, readBeats } from "../../shared/radio/beats";
import type { TrackStructure } from "../../shared/wire/structure";
import { packBeats } from "./send-beats";

type Scene = ReturnType<typeof createStationScene>;

const PLAYING = "start rows:1,2,3,4,5,6,7,8,9";

function asked(scene: Scene): string[] {
	return scene.log().filter(words => words.sub(1, 13) === "ask-structure");
}

describe("beats and sections", () => {
	it("are asked for once a track, of what is on and what comes next", () => {
		const scene = createStationScene({ query: "x", crossfade: "auto" });
		scene.play(`${PLAYING} skip frame`);
		expect(asked(scene)).toEqual(["ask-structure 1", "ask-structure 2", "ask-structure 3"]);
	});

	const rowsTo = (last: number): string => {
		const ids = new Array<string>();
		for (const id of $range(1, last)) ids.push(`${id}`);
		return `start rows:${ids.join(",")}`;
	};

	it("are not asked for of what is passed over", () => {
		const scene = createStationScene({ query: "x", crossfade: "auto" });
		scene.play(rowsTo(50));
		for (const _ of $range(1, 20)) scene.play("skip frame +0.1");
		expect(asked(scene)).toEqual(["ask-structure 1", "ask-structure 2", "ask-structure 3"]);
		const on = scene.on()!;
		scene.play("+8");
		const late = asked(scene);
		expect(late).toHaveLength(2);
		expect(late[0]).toBe(`ask-structure ${on}`);
		expect(scene.on()).toBe(on);
	});

	it("are asked for sixty times in any hour at most", () => {
		const scene = createStationScene({ query: "x", crossfade: "auto" });
		scene.play(`${rowsTo(200)} ${"skip frame +9 ".rep(150)}`);
		expect(asked(scene)).toHaveLength(60);
	});

	it("cost nothing with a crossfade in seconds, until somebody listens", () => {
		const scene = createStationScene({ query: "x", crossfade: 6 });
		scene.play(`${PLAYING} +60 +60`);
		expect(asked(scene)).toEqual([]);
		scene.send({ kind: "listening", to: true });
		scene.play("+3");
		expect(asked(scene)).toHaveLength(2);
		scene.send({ kind: "listening", to: false });
		scene.play("+120");
		expect(asked(scene)).toEqual([]);
	});

	it("follow what is on while it moves", () => {
		const scene = createStationScene({ query: "x", crossfade: "auto" });
		scene.play(`${PLAYING} structure:1 structure:2 pause resume skip frame stop`);
		const pulses = scene.log().filter(words => words.sub(1, 5) === "pulse");
		expect(pulses).toEqual(["pulse 1 moving", "pulse 1 still", "pulse 1 moving", "pulse 2 moving", "pulse none still"]);
	});
});

describe("beats for players' machines", () => {
	const follow = (scene: Scene, who: number, value: boolean): void => {
		scene.send({ kind: "report", who, report: { kind: "follow", value } });
	};
	const told = (scene: Scene): string[] => scene.log().filter(words => words.sub(1, 6) === "beats ");

	it("are asked for and told while one of them listens, of what is on and what comes next", () => {
		const scene = createStationScene({ query: "x", crossfade: 6 });
		scene.play(`join:7 join:8 ${PLAYING} ready:7:1 ready:7:2 ready:7:3 ready:7:4 +3`);
		expect(told(scene)).toEqual([]);
		follow(scene, 7, true);
		expect(scene.log("wake", "publish")).toEqual(["ask-structure 1", "ask-structure 2"]);
		scene.play("structure:1 structure:2 ready:7:3 +60");
		expect(told(scene)).toEqual(["beats 1", "beats 1,2", "beats 2"]);
		follow(scene, 7, false);
		expect(told(scene)).toEqual(["beats "]);
	});

	it("end where the last who listens has gone, and are nobody's who is not there", () => {
		const scene = createStationScene({ query: "x", crossfade: 6 });
		scene.play(`join:7 ${PLAYING} ready:7:1 +3`);
		follow(scene, 99, true);
		expect(asked(scene)).toEqual([]);
		follow(scene, 7, true);
		scene.play("structure:1 leave:7");
		expect(told(scene)).toEqual(["beats 1", "beats "]);
	});

	it("arrive as they were sent, to the millisecond", () => {
		const structure: TrackStructure = {
			asset_id: "1",
			beat_grid: { times: [0.4871, 0.9999, 1.5004, 2.0006, 2.5], downbeats: [0.487, 2.5] },
			sections: [{ start: 0.5, end: 2, label: "Intro", energy: 1, color: "rgba(0,0,0,1)" }],
		};
		const document = { tracks: [packBeats(structure)] };
		const read = readBeats(beatsIn(document, "1")!);
		const sent = beatsOf(structure);
		const arrived = beatsOf(read);
		expect(arrived).toHaveLength(sent.size());
		arrived.forEach(({ time, beat_num: place }, index) => {
			expect(math.abs(time - sent[index]!.time)).toBeLessThan(0.001);
			expect(place).toBe(sent[index]!.beat_num);
		});
		expect(read.sections).toEqual([{ start: 0.5, end: 2, label: "Intro", energy: 1 }]);
		expect(beatsIn(document, "2")).toBeUndefined();
		expect(beatsIn("nonsense", "1")).toBeUndefined();
		expect(besideTopic("radio/lobby", "beats")).toBe("beats/lobby");
	});
});
