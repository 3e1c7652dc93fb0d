import { afterEach, beforeEach, describe, expect, it } from "@rbxts/jest-globals";
import { Workspace } from "@rbxts/services";

import type { Play, StationDocument } from "../../shared/radio/document";
import { createServerOutput, type ServerOutput } from "./server-output";

describe("a station's output on the server", () => {
	let place: Part;
	let own: Sound | undefined;
	let gone: number;
	let measured: Map<string, number>;
	let output: ServerOutput;

	function play(n: number, id: string, inSeconds: number, more: Partial<Play> = {}): Play {
		const at = Workspace.GetServerTimeNow() + inSeconds;
		const names = { name: id, artist: "", reason: "" };
		return { n, id, at, from: 0, gain: 1, fade: 0, fadeIn: "equal-power", duration: 60, ...names, ...more };
	}
	function render(more: Partial<StationDocument>): void {
		const rest = { name: "lobby", ahead: [], queue: [], volume: 0.5, output: "server" as const };
		output.render({ ...rest, state: "playing", ...more });
	}
	const playing = (): string[] => {
		const sounds = place.GetDescendants().filter((child): child is Sound => child.IsA("Sound") && child.Playing);
		return sounds.map(sound => sound.SoundId.sub(14));
	};
	function make(sound?: Sound): void {
		output = createServerOutput({
			parent: place,
			soundGroup: undefined,
			tag: "spec",
			sound,
			volume: 0.5,
			onGone: () => (gone += 1),
			onMeasured: (assetId, seconds) => {
				measured.set(assetId, seconds);
			},
		});
	}

	beforeEach(() => {
		gone = 0;
		measured = new Map();
		place = new Instance("Part");
		place.Parent = Workspace;
	});
	afterEach(() => {
		output.destroy();
		place.Destroy();
	});

	it("plays what is on from where the clock says, and turns to the next by itself", () => {
		make();
		render({ now: play(1, "11", -5), next: play(2, "12", 0.5) });
		task.wait(0.2);
		expect(playing()).toEqual(["11"]);
		task.wait(0.6);
		expect(playing()).toEqual(["12"]);
	});

	it("tells how long what it plays turns out to be", () => {
		make();
		render({ now: play(1, "77", 0) });
		expect(measured.isEmpty()).toBe(true);
		task.wait(1.5);
		expect(measured.get("77")).toBeGreaterThan(0);
	});

	it("is silent while nothing is on, and holds its position while paused", () => {
		make();
		const now = play(1, "11", 0);
		render({ now });
		task.wait(0.2);
		render({ now, state: "paused", held: 0.2 });
		task.wait(0.6);
		expect(playing()).toEqual([]);
		render({ now });
		task.wait(0.3);
		expect(playing()).toEqual(["11"]);
		render({ state: "stopped" });
		task.wait(1);
		expect(playing()).toEqual([]);
	});

	it("plays on the game's own Sound, and says when that is gone", () => {
		own = new Instance("Sound");
		own.Parent = place;
		make(own);
		render({ now: play(1, "11", 0) });
		task.wait(0.2);
		expect(own.SoundId).toBe("rbxassetid://11");
		expect(output.sound()).toBe(own);
		own.Destroy();
		task.wait(0.1);
		expect(gone).toBe(1);
	});

	it("does nothing after its end", () => {
		make();
		output.destroy();
		render({ now: play(1, "11", 0) });
		task.wait(0.2);
		expect(playing()).toEqual([]);
	});
});
