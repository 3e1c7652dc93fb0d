import Signal from "@rbxts/lemon-signal";

import type { Track } from "../../shared/wire/music";
import type { Segment } from "../../shared/wire/structure";
import type { BeatHit, NowPlaying, RadioState } from "./types";

/** The signals of a station. */
export type StationSignals = ReturnType<typeof createStationSignals>;

/** Makes them. */
export function createStationSignals() {
	return {
		trackChanged: new Signal<(now: NowPlaying | undefined) => void>(),
		queueChanged: new Signal<() => void>(),
		trackFailed: new Signal<(track: Track, why: string) => void>(),
		stateChanged: new Signal<(state: RadioState) => void>(),
		beat: new Signal<(beat: BeatHit) => void>(),
		section: new Signal<(section: Segment) => void>(),
	};
}

/** Nobody hears of the station any more. */
export function silenceSignals(signals: StationSignals): void {
	for (const [, signal] of pairs(signals)) (signal as Signal).DisconnectAll();
}
