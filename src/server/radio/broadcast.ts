import { CollectionService, Players } from "@rbxts/services";

import type { Bridge } from "../../shared/bridge";
import type { Reply } from "../../shared/bridge/types";
import { createTimer } from "../../shared/clock/timer";
import { besideTopic } from "../../shared/radio/beats";
import { type StationDocument, voiceTag } from "../../shared/radio/document";
import type { VoteTally } from "../../shared/radio/types";
import { createScope, type Scope } from "../../shared/scope/scope";
import type { Engine, SoundingInstance } from "../../shared/sound";
import { timebase } from "../../shared/sound/engine-timebase";
import type { TrackStructure } from "../../shared/wire/structure";
import type { AudienceEvent } from "./audience";
import { radioMessages } from "./messages";
import type { PlayoutEffect } from "./playout";
import { createProbe } from "./probe";
import { readReport } from "./read-report";
import { packBeats } from "./send-beats";
import { createServerOutput } from "./server-output";
import type { Masthead } from "./tell-players";

/** What a broadcast tells of. */
export type BroadcastEvent = AudienceEvent | { kind: "time" } | { kind: "sound-gone" };

/** Carries a playout's documents to the players and their reports back; with `output = "server"` it sounds itself. */
export interface Broadcast {
	/** The topic of the documents, for example `radio/lobby`. */
	readonly topic: string;
	readonly masthead: Masthead;
	/** Who is there, and what comes from now on. */
	listen: (tell: (event: BroadcastEvent) => void) => void;
	carryOut: (effect: PlayoutEffect) => void;
	/** Tells players' machines of beats; of none takes them back. */
	publishBeats: (structures: ReadonlyArray<TrackStructure>) => void;
	/** Tells players' machines how the vote stands. */
	publishVotes: (votes: VoteTally) => void;
	/** Answers what players ask, from now on; `left` says who has gone. */
	answer: (handler: (player: Player, payload: unknown) => Reply, left: (player: Player) => void) => void;
	/** What plays and is replicated, with `output = "server"`. */
	sound: () => SoundingInstance | undefined;
	release: () => void;
}

export interface BroadcastOptions {
	name: string | undefined;
	output: "players" | "server";
	/** What plays; default the usual engine. */
	engine?: Engine;
	parent: Instance | undefined;
	soundGroup: SoundGroup | undefined;
	/** What AudioPlayers of the server are wired to; default everyone's ears, or `parent` where that is a place. */
	wiredTo?: AudioEmitter | AudioDeviceOutput;
	/** The game's own, for `output = "server"`. */
	sound?: Sound;
	volume: number;
}

const taken = new Set<string>();

/** Raises where another one of that name is on: two would talk across each other. */
function claimTopic(bridge: Bridge, name: string | undefined, scope: Scope): string {
	let topic = bridge.topicFor("radio", name);
	if (name !== undefined && taken.has(topic)) error(radioMessages.nameTaken(name), 0);
	while (taken.has(topic)) topic = bridge.topicFor("radio", name);
	taken.add(topic);
	scope.own(() => {
		taken.delete(topic);
		bridge.clear(topic);
	});
	return topic;
}

/** Instances cannot travel in a document: a tag tells players' machines which one is meant. */
function tag(instance: Instance | undefined, topic: string, use: string, scope: Scope): string | undefined {
	if (instance === undefined) return undefined;
	const name = `AudioScape:${topic}:${use}`;
	CollectionService.AddTag(instance, name);
	scope.own(() => CollectionService.RemoveTag(instance, name));
	return name;
}

/** How often a tally is told at most: hands may go up and down faster than anybody reads. */
const TALLY_SECONDS = 0.25;

/** Tells of a tally at once, or of the latest a little later. */
function createTally(publish: (votes: VoteTally) => void): { tell: (votes: VoteTally) => void; cancel: () => void } {
	let latest: VoteTally | undefined;
	let toldAt = -math.huge;
	const timer = createTimer(() => {
		if (latest === undefined) return;
		toldAt = timebase.now();
		publish(latest);
	});
	return {
		tell: votes => {
			latest = votes;
			timer.set(math.max(0, toldAt + TALLY_SECONDS - timebase.now()));
		},
		cancel: timer.cancel,
	};
}

/** Makes a broadcast; nothing is told before `listen`. Raises for a name that is taken. */
export function createBroadcast(bridge: Bridge, options: BroadcastOptions): Broadcast {
	const scope = createScope();
	const topic = claimTopic(bridge, options.name, scope);
	const beats = besideTopic(topic, "beats");
	const tally = createTally(votes => bridge.publish(besideTopic(topic, "votes"), votes));
	scope.own(() => {
		tally.cancel();
		bridge.clear(beats);
		bridge.clear(besideTopic(topic, "votes"));
	});
	const masthead: Masthead = {
		name: options.name ?? topic,
		output: options.output,
		engine: options.engine,
		outputTag: tag(options.parent, topic, "output", scope),
		groupTag: tag(options.soundGroup, topic, "group", scope),
	};
	const heard = new Array<(event: BroadcastEvent) => void>();
	const tell = scope.alive((event: BroadcastEvent) => {
		for (const listener of heard) listener(event);
	});
	const timer = createTimer(() => tell({ kind: "time" }));
	const probe = scope.own(createProbe((assetId, why, length) => tell({ kind: "probed", assetId, why, length })));
	const server =
		options.output === "server"
			? scope.own(
					createServerOutput({
						...options,
						tag: voiceTag(topic),
						onGone: () => tell({ kind: "sound-gone" }),
						onMeasured: (assetId, length) => tell({ kind: "probed", assetId, length }),
					}),
				)
			: undefined;
	scope.own(timer.cancel);

	function publish(document: StationDocument): void {
		bridge.publish(topic, document);
		server?.render(document);
	}

	return {
		topic,
		masthead,
		listen: listener => {
			heard.push(listener);
			for (const player of Players.GetPlayers()) tell({ kind: "joined", who: player.UserId });
			scope.own(Players.PlayerAdded.Connect(player => tell({ kind: "joined", who: player.UserId })));
			scope.own(Players.PlayerRemoving.Connect(player => tell({ kind: "left", who: player.UserId })));
			scope.own(
				bridge.onReport(topic, (player, payload) => {
					const report = readReport(payload);
					if (report !== undefined) tell({ kind: "report", who: player.UserId, report });
				}),
			);
		},
		carryOut: effect => {
			if (scope.isReleased()) return;
			if (effect.kind === "publish") publish(effect.document);
			else if (effect.kind === "probe") probe.check(effect.assetId);
			else if (effect.at === undefined) timer.cancel();
			else timer.set(effect.at - timebase.serverNow());
		},
		publishBeats: structures => {
			if (scope.isReleased()) return;
			if (structures.isEmpty()) bridge.clear(beats);
			else bridge.publish(beats, { tracks: structures.map(packBeats) });
		},
		publishVotes: scope.alive(tally.tell),
		answer: (handler, left) => {
			scope.own(bridge.onAsk(topic, handler));
			scope.own(Players.PlayerRemoving.Connect(left));
		},
		sound: () => server?.sound(),
		release: scope.release,
	};
}
