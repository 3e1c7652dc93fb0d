import { HttpService, ReplicatedStorage } from "@rbxts/services";

import { bridgeMessages } from "./messages";
import { REPORT_NAME, STATE_NAME } from "./server-bridge";
import { topicSegment } from "./topic";
import type { Bridge } from "./types";
import { createWatchers } from "./watchers";

/** A player's end of the bridge. Nothing here waits: documents arrive whenever the server's state does. */
export function createPlayerBridge(): Bridge {
	const watchers = createWatchers();
	let state: Instance | undefined;
	let numbered = 0;

	function take(topic: string): void {
		const json = state?.GetAttribute(topic);
		if (!typeIs(json, "string")) {
			watchers.set(topic, undefined);
			return;
		}
		const [ok, document] = pcall(() => HttpService.JSONDecode(json));
		if (ok) watchers.set(topic, document);
		else warn(bridgeMessages.badDocument(topic, tostring(document)));
	}

	function adopt(found: Instance): void {
		if (state !== undefined || found.Name !== STATE_NAME) return;
		state = found;
		found.AttributeChanged.Connect(take);
		for (const [topic] of found.GetAttributes()) take(topic);
	}

	ReplicatedStorage.ChildAdded.Connect(adopt);
	const present = ReplicatedStorage.FindFirstChild(STATE_NAME);
	if (present !== undefined) adopt(present);

	return {
		side: "player",
		publish(topic, document) {
			watchers.set(topic, document);
		},
		clear(topic) {
			watchers.set(topic, undefined);
		},
		watch(topic, listener) {
			return watchers.watch(topic, listener);
		},
		report(topic, payload) {
			const remote = state?.FindFirstChild(REPORT_NAME);
			if (remote !== undefined && remote.IsA("RemoteEvent")) remote.FireServer(topic, payload);
		},
		onReport() {
			return () => {};
		},
		topicFor(kind, name) {
			numbered += 1;
			return name !== undefined ? `${kind}/${topicSegment(name)}` : `${kind}/local.${numbered}`;
		},
	};
}
