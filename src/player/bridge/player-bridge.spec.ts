import { afterEach, beforeEach, describe, expect, it } from "@rbxts/jest-globals";
import { ReplicatedStorage } from "@rbxts/services";

import { STATE_NAME } from "../../shared/bridge/topic";
import { createPlayerBridge } from "./player-bridge";

type Ends = ReturnType<typeof createPlayerBridge>;

describe("a player's end of the bridge", () => {
	let state: Instance;
	let bridge: Ends | undefined;
	let seen: string[];

	function watching(topic = "radio"): Ends {
		const made = createPlayerBridge();
		bridge = made;
		made.watch(topic, (document, at) => {
			seen.push(`${at} ${document === undefined ? "cleared" : (document as { on: number }).on}`);
		});
		return made;
	}

	beforeEach(() => {
		seen = [];
		state = new Instance("Configuration");
		state.Name = STATE_NAME;
	});
	afterEach(() => {
		bridge?.destroy();
		state.Destroy();
	});

	it("tells the documents that are there, and each change", () => {
		state.SetAttribute("radio/a", `{"on":1}`);
		state.Parent = ReplicatedStorage;
		watching();
		task.wait();
		state.SetAttribute("radio/a", `{"on":2}`);
		task.wait();
		state.SetAttribute("radio/a", undefined);
		state.SetAttribute("zones/1", `{"on":9}`);
		task.wait();
		expect(seen).toEqual(["radio/a 1", "radio/a 2", "radio/a cleared"]);
	});

	it("takes the server's state whenever it arrives, and sends nothing before", () => {
		const early = watching();
		expect(() => early.report("radio/a", { kind: "vote" })).never.toThrow();
		state.SetAttribute("radio/a", `{"on":1}`);
		state.Parent = ReplicatedStorage;
		task.wait();
		expect(seen).toEqual(["radio/a 1"]);
	});

	it("keeps the last document that could be read", () => {
		state.SetAttribute("radio/a", `{"on":1}`);
		state.Parent = ReplicatedStorage;
		watching();
		state.SetAttribute("radio/a", "{");
		task.wait();
		expect(seen).toEqual(["radio/a 1"]);
	});
});
