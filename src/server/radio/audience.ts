import type { Presence, StationReport } from "../../shared/radio/document";
import type { Track } from "../../shared/wire/music";
import { lengthOf as catalogLength } from "../../shared/wire/row-facts";
import { assetFailed, assetLoaded, isLoadedAnywhere, lengthToReckon, type Loads, tellerLeft } from "./loads";

/** A player, by `UserId`. */
export type Listener = number;

/** What a listener may say of the track that is on. */
export type Vote = "skip" | "up" | "down";

/** What comes from the players' machines, and what the server finds out where no player is. */
export type AudienceEvent =
	| { kind: "joined"; who: Listener }
	| { kind: "left"; who: Listener }
	| { kind: "report"; who: Listener; report: StationReport }
	| { kind: "probed"; assetId: string; why?: string };

/** Who hears a station, and what their machines tell of its assets. Changed by the functions below alone. */
export interface Audience {
	readonly present: Map<Listener, Presence>;
	/** Whose machines have told anything of loading. */
	readonly answered: Set<Listener>;
	readonly loads: Loads;
	/** Opinions on the track that is on; each listener has one, the latest. */
	readonly votes: Map<Listener, Vote>;
}

/** Nobody is there yet. */
export function createAudience(): Audience {
	return { present: new Map(), answered: new Set(), loads: new Map(), votes: new Map() };
}

/** How many machines load the station's assets. */
export function machines({ present }: Audience): number {
	let here = 0;
	for (const [, presence] of present) if (presence !== "away") here += 1;
	return here;
}

/** Loaded somewhere, or nobody is there to tell. */
export function isLoaded(audience: Audience, assetId: string): boolean {
	return isLoadedAnywhere(audience.loads, assetId) || machines(audience) === 0;
}

/** Seconds of a track to reckon with. */
export function lengthOf(audience: Audience, track: Track): number {
	return lengthToReckon(audience.loads, track.asset_id, catalogLength(track), machines(audience));
}

function noLongerTells({ answered, loads }: Audience, who: Listener): void {
	answered.delete(who);
	tellerLeft(loads, who);
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
	const { present, answered, loads } = audience;
	if (event.kind === "probed") {
		if (event.why === undefined) assetLoaded(loads, event.assetId, "server");
		else assetFailed(loads, event.assetId, "server", now, event.why);
		return;
	}
	const { who } = event;
	if (event.kind === "joined") {
		if (!present.has(who)) present.set(who, "listening");
		return;
	}
	if (event.kind === "left") {
		present.delete(who);
		noLongerTells(audience, who);
		return;
	}
	const { report } = event;
	if (!present.has(who) || report.kind === "vote") return;
	if (report.kind === "presence") {
		present.set(who, report.value);
		if (report.value === "away") noLongerTells(audience, who);
		return;
	}
	answered.add(who);
	if (!matters(report.id)) return;
	if (report.kind === "ready") assetLoaded(loads, report.id, who, report.length);
	else assetFailed(loads, report.id, who, now, report.why);
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

/** Whether over half of those who hear the station want the next track. */
export function wantSkip({ present, votes }: Audience): boolean {
	let listeners = 0;
	let skips = 0;
	for (const [who, presence] of present) {
		if (presence !== "listening") continue;
		listeners += 1;
		if (votes.get(who) === "skip") skips += 1;
	}
	return skips * 2 > listeners;
}
