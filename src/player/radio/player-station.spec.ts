import { afterEach, beforeEach, describe, expect, it } from "@rbxts/jest-globals";
import { SoundService, Workspace } from "@rbxts/services";

import type { PlayerBridge } from "../../shared/bridge";
import type { Play, StationDocument, StationReport } from "../../shared/radio/document";
import { radio } from ".";
import { createPlayerStation, type PlayerStation } from "./player-station";

const NAME = "Spec";
const TOPIC = "radio/Spec";

describe("a station on a player's machine", () => {
	let station: PlayerStation;
	let reports: StationReport[];

	function play(n: number, id: string, inSeconds = 0, more: Partial<Play> = {}): Play {
		return {
			n,
			id,
			at: Workspace.GetServerTimeNow() + inSeconds,
			from: 0,
			gain: 1,
			fade: 0,
			fadeIn: "equal-power",
			duration: 60,
			name: `Song ${id}`,
			artist: "",
			reason: "",
			...more,
		};
	}

	function send(more: Partial<StationDocument>): void {
		station.update({
			name: NAME,
			state: "playing",
			ahead: [],
			queue: [],
			volume: 0.5,
			output: "players",
			...more,
		});
	}

	function playing(): Sound[] {
		return SoundService.GetChildren().filter(
			(child): child is Sound => child.IsA("Sound") && child.Name.find(NAME)[0] !== undefined && child.Playing,
		);
	}

	function ids(): string[] {
		return playing().map(sound => sound.SoundId.sub(14));
	}

	function said(kind: StationReport["kind"]): StationReport[] {
		return reports.filter(report => report.kind === kind);
	}

	beforeEach(() => {
		reports = [];
		const bridge: PlayerBridge = {
			watch: () => () => {},
			ask: () => undefined,
			report: (_, payload) => {
				reports.push(payload as StationReport);
			},
		};
		station = createPlayerStation(bridge, TOPIC, NAME);
	});
	afterEach(() => {
		station.destroy();
		radio(NAME).setMuted(false);
		radio(NAME).setVolume(1);
	});

	it("switches by the server's clock to what it was told ahead of time", () => {
		send({ now: play(1, "5001"), next: play(2, "5002", 5), ahead: ["5002"] });
		task.wait(4.5);
		expect(ids()).toEqual(["5001"]);
		task.wait(1);
		expect(ids()).toEqual(["5002"]);
		expect(radio(NAME).nowPlaying!.assetId).toBe("5002");
	});

	it("comes into what is on at the place where everybody is", () => {
		send({ now: play(1, "5003", -20) });
		task.wait(2);
		expect(playing()[0]!.TimePosition).toBeGreaterThan(21.5);
		expect(playing()[0]!.TimePosition).toBeLessThan(22.5);
	});

	it("tells what loads and what does not, and plays what was refused once it comes", () => {
		headless.assets({ "5101": { failure: "TimedOut" } });
		send({ now: play(1, "5101"), ahead: ["5102"] });
		task.wait(2);
		expect(ids()).toEqual([]);
		expect(said("failed")).toEqual([{ kind: "failed", id: "5101", why: "TimedOut" }]);
		expect(said("ready").map(report => (report as { id: string }).id)).toEqual(["5102"]);
		headless.assets({ "5101": { duration: 60 } });
		task.wait(8);
		expect(ids()).toEqual(["5101"]);
		expect(playing()[0]!.TimePosition).toBeGreaterThan(8);
	});

	it("does not ask for what this machine was refused a moment ago, however often the server names it", () => {
		headless.assets({ "5103": { failure: "Failure" } });
		send({ now: play(1, "5001"), ahead: ["5103"] });
		task.wait(1);
		for (const _ of $range(1, 5)) {
			send({ now: play(1, "5001"), ahead: ["5103"] });
			task.wait(0.2);
		}
		expect(said("failed")).toHaveLength(1);
		send({ now: play(1, "5001"), ahead: [] });
		send({ now: play(1, "5001"), ahead: ["5103"] });
		// Announced anew it is a question anew, which this machine can answer without trying.
		expect(said("failed")).toHaveLength(2);
	});

	it("is silent where the player has muted it, stays in step, and says so", () => {
		send({ now: play(1, "5004") });
		task.wait(2);
		radio(NAME).setMuted(true);
		task.wait(1);
		expect(ids()).toEqual([]);
		expect(said("presence")).toEqual([{ kind: "presence", value: "muted" }]);
		task.wait(5);
		radio(NAME).setMuted(false);
		task.wait(1);
		expect(playing()[0]!.TimePosition).toBeGreaterThan(8);
	});

	it("stands still with the station and goes on with it", () => {
		const on = play(1, "5005");
		send({ now: on });
		task.wait(2);
		send({ now: on, state: "paused", held: 2 });
		task.wait(3);
		expect(ids()).toEqual([]);
		send({ now: { ...on, at: on.at + 3 } });
		task.wait(1);
		expect(ids()).toEqual(["5005"]);
		expect(playing()[0]!.TimePosition).toBeLessThan(4);
	});

	it("falls silent when nothing is on, and leaves nothing behind when it ends, also twice", () => {
		send({ now: play(1, "5006") });
		task.wait(2);
		send({ state: "stopped" });
		task.wait(1);
		expect(ids()).toEqual([]);
		station.destroy();
		station.destroy();
		send({ now: play(2, "5006") });
		task.wait(1);
		expect(SoundService.GetChildren().filter(child => child.Name.find(NAME)[0] !== undefined)).toEqual([]);
	});
});
