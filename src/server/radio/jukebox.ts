import { Players } from "@rbxts/services";

import type { Reply } from "../../shared/bridge/types";
import type { StationAsk } from "../../shared/radio/document";
import { timebase } from "../../shared/sound/engine-timebase";
import type { Track } from "../../shared/wire/music";
import type { CatalogPort } from "../catalog/port";
import { findRequested } from "./asking";
import { radioMessages } from "./messages";
import { readAsk } from "./read-ask";
import { admit, createRequests, forgetRequests, queueRefusal, type Requests } from "./requests";
import type { Station, StationEvent } from "./station-state";

interface Jukebox {
	readonly catalog: CatalogPort;
	readonly station: Station;
	readonly send: (event: StationEvent) => void;
	readonly requests: Requests | undefined;
	/** Said once each. */
	readonly said: Set<string>;
}

const YES: Reply = { ok: true };
const no = (err: string): Reply => ({ ok: false, err });

/** Calls a game's own function; one that raises is told of once, and says nothing. */
function askGame({ said }: Jukebox, name: string, call: () => unknown): unknown {
	const [ok, answer] = pcall(call);
	if (ok) return answer;
	if (!said.has(name)) {
		said.add(name);
		warn(radioMessages.gameRaised(name, tostring(answer)));
	}
	return undefined;
}

function isDj(jukebox: Jukebox, player: Player): boolean {
	const { dj } = jukebox.station.settings;
	return dj !== undefined && askGame(jukebox, "dj", () => dj(player)) === true;
}

/** Why a game does not take a track of a player. */
function gameRefusal(jukebox: Jukebox, player: Player, track: Track): string | undefined {
	const allow = jukebox.station.settings.requests?.allow;
	if (allow === undefined) return undefined;
	const answer = askGame(jukebox, "requests.allow", () => allow(player, track));
	if (answer === true) return undefined;
	return typeIs(answer, "string") ? answer : radioMessages.notAllowed;
}

/** Why the station takes no request now: for reasons that may have come up while it was looked up. */
function stationRefusal({ station }: Jukebox, player: Player, id: string): string | undefined {
	if (station.phase !== "on") return radioMessages.isOff;
	if (player.Parent !== Players) return radioMessages.hasLeft;
	return queueRefusal(station.brain, station.playout.timeline.current?.track.asset_id, id, player.UserId);
}

/** Takes a player's request, or says why not. Yields for a lookup. */
function request(jukebox: Jukebox, player: Player, asked: Extract<StationAsk, { kind: "request" }>): Reply {
	const { requests, catalog, station, send } = jukebox;
	const { id, position } = asked;
	const isFree = isDj(jukebox, player);
	if (requests === undefined && !isFree) return no(radioMessages.takesNone);
	if (position === "next" && !isFree) return no(radioMessages.djOnly);
	let refusal = stationRefusal(jukebox, player, id);
	if (refusal === undefined && !isFree) refusal = admit(requests!, player.UserId, timebase.serverNow());
	if (refusal !== undefined) return no(refusal);
	const [track, err] = findRequested(catalog, station.brain, id, false);
	if (track === undefined) return no(err ?? radioMessages.unknownTrack(id));
	if (!isFree) refusal = gameRefusal(jukebox, player, track);
	refusal ??= stationRefusal(jukebox, player, id);
	if (refusal !== undefined) return no(refusal);
	const by = { who: player.UserId, name: player.DisplayName };
	send({ kind: "request", track, position: position === "next" ? "next" : "requested", by });
	return YES;
}

/** What a DJ may do and nobody else. */
function control({ send, station }: Jukebox, asked: Exclude<StationAsk, { kind: "request" }>): Reply {
	if (station.phase !== "on") return no(radioMessages.isOff);
	if (asked.kind !== "dj") send(asked);
	return YES;
}

/**
 * Answers what players ask of a station. Requests are looked up before they are taken, so that no id comes on which the
 * catalog does not have.
 *
 * @returns the answer to one; `forget` for who has gone
 */
export function createJukebox(ports: Pick<Jukebox, "catalog" | "station" | "send">): {
	answer: (player: Player, payload: unknown) => Reply;
	forget: (player: Player) => void;
} {
	const { requests: options } = ports.station.settings;
	const requests = options && createRequests(options.perMinute);
	const jukebox: Jukebox = { ...ports, requests, said: new Set() };
	return {
		answer: (player, payload) => {
			const asked = readAsk(payload);
			if (asked === undefined) return no(radioMessages.notUnderstood);
			if (asked.kind === "request") return request(jukebox, player, asked);
			return isDj(jukebox, player) ? control(jukebox, asked) : no(radioMessages.djOnly);
		},
		forget: player => {
			if (requests !== undefined) forgetRequests(requests, player.UserId);
		},
	};
}
