import { afterEach, beforeEach, describe, expect, it } from "@rbxts/jest-globals";
import { CollectionService, Workspace } from "@rbxts/services";

import type { Bridge } from "../../shared/bridge";
import type { StationDocument } from "../../shared/radio/document";
import type { VoteTally } from "../../shared/radio/types";
import { type Broadcast, type BroadcastEvent, createBroadcast } from "./broadcast";

const DOCUMENT: StationDocument = {
	name: "lobby",
	state: "playing",
	ahead: [],
	queue: [],
	volume: 0.5,
	output: "players",
};

describe("a broadcast", () => {
	let held: Map<string, object>;
	let published: string[];
	let report: ((player: Player, payload: unknown) => void) | undefined;
	let made: Broadcast[];

	const bridge: Bridge = {
		side: "server",
		publish: (topic, document) => {
			held.set(topic, document);
			published.push(topic);
		},
		clear: topic => held.delete(topic),
		onReport: (_, listener) => {
			report = listener;
			return () => (report = undefined);
		},
		onAsk: () => () => {},
		topicFor: (kind, name) => `${kind}/${name ?? "1"}`,
	};
	function on(name: string, more: { parent?: Instance } = {}): Broadcast {
		const broadcast = createBroadcast(bridge, {
			name,
			output: "players",
			parent: undefined,
			soundGroup: undefined,
			volume: 0.5,
			...more,
		});
		made.push(broadcast);
		return broadcast;
	}

	beforeEach(() => {
		held = new Map();
		published = [];
		made = [];
	});
	afterEach(() => made.forEach(({ release }) => release()));

	it("publishes on its topic, and leaves nothing behind", () => {
		const broadcast = on("lobby");
		broadcast.listen(() => {});
		broadcast.carryOut({ kind: "publish", document: DOCUMENT });
		broadcast.publishBeats([{ asset_id: "1" }]);
		broadcast.publishVotes({ skip: 1, up: 0, down: 0, listeners: 2, needed: 2 });
		task.wait(0.1);
		expect(held.get("radio/lobby")).toBe(DOCUMENT);
		expect(held.size()).toBe(3);
		broadcast.release();
		expect(held.size()).toBe(0);
		expect(report).toBeUndefined();
		broadcast.carryOut({ kind: "publish", document: DOCUMENT });
		expect(held.size()).toBe(0);
	});

	it("takes beats back where nobody listens any more", () => {
		const broadcast = on("lobby");
		broadcast.publishBeats([{ asset_id: "1" }]);
		broadcast.publishBeats([]);
		expect(held.has("beats/lobby")).toBe(false);
	});

	it("lets nobody else have its name while it lives", () => {
		const first = on("lobby");
		expect(() => on("lobby")).toThrow("a station named 'lobby' exists already");
		first.release();
		expect(() => on("lobby")).never.toThrow();
	});

	it("tags what it sounds from for players' machines, as long as it lives", () => {
		const part = new Instance("Part");
		part.Parent = Workspace;
		const broadcast = on("lobby", { parent: part });
		const tag = broadcast.masthead.outputTag!;
		expect(CollectionService.HasTag(part, tag)).toBe(true);
		broadcast.release();
		expect(CollectionService.HasTag(part, tag)).toBe(false);
		part.Destroy();
	});

	it("tells the time it was asked to, the latest only", () => {
		const events = new Array<BroadcastEvent["kind"]>();
		const broadcast = on("lobby");
		broadcast.listen(({ kind }) => events.push(kind));
		const now = Workspace.GetServerTimeNow();
		broadcast.carryOut({ kind: "wake", at: now + 0.1 });
		broadcast.carryOut({ kind: "wake", at: now + 0.3 });
		task.wait(0.2);
		expect(events).toEqual([]);
		task.wait(0.2);
		expect(events).toEqual(["time"]);
		broadcast.carryOut({ kind: "wake", at: now + 0.6 });
		broadcast.carryOut({ kind: "wake", at: undefined });
		task.wait(0.5);
		expect(events).toEqual(["time"]);
	});

	it("tells a tally at once, and of many in a row the last", () => {
		const broadcast = on("lobby");
		for (const skip of $range(1, 50)) broadcast.publishVotes({ skip, up: 0, down: 0, listeners: 99, needed: 50 });
		task.wait(0.1);
		for (const skip of $range(51, 90)) broadcast.publishVotes({ skip, up: 0, down: 0, listeners: 99, needed: 50 });
		task.wait(0.4);
		expect(published).toHaveLength(2);
		expect((held.get("votes/lobby") as VoteTally).skip).toBe(90);
	});
});
