import { castVote, type Listener, type Vote, wantSkip } from "./audience";
import { enqueue, goBack, like, passNext } from "./brain";
import { radioMessages } from "./messages";
import { advance } from "./playout";
import { fill, type Station, type StationEffect, type StationEvent } from "./station-state";
import { notePassing } from "./structures";

/** What a vote is worth when tracks are chosen. */
const FAVOUR = { up: 0.5, down: -0.5, skip: 0 };

/** The next track is wanted. */
export function skip(station: Station, effects: StationEffect[]): void {
	if (station.phase !== "on") return;
	station.skips += 1;
	// Those of one frame are counted together: two of them land on the former second.
	if (station.skips === 1) effects.push({ kind: "soon", event: { kind: "skips-counted" } });
}

/** The skips of one frame are all there. */
export function resolveSkips(station: Station, now: number): void {
	const { playout, brain, skips } = station;
	station.skips = 0;
	if (station.phase !== "on" || skips === 0) return;
	// One that is still loading was asked for before: it is the one to pass over.
	notePassing(station.structures, now);
	const passed = playout.timeline.demandedAt !== undefined ? skips : skips - 1;
	for (const _ of $range(1, passed)) {
		passNext(brain);
		fill(station, now);
	}
	station.goingBack = false;
	advance(playout, now);
}

/** The track before is wanted again; the current one comes next. */
export function previous(station: Station, now: number): void {
	const { brain, playout } = station;
	const { current, demandedAt } = playout.timeline;
	if (current === undefined) return;
	// Called again before the first one is on: one track further back.
	const further = station.goingBack && demandedAt !== undefined;
	const before = goBack(brain, further);
	if (before === undefined) return;
	if (!further) enqueue(brain, { track: current.track, reason: current.reason }, "next");
	enqueue(brain, { track: before, reason: radioMessages.askedBack }, "next");
	station.goingBack = true;
	notePassing(station.structures, now);
	fill(station, now);
	advance(playout, now);
}

/** A track is put into the queue by hand. */
export function request(station: Station, event: Extract<StationEvent, { kind: "request" }>, now: number): void {
	const { brain, playout, phase } = station;
	const { track, position, by } = event;
	const reason = by !== undefined ? radioMessages.requestedBy(by.name) : radioMessages.requested(position);
	enqueue(brain, { track, reason, by: by?.who }, position);
	if (phase === "on" && playout.timeline.current === undefined) advance(playout, now);
}

/** A majority may have come about. */
export function countVotes(station: Station, effects: StationEffect[]): void {
	const { audience, timeline } = station.playout;
	if (timeline.current === undefined || !wantSkip(audience)) return;
	audience.votes.clear();
	skip(station, effects);
}

/** A listener says something about the track that is on. */
export function vote(station: Station, who: Listener, value: Vote, effects: StationEffect[]): void {
	const { audience, timeline } = station.playout;
	if (timeline.current === undefined) return;
	const cast = castVote(audience, who, value);
	if (cast === undefined || !cast.isNew) return;
	const { before } = cast;
	like(station.brain, timeline.current.track.asset_id, FAVOUR[value] - (before !== undefined ? FAVOUR[before] : 0));
	countVotes(station, effects);
}
