import type { Play, QueueEntry, StationDocument } from "../../shared/radio/document";
import { artistOf, titleOf } from "../../shared/wire/row-facts";
import { isLoaded, machines } from "./audience";
import type { FadePlan } from "./brain/fade-plan";
import { aheadOf, noteWanted, type Playout, type PlayoutEffect, watchedAssets } from "./playout";
import { type Entry, planTo, startOf } from "./timeline";

/** What of a station's document never changes. */
export type Masthead = Pick<StationDocument, "name" | "output" | "engine" | "outputTag" | "groupTag">;

/** How much of the queue players are told. */
export const TOLD = 10;

function playOf({ track, gain, most, reason, length }: Entry, n: number, at: number, plan: FadePlan | undefined): Play {
	return {
		n,
		id: track.asset_id,
		at,
		from: plan?.enterAt ?? 0,
		gain,
		most,
		fade: plan?.seconds ?? 0,
		fadeIn: plan?.fadeIn ?? "equal-power",
		duration: length,
		name: titleOf(track),
		artist: artistOf(track) ?? "",
		reason,
	};
}

/** The next track as players start it by themselves, once it is known to load. */
function comingUp({ timeline, audience }: Playout, first: Entry | undefined): Play | undefined {
	const plan = planTo(timeline, first);
	if (first === undefined || plan === undefined || !isLoaded(audience, first.track.asset_id)) return undefined;
	const startedAt = startOf(timeline, plan);
	return startedAt !== undefined ? playOf(first, timeline.plays + 1, startedAt, plan) : undefined;
}

function stateOf({ on, timeline }: Playout): StationDocument["state"] {
	if (!on) return "stopped";
	if (timeline.held !== undefined) return "paused";
	return timeline.current !== undefined ? "playing" : "waiting";
}

function queueOf(queue: ReadonlyArray<Entry>): QueueEntry[] {
	const told = new Array<QueueEntry>();
	for (const i of $range(0, math.min(TOLD, queue.size()) - 1)) {
		const { track, reason, length } = queue[i]!;
		const names = { name: titleOf(track), artist: artistOf(track) ?? "" };
		told.push({ id: track.asset_id, ...names, duration: length, reason });
	}
	return told;
}

/** What players are told. @param ahead ids of what is to be loaded */
function documentOf(
	playout: Playout,
	masthead: Masthead,
	queue: ReadonlyArray<Entry>,
	ahead: string[],
): StationDocument {
	const { on, timeline, volume, rampUntil } = playout;
	const { current, plan, held } = timeline;
	return {
		...masthead,
		state: stateOf(playout),
		now: current && playOf(current, current.n, current.startedAt, plan),
		next: on ? comingUp(playout, queue[0]) : undefined,
		held,
		ahead,
		queue: queueOf(queue),
		volume,
		rampUntil,
	};
}

function sameData(a: unknown, b: unknown): boolean {
	if (!typeIs(a, "table") || !typeIs(b, "table")) return a === b;
	const one = a as Map<unknown, unknown>;
	const other = b as Map<unknown, unknown>;
	for (const [key, value] of one) if (!sameData(value, other.get(key))) return false;
	for (const [key] of other) if (one.get(key) === undefined) return false;
	return true;
}

/** Tells players, where there is anything new to tell. */
export function tellPlayers<E extends defined>(
	playout: Playout,
	masthead: Masthead,
	queue: ReadonlyArray<Entry>,
	now: number,
	effects: Array<E | PlayoutEffect>,
): void {
	const ahead = playout.on ? aheadOf(playout, queue, now) : [];
	noteWanted(playout, ahead, now);
	const document = documentOf(playout, masthead, queue, ahead);
	if (sameData(document, playout.told)) return;
	playout.told = document;
	effects.push({ kind: "publish", document });
}

/** Has the server try what is waited for or played, where no player can tell whether it loads. */
export function probeAssets<E extends defined>(
	playout: Playout,
	queue: ReadonlyArray<Entry>,
	now: number,
	effects: Array<E | PlayoutEffect>,
): void {
	if (!playout.on || machines(playout.audience) > 0) return;
	for (const assetId of watchedAssets(playout, queue, now)) effects.push({ kind: "probe", assetId });
}
