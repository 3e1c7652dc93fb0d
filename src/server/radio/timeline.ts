import type { Track } from "../../shared/wire/music";
import type { TrackStructure } from "../../shared/wire/structure";
import { type FadePlan, type FadeSide, planFade, planSkip } from "./brain/fade-plan";

/** A track with everything needed to put it on. */
export interface Entry {
	readonly track: Track;
	readonly reason: string;
	readonly gain: number;
	/** The most that gain and volume may make together. */
	readonly most?: number;
	/** Seconds to reckon with. */
	length: number;
	structure?: TrackStructure;
}

/** What is on. */
export interface Playing extends Entry {
	/** Counts the plays of the station. */
	readonly n: number;
	/** Server time of position 0. */
	startedAt: number;
}

/** What is on since when, and when the next track is due. Times are inputs, in seconds of the server's clock. */
export interface Timeline {
	readonly crossfade: number | "auto";
	current?: Playing;
	/** How the current track came on. */
	plan?: FadePlan;
	/** The position kept while paused. */
	held?: number;
	/** Since when the next track is wanted, regardless of the schedule. */
	demandedAt?: number;
	plays: number;
}

/** Nothing is on. */
export function createTimeline(crossfade: number | "auto"): Timeline {
	return { crossfade, plays: 0 };
}

function sideOf({ track, length, structure }: Entry): FadeSide {
	return { track, duration: length, structure };
}

/** Seconds into the current track. */
export function positionAt({ current, held }: Timeline, now: number): number {
	if (current === undefined) return 0;
	return held ?? math.max(0, now - current.startedAt);
}

/** Seconds that the current track has left; 0 where nothing is on. */
export function leftAt(timeline: Timeline, now: number): number {
	return timeline.current === undefined ? 0 : timeline.current.length - positionAt(timeline, now);
}

/** How the current track would give way to another by itself. */
export function planTo({ current, crossfade }: Timeline, following: Entry | undefined): FadePlan | undefined {
	if (current === undefined || following === undefined) return undefined;
	return planFade(sideOf(current), sideOf(following), crossfade);
}

/** How it would give way to another now. */
export function planNow(timeline: Timeline, following: Entry, now: number): FadePlan {
	const { current } = timeline;
	return planSkip(current && sideOf(current), positionAt(timeline, now), sideOf(following));
}

/** Position 0 of a track that comes on by itself as planned. */
export function startOf({ current, held, demandedAt }: Timeline, plan: FadePlan): number | undefined {
	if (current === undefined || held !== undefined || demandedAt !== undefined) return undefined;
	return current.startedAt + plan.leaveAt - plan.enterAt;
}

/** When the next track is to come on. */
export function dueAt({ current, held, demandedAt }: Timeline, plan: FadePlan | undefined): number | undefined {
	if (demandedAt !== undefined) return demandedAt;
	if (current === undefined || held !== undefined) return undefined;
	return current.startedAt + (plan?.leaveAt ?? current.length);
}

/** The next track is wanted from now on. */
export function demand(timeline: Timeline, now: number): void {
	timeline.demandedAt ??= now;
}

/** Another track is on. */
export function putOn(timeline: Timeline, entry: Entry, startedAt: number, plan: FadePlan | undefined): void {
	timeline.plays += 1;
	timeline.demandedAt = undefined;
	timeline.plan = plan;
	if (timeline.held !== undefined) timeline.held = plan?.enterAt ?? 0;
	timeline.current = { ...entry, n: timeline.plays, startedAt };
}

/** Nothing is on, and nothing is wanted. */
export function clear(timeline: Timeline): void {
	timeline.current = undefined;
	timeline.plan = undefined;
	timeline.demandedAt = undefined;
	timeline.held = undefined;
}

/** Keeps the position. */
export function pause(timeline: Timeline, now: number): void {
	timeline.held ??= positionAt(timeline, now);
}

/** Goes on from the position that was kept. */
export function resume(timeline: Timeline, now: number): void {
	const { held, current } = timeline;
	if (held !== undefined && current !== undefined) current.startedAt = now - held;
	timeline.held = undefined;
}
