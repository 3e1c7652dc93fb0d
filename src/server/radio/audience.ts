import type { Presence, StationReport } from "../../shared/radio/document";
import type { VoteTally } from "../../shared/radio/types";
import type { Track } from "../../shared/wire/music";
import { lengthOf as catalogLength } from "../../shared/wire/row-facts";
import {
	claimFailed,
	claimReady,
	createJury,
	isLoadedAnywhere,
	type Jury,
	lengthToReckon,
	noteAnswer,
	seat,
	unseat,
} from "../trust/jury";
import { createStanding } from "../trust/standing";
import { welcome } from "../trust/verdicts";

/** A player, by `UserId`. */
export type Listener = number;

/** What a listener may say of the track that is on. */
export type Vote = "skip" | "up" | "down";

/** What comes from the players' machines, and what the server finds out where no player is. */
export type AudienceEvent =
	| { kind: "joined"; who: Listener }
	| { kind: "left"; who: Listener }
	| { kind: "report"; who: Listener; report: StationReport }
	| { kind: "probed"; assetId: string; why?: string; length?: number };

/** Who hears a station, and what their machines tell of its assets. Changed by the functions below alone. */
export interface Audience {
	readonly present: Map<Listener, Presence>;
	/** Those of them whose machines load the station's assets: all that are not away. */
	readonly jury: Jury;
	/** Those whose machines want beats and sections. */
	readonly followers: Set<Listener>;
	/** Opinions on the track that is on; each listener has one, the latest. */
	readonly votes: Map<Listener, Vote>;
}

/** Nobody is there yet. @param standing what everyone's word weighs on this server */
export function createAudience(standing = createStanding()): Audience {
	return { present: new Map(), jury: createJury(standing), followers: new Set(), votes: new Map() };
}

/** How many machines load the station's assets. */
export function machines({ jury }: Audience): number {
	return jury.members.size();
}

/** Loaded somewhere, or nobody is there to tell. */
export function isLoaded(audience: Audience, assetId: string): boolean {
	return isLoadedAnywhere(audience.jury, assetId) || machines(audience) === 0;
}

/** Seconds of a track to reckon with. */
export function lengthOf({ jury }: Audience, track: Track): number {
	return lengthToReckon(jury, track.asset_id, catalogLength(track));
}

function hearOfPresence(
	{ present, jury, votes, followers }: Audience,
	event: Exclude<AudienceEvent, { kind: "probed" }>,
): void {
	const { kind, who } = event;
	if (kind === "joined") {
		if (present.has(who)) return;
		present.set(who, "listening");
		seat(jury, who);
		welcome(jury);
	} else if (kind === "left") {
		present.delete(who);
		votes.delete(who);
		followers.delete(who);
		unseat(jury, who);
	} else if (event.report.kind === "presence" && present.has(who)) {
		present.set(who, event.report.value);
		if (event.report.value === "away") unseat(jury, who);
		else seat(jury, who);
	} else if (event.report.kind === "follow" && present.has(who)) {
		if (event.report.value) followers.add(who);
		else followers.delete(who);
	}
}

/**
 * Takes in what was told.
 *
 * @param matters whether a report on an asset matters now
 */
export function hear(
	audience: Audience,
	event: AudienceEvent,
	now: number,
	matters: (assetId: string) => boolean,
): void {
	const { present, jury } = audience;
	if (event.kind === "probed") {
		if (event.why === undefined) claimReady(jury, event.assetId, "server", now, event.length);
		else claimFailed(jury, event.assetId, "server", now, event.why);
		return;
	}
	hearOfPresence(audience, event);
	if (event.kind !== "report") return;
	const { who, report } = event;
	if (report.kind !== "ready" && report.kind !== "failed") return;
	if (!present.has(who)) return;
	noteAnswer(jury, who);
	if (!matters(report.id)) return;
	if (report.kind === "ready") claimReady(jury, report.id, who, now, report.length);
	else claimFailed(jury, report.id, who, now, report.why);
}

/** A listener's opinion. @returns the former one and whether this one is another; `undefined` of somebody who is not there */
export function castVote(
	{ present, votes }: Audience,
	who: Listener,
	value: Vote,
): { before: Vote | undefined; isNew: boolean } | undefined {
	if (!present.has(who)) return undefined;
	const before = votes.get(who);
	votes.set(who, value);
	return { before, isNew: before !== value };
}

/** What those who hear the station say of the track that is on. */
export function tallyOf({ present, votes }: Audience): VoteTally {
	const counts = { skip: 0, up: 0, down: 0 };
	let listeners = 0;
	for (const [who, presence] of present) {
		if (presence !== "listening") continue;
		listeners += 1;
		const vote = votes.get(who);
		if (vote !== undefined) counts[vote] += 1;
	}
	return { ...counts, listeners, needed: math.floor(listeners / 2) + 1 };
}

/** Whether over half of those who hear the station want the next track. */
export function wantSkip(audience: Audience): boolean {
	const { skip, needed } = tallyOf(audience);
	return skip >= needed;
}
