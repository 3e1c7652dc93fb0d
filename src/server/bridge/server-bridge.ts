import { HttpService, Players, ReplicatedStorage } from "@rbxts/services";

import { REPORT_NAME, STATE_NAME } from "../../shared/bridge/topic";
import type { Bridge } from "../../shared/bridge/types";
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
	const numbers = new Map<string, number>();

	remote.OnServerEvent.Connect((player, sent) => {
		// What was on its way when its sender left would be remembered for good.
		if (player.Parent === Players) reports.receive(player, sent, os.clock());
	});
	Players.PlayerRemoving.Connect(reports.forget);

	return {
		side: "server",
		publish: (topic, document) => {
			const [ok, json] = pcall(() => HttpService.JSONEncode(document));
			if (ok) state.SetAttribute(topic, json);
			else warn(bridgeMessages.notPublishable(topic, tostring(json)));
		},
		clear: topic => state.SetAttribute(topic, undefined),
		onReport: reports.listen,
		topicFor: (kind, name) => {
			if (name !== undefined) return `${kind}/${topicSegment(name)}`;
			const n = (numbers.get(kind) ?? 0) + 1;
			numbers.set(kind, n);
			return `${kind}/${n}`;
		},
	};
}
