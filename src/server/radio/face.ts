import type { Track } from "../../shared/wire/music";
import type { Brain } from "./brain";
import type { StationSignals } from "./signals";
import type { Playing } from "./stage";
import type { QueuedTrack, Radio, RadioState } from "./types";

/** The fields of a station that games read. */
export type RadioFields = {
	-readonly [K in "nowPlaying" | "queue" | "history" | "state"]: Radio[K];
};

/** Keeps the fields of a station true, and says when they change. */
export interface Face {
	state(to: RadioState): void;
	queue(): void;
	/** Another track is on, or none. */
	track(now: Playing | undefined): void;
	/** The same track is on, its position 0 is another. */
	moved(now: Playing): void;
}

/** @param fields the station's own table */
export function createFace(fields: () => RadioFields, brain: Brain, signals: StationSignals): Face {
	let shown = "";
	const rowOf = (track: Track): Track => brain.known(track.asset_id) ?? track;

	return {
		state(to) {
			const radio = fields();
			if (radio.state === to) return;
			radio.state = to;
			signals.stateChanged.Fire(to);
		},
		queue() {
			const tracks = brain.queue().map(({ track, reason }): QueuedTrack => ({ ...rowOf(track), reason }));
			const key = tracks.map(track => track.asset_id).join(",");
			fields().queue = tracks;
			if (key === shown) return;
			shown = key;
			signals.queueChanged.Fire();
		},
		track(now) {
			const radio = fields();
			const before = radio.nowPlaying;
			radio.nowPlaying = now && { track: now.track, startedAt: now.startedAt, reason: now.reason, gain: now.gain };
			const past = brain.history();
			if (now !== undefined) past.shift();
			radio.history = past;
			if (before !== undefined || now !== undefined) signals.trackChanged.Fire(radio.nowPlaying);
		},
		moved({ startedAt }) {
			const radio = fields();
			if (radio.nowPlaying !== undefined) radio.nowPlaying = { ...radio.nowPlaying, startedAt };
		},
	};
}
