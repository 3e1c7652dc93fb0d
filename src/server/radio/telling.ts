import { NO_VOTES } from "../../shared/radio/no-votes";
import type { TrackStructure } from "../../shared/wire/structure";
import { tallyOf } from "./audience";
import { knownTrack } from "./brain";
import { askAgainAt, isDegraded } from "./brain/top-up";
import { lookAgainAt } from "./playout";
import { entriesOf, type Station, type StationEffect } from "./station-state";
import { structureOf, wantStructure } from "./structures";
import type { Playing } from "./timeline";
import type { NowPlaying, QueuedTrack, RadioState } from "./types";

function nowPlayingOf({ track, startedAt, reason, gain, most = math.huge }: Playing, volume: number): NowPlaying {
	return { track, startedAt, reason, gain: math.min(gain, most / volume) };
}

function stateOf({ phase, runs, playout, feeding }: Station): RadioState {
	if (phase !== "on") return phase === "idle" && runs === 0 ? "idle" : "stopped";
	if (playout.timeline.held !== undefined) return "paused";
	if (playout.timeline.current === undefined) return "starting";
	return isDegraded(feeding.plan) ? "degraded" : "playing";
}

/** Tells games what is another than it was. */
export function tellGames(station: Station, effects: StationEffect[]): void {
	const { shown, told, brain, playout } = station;
	const { current } = playout.timeline;
	if (shown.nowPlaying?.startedAt !== current?.startedAt || told.play !== current?.n) {
		shown.nowPlaying = current && nowPlayingOf(current, playout.volume);
	}
	if (told.play !== current?.n) {
		told.play = current?.n;
		shown.history = brain.memory.list();
		if (current !== undefined) shown.history.shift();
		effects.push({ kind: "track-changed", now: shown.nowPlaying });
	}
	const queue = brain.queue.map(({ track, reason }): QueuedTrack => {
		return { ...(knownTrack(brain, track.asset_id) ?? track), reason };
	});
	const isSame =
		queue.size() === shown.queue.size() && queue.every(({ asset_id }, i) => shown.queue[i]!.asset_id === asset_id);
	shown.queue = queue;
	if (!isSame) effects.push({ kind: "queue-changed" });
	const state = stateOf(station);
	if (state !== shown.state) effects.push({ kind: "state-changed", to: state });
	shown.state = state;
}

/** Beats and sections are of what is on, while it moves. */
export function tellPulse({ playout, told }: Station, effects: StationEffect[]): void {
	const { current, held } = playout.timeline;
	const structure = current?.structure;
	const startedAt = structure !== undefined && held === undefined ? current?.startedAt : undefined;
	if (told.structure === structure && told.movedSince === startedAt) return;
	told.structure = structure;
	told.movedSince = startedAt;
	effects.push({ kind: "pulse", structure, startedAt });
}

/** Whether beats, sections or phrases are of use: to whoever listens, or to fade by. */
function wantsStructures({ settings, isListened, playout, feeding }: Station): boolean {
	if (isDegraded(feeding.plan)) return false;
	return settings.crossfade === "auto" || isListened || !playout.audience.followers.isEmpty();
}

/** Asks for the structure of what is on and of what comes next, once each, and not while tracks are passed over. */
export function askStructures(station: Station, now: number, effects: StationEffect[]): void {
	const { playout, brain, structures } = station;
	if (now < structures.quietUntil || !wantsStructures(station)) return;
	for (const track of [playout.timeline.current?.track, brain.queue[0]?.track]) {
		if (track === undefined || !wantStructure(structures, track.asset_id, now)) continue;
		effects.push({ kind: "ask-structure", assetId: track.asset_id });
	}
}

/** Tells players' machines of the beats of what is on and of what comes next, while some of them listen. */
export function tellBeats({ playout, brain, structures, told }: Station, effects: StationEffect[]): void {
	const known = new Array<TrackStructure>();
	if (!playout.audience.followers.isEmpty()) {
		for (const track of [playout.timeline.current?.track, brain.queue[0]?.track]) {
			const structure = track !== undefined ? structureOf(structures, track.asset_id) : undefined;
			if (structure !== undefined) known.push(structure);
		}
	}
	const beats = known.map(({ asset_id }) => asset_id).join(" ");
	if (beats === (told.beats ?? "")) return;
	told.beats = beats;
	effects.push({ kind: "publish-beats", structures: known });
}

/** Tells everybody how the vote on the track that is on stands. */
export function tellVotes({ playout, shown, phase }: Station, effects: StationEffect[]): void {
	const votes = phase === "on" ? tallyOf(playout.audience) : NO_VOTES;
	const { skip, up, down, listeners } = shown.votes;
	const isSame = votes.skip === skip && votes.up === up && votes.down === down && votes.listeners === listeners;
	if (isSame) return;
	shown.votes = votes;
	effects.push({ kind: "votes-changed", votes });
}

/** Says when the next look is due. */
export function wake(station: Station, now: number, effects: StationEffect[]): void {
	const { playout, feeding, told, openAt, phase, structures } = station;
	let at = lookAgainAt(playout, entriesOf(station), now) ?? math.huge;
	if (phase === "on") {
		at = math.min(at, askAgainAt(feeding.plan, now) ?? math.huge);
		if (openAt !== undefined) at = math.min(at, openAt);
		const { quietUntil } = structures;
		if (quietUntil > now && wantsStructures(station)) at = math.min(at, quietUntil);
	}
	const due = at < math.huge ? at : undefined;
	if (due === told.wake) return;
	told.wake = due;
	effects.push({ kind: "wake", at: due });
}
