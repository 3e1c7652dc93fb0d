import type { StationDocument } from "../../shared/radio/document";
import { isFailed, keepClaims, ripeAt, ripen, whyFailed } from "../trust/jury";
import type { Standing } from "../trust/standing";
import { condemn, pardonDueAt, takePardons } from "../trust/verdicts";
import { type Audience, createAudience, isLoaded, lengthOf } from "./audience";
import type { FadePlan } from "./brain/fade-plan";
import {
	clear,
	createTimeline,
	demand,
	dueAt,
	type Entry,
	leftAt,
	planNow,
	planTo,
	putOn,
	type Timeline,
} from "./timeline";

/** What is on, for whom, and how far the next tracks are loaded. The same for a station and for a list. */
export interface Playout {
	/** Something was wanted on, and it was not stopped since. */
	on: boolean;
	readonly timeline: Timeline;
	readonly audience: Audience;
	/** Whether what is wanted on goes on at once, loaded or not: where the server sounds, nobody has to load it first. */
	isPrompt?: boolean;
	/** Since when assets are wanted loaded. */
	wantedSince: Map<string, number>;
	volume: number;
	/** A volume ramp ends then. */
	rampUntil?: number;
	/** What players were told last. */
	told?: StationDocument;
}

/** What is found when the playout is looked at; whoever decides what follows acts on it, and looks again. */
export type Finding =
	/** An asset does not load: it must leave the queue, or what is on (`onAir`). */
	| { kind: "dead"; entry: Entry; why: string; onAir: boolean }
	/** The entry at a place of the queue goes on. */
	| { kind: "next"; index: number; entry: Entry; startedAt: number; plan: FadePlan }
	/** What was on is over and nothing follows. */
	| { kind: "dry" };

/** What carries a playout's documents, whoever decides what is on. */
export type PlayoutEffect =
	| { kind: "publish"; document: StationDocument }
	/** Brings a `time` event at that server time; replaces the one before. */
	| { kind: "wake"; at: number | undefined }
	/** Has the server try an asset, as no player can tell. */
	| { kind: "probe"; assetId: string };

/** How many tracks ahead are loaded, and how many with those that are overdue. */
const PREPARED = 2;
const MOST_PREPARED = 4;
/** One that takes longer than this does not keep those behind it from being loaded. */
const OVERDUE_SECONDS = 8;
/** An asset that nobody has loaded by then is dead, though nothing else is loaded either. */
const LOAD_LIMIT_SECONDS = 60;
/** Silence or a slow load is waited for this long before something else is tried. */
const PATIENCE_SECONDS = 4;
const POLL_SECONDS = 0.25;
/** A transition this late is not the scheduled one any more. */
const LATE_SECONDS = 0.1;
/** A timer may wake this much early. */
const EARLY_SECONDS = 0.005;
/** What is on ends so soon that something has to be done. */
const PRESSED_SECONDS = 1;

/** Nothing is on. @param standing what everyone's word weighs on this server */
export function createPlayout(crossfade: number | "auto", volume: number, standing?: Standing): Playout {
	return {
		on: false,
		timeline: createTimeline(crossfade),
		audience: createAudience(standing),
		wantedSince: new Map(),
		volume,
	};
}

function isOverdue({ wantedSince, audience }: Playout, assetId: string, now: number): boolean {
	const since = wantedSince.get(assetId);
	return since !== undefined && now >= since + OVERDUE_SECONDS && !isLoaded(audience, assetId);
}

/** Ids of what is to be loaded ahead: two, and more where some take long. */
export function aheadOf(playout: Playout, queue: ReadonlyArray<Entry>, now: number): string[] {
	const ids = new Array<string>();
	let timely = 0;
	for (const i of $range(0, math.min(MOST_PREPARED, queue.size()) - 1)) {
		if (timely >= PREPARED) break;
		const id = queue[i]!.track.asset_id;
		if (!isOverdue(playout, id, now)) timely += 1;
		if (!ids.includes(id)) ids.push(id);
	}
	return ids;
}

/** These are being loaded from now on, if they were not before. */
export function noteWanted(playout: Playout, assetIds: ReadonlyArray<string>, now: number): void {
	const before = playout.wantedSince;
	playout.wantedSince = new Map();
	for (const id of assetIds) playout.wantedSince.set(id, before.get(id) ?? now);
}

/** Whether it matters whether an asset loads. */
export function matters(playout: Playout, queue: ReadonlyArray<Entry>, assetId: string, now: number): boolean {
	return assetId === playout.timeline.current?.track.asset_id || aheadOf(playout, queue, now).includes(assetId);
}

function findDead({ timeline, audience }: Playout, queue: ReadonlyArray<Entry>, now: number): Finding | undefined {
	const { jury } = audience;
	ripen(jury, now);
	const isDead = ({ track }: Entry): boolean => isFailed(jury, track.asset_id);
	for (const i of $range(0, math.min(MOST_PREPARED, queue.size()) - 1)) {
		const entry = queue[i]!;
		if (isDead(entry)) return { kind: "dead", entry, why: whyFailed(jury, entry.track.asset_id), onAir: false };
	}
	const { current } = timeline;
	if (current === undefined || !isDead(current)) return undefined;
	return { kind: "dead", entry: current, why: whyFailed(jury, current.track.asset_id), onAir: true };
}

function firstLoaded({ audience }: Playout, queue: ReadonlyArray<Entry>): number | undefined {
	for (const i of $range(0, math.min(MOST_PREPARED, queue.size()) - 1)) {
		if (isLoaded(audience, queue[i]!.track.asset_id)) return i;
	}
	return undefined;
}

/** Which entry goes on, where one is due since `due`; `scheduled` is how the first does, where it comes by itself. */
function findNext(
	playout: Playout,
	queue: ReadonlyArray<Entry>,
	now: number,
	due: number,
	scheduled: FadePlan | undefined,
): Finding | undefined {
	const { timeline, audience, wantedSince } = playout;
	const first = queue[0];
	const left = leftAt(timeline, now);
	if (first === undefined) return left <= 0 ? { kind: "dry" } : undefined;
	const waited = now - due;
	const go = (index: number): Finding => {
		const entry = queue[index]!;
		const isPunctual = scheduled !== undefined && index === 0 && waited < LATE_SECONDS;
		const plan = isPunctual ? scheduled : planNow(timeline, entry, now);
		return { kind: "next", index, entry, startedAt: (isPunctual ? due : now) - plan.enterAt, plan };
	};
	const { asset_id } = first.track;
	if (playout.isPrompt === true || isLoaded(audience, asset_id)) return go(0);
	const isPressed = left < PRESSED_SECONDS;
	const loaded = firstLoaded(playout, queue);
	if (isPressed && loaded !== undefined && (timeline.current !== undefined || waited >= PATIENCE_SECONDS)) {
		return go(loaded);
	}
	if (audience.jury.answered.isEmpty() && waited >= PATIENCE_SECONDS) return go(0);
	const isHopeless = now - (wantedSince.get(asset_id) ?? now) >= LOAD_LIMIT_SECONDS;
	return isPressed && isHopeless ? { kind: "dead", entry: first, why: "timeout", onAir: false } : undefined;
}

function find(playout: Playout, queue: ReadonlyArray<Entry>, now: number): Finding | undefined {
	if (!playout.on) return undefined;
	const { timeline, audience } = playout;
	if (timeline.current !== undefined) timeline.current.length = lengthOf(audience, timeline.current.track);
	const dead = findDead(playout, queue, now);
	if (dead !== undefined) return dead;
	const plan = planTo(timeline, queue[0]);
	const due = dueAt(timeline, plan);
	if (due === undefined || now < due - EARLY_SECONDS) return undefined;
	return findNext(playout, queue, now, due, timeline.demandedAt === undefined ? plan : undefined);
}

/** Looks at what is on and at what comes next. `undefined`: nothing is to be done now. */
export function look(playout: Playout, queue: ReadonlyArray<Entry>, now: number): Finding | undefined {
	const found = find(playout, queue, now);
	if (found?.kind === "dead") condemn(playout.audience.jury, found.entry.track.asset_id, now);
	return found;
}

/** Assets that were found dead and are worth another try; each is told once. */
export function pardons({ audience }: Playout, now: number): string[] {
	return takePardons(audience.jury, now);
}

/** The first of the queue is wanted on now. */
export function advance(playout: Playout, now: number): void {
	playout.on = true;
	demand(playout.timeline, now);
}

/** Puts on what was found. */
export function follow({ timeline }: Playout, { entry, startedAt, plan }: Extract<Finding, { kind: "next" }>): void {
	putOn(timeline, entry, startedAt, plan);
}

/** Forgets what was told of assets that are neither on nor wanted next. */
export function keepWanted(playout: Playout, queue: ReadonlyArray<Entry>, now: number): void {
	keepClaims(playout.audience.jury, watchedAssets(playout, queue, now));
}

/** What is on does not load: its end is not waited for, and it is not found dead again. */
export function leaveCurrent(playout: Playout, now: number): void {
	if (playout.timeline.current !== undefined) demand(playout.timeline, now);
}

/** Nothing is on, and nothing is wanted on. */
export function halt(playout: Playout): void {
	playout.on = false;
	clear(playout.timeline);
}

/** Another volume, at once or over some seconds. */
export function changeVolume(playout: Playout, to: number, seconds: number, now: number): void {
	playout.volume = to;
	playout.rampUntil = seconds > 0 ? now + seconds : undefined;
}

/** Assets that are waited for or played. */
export function watchedAssets(playout: Playout, queue: ReadonlyArray<Entry>, now: number): string[] {
	const ids = aheadOf(playout, queue, now);
	const { current } = playout.timeline;
	if (current !== undefined) ids.push(current.track.asset_id);
	return ids;
}

/** When to look again: the transition, a verdict that hangs in the balance, an overdue load. */
export function lookAgainAt(playout: Playout, queue: ReadonlyArray<Entry>, now: number): number | undefined {
	if (!playout.on) return undefined;
	const { timeline, audience, wantedSince } = playout;
	const due = dueAt(timeline, planTo(timeline, queue[0]));
	let at = math.max(pardonDueAt(audience.jury) ?? math.huge, now + POLL_SECONDS);
	if (due !== undefined) at = math.min(at, due > now ? due : now + POLL_SECONDS);
	for (const id of watchedAssets(playout, queue, now)) {
		const verdictAt = ripeAt(audience.jury, id);
		if (verdictAt !== undefined && verdictAt > now) at = math.min(at, verdictAt);
		const overdueAt = (wantedSince.get(id) ?? -math.huge) + OVERDUE_SECONDS;
		if (overdueAt > now && !isLoaded(audience, id)) at = math.min(at, overdueAt);
	}
	return at < math.huge ? at : undefined;
}
