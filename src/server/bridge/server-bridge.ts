import { HttpService, Players, ReplicatedStorage } from "@rbxts/services";

import { ASK_NAME, REPORT_NAME, STATE_NAME } from "../../shared/bridge/topic";
import type { Bridge } from "../../shared/bridge/types";
import { createAsks } from "./asks";
import { bridgeMessages } from "./messages";
import { createReports } from "./reports";
import { topicSegment } from "./topic-segment";

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

/** The server's end of the bridge. It lives as long as the server. */
export function createServerBridge(): Bridge {
	const [state, remote] = ensureState();
	const reports = createReports<Player>(warn);
	const asks = createAsks<Player>(warn);
	const numbers = new Map<string, number>();
	let askRemote: RemoteFunction | undefined;

	/** There once somebody answers: a place where nothing can be asked has no door for it. */
	function openAsking(): void {
		if (askRemote?.Parent === state) return;
		askRemote = new Instance("RemoteFunction");
		askRemote.Name = ASK_NAME;
		askRemote.OnServerInvoke = (player, topic, payload) => asks.receive(player, topic, payload, os.clock());
		askRemote.Parent = state;
	}

	remote.OnServerEvent.Connect((player, sent) => {
		// What was on its way when its sender left would be remembered for good.
		if (player.Parent === Players) reports.receive(player, sent, os.clock());
	});
	Players.PlayerRemoving.Connect(player => {
		reports.forget(player);
		asks.forget(player);
	});

	return {
		side: "server",
		publish: (topic, document) => {
			const [ok, json] = pcall(() => HttpService.JSONEncode(document));
			if (ok) state.SetAttribute(topic, json);
			else warn(bridgeMessages.notPublishable(topic, tostring(json)));
		},
		clear: topic => state.SetAttribute(topic, undefined),
		onReport: reports.listen,
		onAsk: (topic, handler) => {
			openAsking();
			return asks.answer(topic, handler);
		},
		topicFor: (kind, name) => {
			if (name !== undefined) return `${kind}/${topicSegment(name)}`;
			const n = (numbers.get(kind) ?? 0) + 1;
			numbers.set(kind, n);
			return `${kind}/${n}`;
		},
	};
}
