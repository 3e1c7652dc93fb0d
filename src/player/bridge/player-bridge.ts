import { HttpService, ReplicatedStorage } from "@rbxts/services";

import { ASK_NAME, REPORT_NAME, STATE_NAME } from "../../shared/bridge/topic";
import type { PlayerBridge, Reply } from "../../shared/bridge/types";
import { createScope } from "../../shared/scope/scope";
import { bridgeMessages } from "./messages";
import { createReportPace } from "./report-pace";
import { createWatchers } from "./watchers";

/** A player's end of the bridge. Nothing but `ask` waits: documents arrive whenever the server's state does. */
export function createPlayerBridge(): PlayerBridge & { destroy: () => void } {
	const scope = createScope();
	const watchers = createWatchers();
	let state: Instance | undefined;
	const pace = createReportPace(reports => {
		const remote = state?.FindFirstChild(REPORT_NAME);
		if (remote !== undefined && remote.IsA("RemoteEvent")) remote.FireServer(reports);
	});
	scope.own(pace.destroy);

	function take(from: Instance, topic: string): void {
		const json = from.GetAttribute(topic);
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
		scope.own(found.AttributeChanged.Connect(topic => take(found, topic)));
		for (const [topic] of found.GetAttributes()) take(found, topic);
	}

	scope.own(ReplicatedStorage.ChildAdded.Connect(adopt));
	const present = ReplicatedStorage.FindFirstChild(STATE_NAME);
	if (present !== undefined) adopt(present);

	return {
		watch: watchers.watch,
		report: pace.report,
		ask: (topic, payload) => {
			const remote = state?.FindFirstChild(ASK_NAME);
			if (remote === undefined || !remote.IsA("RemoteFunction")) return undefined;
			const [ok, reply] = pcall(() => remote.InvokeServer(topic, payload) as unknown);
			return ok && typeIs(reply, "table") ? (reply as Reply) : undefined;
		},
		destroy: scope.release,
	};
}
