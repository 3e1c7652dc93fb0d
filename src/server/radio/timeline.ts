import type { Track } from "../../shared/wire/music";
import { type FadePlan, type FadeSide, planFade, planSkip } from "./brain/fade-plan";
import type { Entry, Playing } from "./stage-types";

/** What is on since when, and when the next track is due. Pure: times are inputs, in seconds of the server's clock. */
export interface Timeline {
	current(): Playing | undefined;
	/** How the current track came on. */
	currentPlan(): FadePlan | undefined;
	/** The position kept while paused. */
	held(): number | undefined;
	position(now: number): number;
	/** Seconds that the current track has left; 0 where nothing is on. */
	left(now: number): number;
	/** How the current track would give way to another by itself. */
	planTo(following: Entry | undefined): FadePlan | undefined;
	/** How it would give way to another now. */
	planNow(following: Entry, now: number): FadePlan;
	/** The number of the play that comes next. */
	nextNumber(): number;
	/** Position 0 of a track that comes on as planned. */
	startOf(plan: FadePlan): number | undefined;
	/** When the next track is to come on. */
	dueAt(plan: FadePlan | undefined): number | undefined;
	/** The next track is wanted from now on, regardless of the schedule. */
	demand(now: number): void;
	isDemanded(): boolean;
	putOn(entry: Entry, startedAt: number, plan: FadePlan | undefined): Playing;
	/** Nothing is on, and nothing is wanted. */
	clear(): void;
	pause(now: number): void;
	resume(now: number): void;
}

/** Makes an empty timeline. */
export function createTimeline(crossfade: number | "auto", lengthOf: (track: Track) => number): Timeline {
	let plays = 0;
	let current: Playing | undefined;
	let currentPlan: FadePlan | undefined;
	let held: number | undefined;
	/** Since when the next track is wanted. */
	let demandedAt: number | undefined;

	function side(entry: Entry): FadeSide {
		return { track: entry.track, duration: lengthOf(entry.track), structure: entry.structure };
	}

	function position(now: number): number {
		if (current === undefined) return 0;
		return held ?? math.max(0, now - current.startedAt);
	}

	return {
		current() {
			return current;
		},
		currentPlan() {
			return currentPlan;
		},
		held() {
			return held;
		},
		position(now) {
			return position(now);
		},
		left(now) {
			return current === undefined ? 0 : lengthOf(current.track) - position(now);
		},
		planTo(following) {
			if (current === undefined || following === undefined) return undefined;
			return planFade(side(current), side(following), crossfade);
		},
		planNow(following, now) {
			return planSkip(current !== undefined ? side(current) : undefined, position(now), side(following));
		},
		nextNumber() {
			return plays + 1;
		},
		startOf(plan) {
			if (current === undefined || held !== undefined || demandedAt !== undefined) return undefined;
			return current.startedAt + plan.leaveAt - plan.enterAt;
		},
		dueAt(plan) {
			if (demandedAt !== undefined) return demandedAt;
			if (current === undefined || held !== undefined) return undefined;
			return current.startedAt + (plan?.leaveAt ?? lengthOf(current.track));
		},
		demand(now) {
			demandedAt ??= now;
		},
		isDemanded() {
			return demandedAt !== undefined;
		},
		putOn(entry, startedAt, plan) {
			plays += 1;
			demandedAt = undefined;
			currentPlan = plan;
			if (held !== undefined) held = plan?.enterAt ?? 0;
			current = { ...entry, n: plays, startedAt };
			return current;
		},
		clear() {
			current = undefined;
			currentPlan = undefined;
			demandedAt = undefined;
			held = undefined;
		},
		pause(now) {
			held ??= position(now);
		},
		resume(now) {
			if (held !== undefined && current !== undefined) current.startedAt = now - held;
			held = undefined;
		},
	};
}
