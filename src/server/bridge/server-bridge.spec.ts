import { afterEach, beforeEach, describe, expect, it } from "@rbxts/jest-globals";
import { HttpService, ReplicatedStorage } from "@rbxts/services";

import { REPORT_NAME, STATE_NAME } from "../../shared/bridge/topic";
import type { Bridge } from "../../shared/bridge/types";
import { createServerBridge } from "./server-bridge";

describe("the server's end of the bridge", () => {
	let bridge: Bridge;

	const state = (): Instance => ReplicatedStorage.FindFirstChild(STATE_NAME)!;
	const held = (topic: string): unknown => {
		const json = state().GetAttribute(topic);
		return typeIs(json, "string") ? HttpService.JSONDecode(json) : undefined;
	};

	beforeEach(() => {
		bridge = createServerBridge();
	});
	afterEach(() => state().Destroy());

	it("stands where players find it before anything is published", () => {
		expect(state().FindFirstChild(REPORT_NAME)!.IsA("RemoteEvent")).toBe(true);
	});

	it("holds the latest document of each topic, and none once it is cleared", () => {
		bridge.publish("radio/a", { on: 1 });
		bridge.publish("radio/a", { on: 2 });
		bridge.publish("zones/1", { list: ["a"] });
		expect(held("radio/a")).toEqual({ on: 2 });
		bridge.clear("radio/a");
		expect(held("radio/a")).toBeUndefined();
		expect(held("zones/1")).toEqual({ list: ["a"] });
	});

	it("keeps what was published where a document cannot be sent", () => {
		bridge.publish("radio/a", { on: 1 });
		const loop: { self?: object } = {};
		loop.self = loop;
		expect(() => bridge.publish("radio/a", loop)).never.toThrow();
		expect(held("radio/a")).toEqual({ on: 1 });
	});

	it("finds the state a library before it has made, with its documents", () => {
		bridge.publish("radio/a", { on: 1 });
		createServerBridge().publish("radio/b", { on: 2 });
		expect(held("radio/a")).toEqual({ on: 1 });
		expect(ReplicatedStorage.GetChildren().filter(child => child.Name === STATE_NAME)).toHaveLength(1);
	});

	it("numbers the topics of each kind, and takes the name of one that has a name", () => {
		expect(bridge.topicFor("radio")).toBe("radio/1");
		expect(bridge.topicFor("zones")).toBe("zones/1");
		expect(bridge.topicFor("radio")).toBe("radio/2");
		expect(bridge.topicFor("radio", "Lobby 1")).toBe("radio/Lobby.201");
	});
});
