import { Players } from "@rbxts/services";

import type { Bridge } from "../../shared/bridge";
import { type Presence, readReport } from "../../shared/radio/document";
import { timebase } from "../../shared/sound/engine-timebase";
import type { Track } from "../../shared/wire/music";
import { lengthOf } from "../../shared/wire/row-facts";
import { createBallot, type Verdict } from "./ballot";
import { createLengths } from "./lengths";
import { createProbe } from "./probe";

/** What the players' machines tell of a station's assets; where nobody is there, what the server can tell itself. */
export interface Audience {
	/** How many machines load the station's assets. */
	loaders(): number;
	/** Who hears the station: neither muted, nor out of its zone, nor far from its part. */
	listeners(): Player[];
	/** Whether any machine tells anything at all. */
	answers(): boolean;
	/** Loaded somewhere, or nobody is there to tell. */
	isLoaded(assetId: string): boolean;
	verdict(assetId: string): Verdict;
	/** When a verdict that hangs in the balance falls (server time). */
	dueAt(assetId: string): number | undefined;
	why(assetId: string): string;
	lengthOf(track: Track): number;
	/** Has the server try an asset while nobody else can. */
	probe(assetId: string): void;
	forget(assetId: string): void;
	/** Forgets every asset but these. */
	keep(assetIds: ReadonlyArray<string>): void;
	destroy(): void;
}

export interface AudienceOptions {
	bridge: Bridge;
	topic: string;
	/** Whether a report on an asset matters now. */
	matters: (assetId: string) => boolean;
	/** Something is known that was not before. */
	onNews: () => void;
	onVote: (player: Player, value: "skip" | "up" | "down") => void;
	/** Somebody came, went, muted or unmuted. */
	onPresence: () => void;
}

/** Listens to the players of one station. */
export function createAudience(options: AudienceOptions): Audience {
	const { bridge, topic } = options;
	const ballot = createBallot<Player | "server">();
	const lengths = createLengths<Player>();
	const presence = new Map<Player, Presence>();
	const answered = new Set<Player>();
	let destroyed = false;

	const probe = createProbe((assetId, outcome, why) => {
		ballot.report(assetId, "server", outcome, timebase.serverNow(), why);
		options.onNews();
	});

	function here(): Player[] {
		return Players.GetPlayers().filter(player => presence.get(player) !== "away");
	}

	function noLongerTells(player: Player): void {
		answered.delete(player);
		ballot.leave(player);
	}

	const unreport = bridge.onReport(topic, (player, payload) => {
		const report = readReport(payload);
		if (report === undefined || destroyed) return;
		if (report.kind === "vote") {
			options.onVote(player, report.value);
			return;
		}
		if (report.kind === "presence") {
			presence.set(player, report.value);
			if (report.value === "away") noLongerTells(player);
			options.onPresence();
			return;
		}
		answered.add(player);
		const { id } = report;
		if (!options.matters(id)) return;
		const now = timebase.serverNow();
		if (report.kind === "ready") {
			ballot.report(id, player, "ready", now);
			lengths.report(id, player, report.length);
		} else ballot.report(id, player, "failed", now, report.why);
		options.onNews();
	});
	const removing = Players.PlayerRemoving.Connect(player => {
		presence.delete(player);
		noLongerTells(player);
		// Until then the player counts as present.
		task.defer(() => {
			if (!destroyed) options.onPresence();
		});
	});

	return {
		loaders() {
			return here().size();
		},
		listeners() {
			return here().filter(player => presence.get(player) !== "muted");
		},
		answers() {
			return !answered.isEmpty();
		},
		isLoaded(assetId) {
			return ballot.loaded(assetId) || here().isEmpty();
		},
		verdict(assetId) {
			return ballot.verdict(assetId, here().size(), timebase.serverNow());
		},
		dueAt(assetId) {
			return ballot.dueAt(assetId);
		},
		why(assetId) {
			return ballot.why(assetId);
		},
		lengthOf(track) {
			return lengths.of(track.asset_id, lengthOf(track) ?? 0, here().size());
		},
		probe(assetId) {
			if (here().isEmpty()) probe.check(assetId);
		},
		forget(assetId) {
			ballot.forget(assetId);
		},
		keep(assetIds) {
			ballot.keep(assetIds);
			lengths.keep(assetIds);
		},
		destroy() {
			destroyed = true;
			unreport();
			removing.Disconnect();
			probe.destroy();
		},
	};
}
