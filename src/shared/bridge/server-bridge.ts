import { HttpService, Players, ReplicatedStorage } from "@rbxts/services";

import { bridgeMessages } from "./messages";
import { createReportGate } from "./report-gate";
import { topicSegment } from "./topic";
import type { Bridge } from "./types";
import { createWatchers } from "./watchers";

/** Where the documents live: one Configuration, an attribute a topic. */
export const STATE_NAME = "AudioScapeState";
/** The RemoteEvent players report through, a child of the state. */
export const REPORT_NAME = "Report";

const MAX_TOPIC_LENGTH = 100;

function ensureState(): LuaTuple<[Instance, RemoteEvent]> {
	let state = ReplicatedStorage.FindFirstChild(STATE_NAME);
	if (state === undefined) {
		state = new Instance("Configuration");
		state.Name = STATE_NAME;
	}
	let remote = state.FindFirstChild(REPORT_NAME) as RemoteEvent | undefined;
	if (remote === undefined) {
		remote = new Instance("RemoteEvent");
		remote.Name = REPORT_NAME;
		remote.Parent = state;
	}
	state.Parent = ReplicatedStorage;
	return $tuple(state, remote);
}

/** The server's end of the bridge. */
export function createServerBridge(): Bridge {
	const [state, remote] = ensureState();
	const watchers = createWatchers();
	const gate = createReportGate<Player>({ perSecond: 10, burst: 40 });
	const warned = new Set<Player>();
	const handlers = new Map<string, Set<(player: Player, payload: unknown) => void>>();
	const numbers = new Map<string, number>();

	remote.OnServerEvent.Connect((player, topic, payload) => {
		if (!gate.allow(player, os.clock())) {
			if (!warned.has(player)) {
				warned.add(player);
				warn(bridgeMessages.flooding(player.Name));
			}
			return;
		}
		if (!typeIs(topic, "string") || topic.size() > MAX_TOPIC_LENGTH || !typeIs(payload, "table")) return;
		const listeners = handlers.get(topic);
		if (listeners === undefined) return;
		for (const listener of listeners) task.spawn(listener, player, payload);
	});
	Players.PlayerRemoving.Connect(player => {
		gate.forget(player);
		warned.delete(player);
	});

	return {
		side: "server",
		publish(topic, document) {
			const [ok, json] = pcall(() => HttpService.JSONEncode(document));
			if (!ok) {
				warn(bridgeMessages.notPublishable(topic, tostring(json)));
				return;
			}
			state.SetAttribute(topic, json);
			watchers.set(topic, document);
		},
		clear(topic) {
			state.SetAttribute(topic, undefined);
			watchers.set(topic, undefined);
		},
		watch(topic, listener) {
			return watchers.watch(topic, listener);
		},
		report() {},
		onReport(topic, listener) {
			let listeners = handlers.get(topic);
			if (listeners === undefined) {
				listeners = new Set();
				handlers.set(topic, listeners);
			}
			const own = listeners;
			own.add(listener);
			return () => {
				own.delete(listener);
				if (own.isEmpty() && handlers.get(topic) === own) handlers.delete(topic);
			};
		},
		topicFor(kind, name) {
			if (name !== undefined) return `${kind}/${topicSegment(name)}`;
			const n = (numbers.get(kind) ?? 0) + 1;
			numbers.set(kind, n);
			return `${kind}/${n}`;
		},
	};
}
