import { Players } from "@rbxts/services";
import { t } from "@rbxts/t";

import { engineClock } from "../../shared/clock/engine-clock";
import { warnOnce } from "../../shared/options/read";
import type { Scope } from "../../shared/scope/scope";
import { characterPosition } from "../../shared/zones/parts";
import type { ExperienceCore } from "../catalog/port";
import { type Areas, createAreas } from "./areas";
import { createFinder, type Finder } from "./finder";
import { bedOf, distanceTo, programmeOf } from "./music";
import type { ZoneSettings } from "./options";
import { createServerMusic, type ServerMusic } from "./server-music";
import type { ZonesEffect, ZonesEvent, ZonesState } from "./state";
import { followTagged } from "./tagged";
import type { Zones } from "./types";

/** What a player's machine reports: the zone it hears; nothing for outside. */
const isReport = t.interface({ zone: t.optional(t.string) });

/** What the state machine is surrounded by. */
export interface Body {
	readonly core: ExperienceCore;
	readonly scope: Scope;
	readonly topic: string;
	readonly state: ZonesState;
	readonly changed: Zones["changed"];
	readonly players: Map<string, Player>;
	/** Threads that wait in `resolve`. */
	readonly waiting: Set<thread>;
}

/** The hands that carry effects out. */
export interface Hands {
	readonly areas: Areas;
	readonly finder: Finder;
	readonly music: ServerMusic | undefined;
	readonly reread: (instance: Instance) => void;
}

/** Events are handled as they come; what comes before there are hands waits for them. */
export interface Inbox {
	post: (event: ZonesEvent) => void;
	open: (handle: (event: ZonesEvent) => void) => void;
}

/** Makes an inbox that is not open yet. */
export function createInbox(): Inbox {
	const early = new Array<ZonesEvent>();
	let handle: (event: ZonesEvent) => void = event => early.push(event);
	return {
		post: event => handle(event),
		open: by => {
			handle = by;
			early.forEach(by);
		},
	};
}

/** Players are known by their user id. */
export function idOf(player: Player): string {
	return tostring(player.UserId);
}

function positionsOf({ players }: Body): Map<string, Vector3> {
	const positions = new Map<string, Vector3>();
	for (const [id, player] of players) {
		const position = characterPosition(player);
		if (position !== undefined) positions.set(id, position);
	}
	return positions;
}

/** Lets everybody go on who waits in `resolve`. */
export function resumeWaiting({ waiting }: Body): void {
	const threads = [...waiting];
	waiting.clear();
	for (const thread of threads) task.spawn(thread);
}

/** Makes what carries effects out. */
export function createHands(body: Body, settings: ZoneSettings, { post }: Inbox): Hands {
	const { core, scope, topic, state } = body;
	const isForAll = settings.output === "server";
	const random = new Random();
	return {
		areas: createAreas({
			scope,
			topic,
			mark: !isForAll,
			placed: (name, pieces) => post({ kind: "placed", name, pieces }),
			moved: names => post({ kind: "moved", names }),
		}),
		finder: createFinder({
			scope,
			catalog: core.catalog,
			clock: engineClock,
			random: () => random.NextNumber(),
			loudness: settings.loudness,
			distance: key => distanceTo(state, key),
			found: (key, tracks) => post({ kind: "found", key, tracks }),
			failed: (key, problem) => post({ kind: "failed", key, problem }),
		}),
		music: isForAll
			? createServerMusic({
					scope,
					programme: name => programmeOf(state, name),
					bed: name => bedOf(state, name),
					crossfade: settings.crossfade,
					volume: settings.volume,
					soundGroup: settings.soundGroup,
					engine: core.engine,
				})
			: undefined,
		reread: followTagged({ scope, tag: settings.tag, clock: engineClock, post }),
	};
}

function wake(
	body: Body,
	hands: Hands,
	{ event, seconds }: Extract<ZonesEffect, { kind: "wake" }>,
	post: Inbox["post"],
): void {
	engineClock.delay(
		seconds,
		body.scope.alive(() => {
			if (event !== "tick") return post({ kind: event });
			hands.areas.poll();
			post({ kind: "tick", positions: positionsOf(body) });
			hands.music?.step();
		}),
	);
}

/** Does in the world what the state machine says. */
export function carryOut(body: Body, hands: Hands, effect: ZonesEffect, post: Inbox["post"]): void {
	const { core, topic, players, changed } = body;
	const topicOf = (part: string) => (part === "" ? topic : `${topic}/${part}`);
	switch (effect.kind) {
		case "publish":
			return core.bridge.publish(topicOf(effect.part), effect.document);
		case "clear":
			return core.bridge.clear(topicOf(effect.part));
		case "follow":
			return hands.areas.follow(effect.name, effect.spec);
		case "unfollow":
			return hands.areas.unfollow(effect.name);
		case "reread":
			return hands.reread(effect.instance);
		case "want":
			return hands.finder.want(effect.use);
		case "release":
			return hands.finder.release(effect.key);
		case "changed": {
			const player = players.get(effect.id);
			if (player !== undefined) changed.Fire(player, effect.zone, effect.previous);
			return;
		}
		case "hear":
			return hands.music?.hear(effect.zone);
		case "refresh":
			return hands.music?.refresh();
		case "forget":
			return hands.music?.forget(effect.zone);
		case "warn":
			return warn(effect.text);
		case "warnOnce":
			return warnOnce(effect.sentence);
		case "wake":
			return wake(body, hands, effect, post);
	}
}

/** Tells of everyone here and everyone who comes or goes, and of what their machines report. */
export function followPlayers({ core, scope, topic, players }: Body, post: Inbox["post"]): void {
	const left = (player: Player) => {
		const id = idOf(player);
		if (players.get(id) !== player) return;
		post({ kind: "gone", id });
		players.delete(id);
	};
	const joined = (player: Player) => {
		const id = idOf(player);
		const before = players.get(id);
		if (before === player) return;
		if (before !== undefined) left(before);
		players.set(id, player);
		post({ kind: "joined", id, position: characterPosition(player) });
	};
	scope.own(Players.PlayerAdded.Connect(scope.alive(joined)));
	scope.own(Players.PlayerRemoving.Connect(scope.alive(left)));
	for (const player of Players.GetPlayers()) joined(player);
	const reported = (player: Player, payload: unknown) => {
		if (!isReport(payload)) return;
		const root = player.Character?.PrimaryPart;
		const speed = root !== undefined ? root.AssemblyLinearVelocity.Magnitude : 0;
		post({ kind: "report", id: idOf(player), zone: payload.zone, speed });
	};
	scope.own(core.bridge.onReport(topic, scope.alive(reported)));
}
