import { Workspace } from "@rbxts/services";

import { type Bus, createPlayback, type Playback } from "../../sound";

/** The voices that steps are played with: made once, leased for a step. */
export interface StepVoices {
	/**
	 * Plays a sound at a place. With every voice taken the farthest gives way, the new one included.
	 *
	 * @returns whether it is heard
	 */
	play: (
		assetId: string,
		at: Vector3,
		listener: Vector3,
		now: number,
		volume: number,
		speed: number,
		from: number,
		to: number | undefined,
	) => boolean;
	/** Gives back the voices whose sound is over. @returns whether any is still sounding */
	update: (now: number) => boolean;
	destroy: () => void;
}

interface StepVoice {
	playback: Playback;
	at: Vector3;
	/** When it is free again; 0 is free. */
	busyUntil: number;
}

/** Within this distance a step is at its full level, studs. */
const FULL_LEVEL_STUDS = 10;
const LONGEST_SECONDS = 2;
const SHORTEST_SECONDS = 0.05;
const VOICE_NAME = "AudioScapeStep";

function createStepVoice(range: number, bus: Bus): StepVoice {
	const playback = createPlayback({
		name: VOICE_NAME,
		bus,
		// On the terrain, which never streams out and outlives every character: a step rings on where it was made.
		parent: Workspace.Terrain,
		point: { full: math.min(FULL_LEVEL_STUDS, range), silent: math.max(range, 1) },
	});
	return { playback, at: Vector3.zero, busyUntil: 0 };
}

/** A free voice that has the sound already, else the one free for longest, else the farthest beyond `distance`. */
function lease(
	voices: ReadonlyArray<StepVoice>,
	assetId: string,
	listener: Vector3,
	distance: number,
	now: number,
): StepVoice | undefined {
	let free: StepVoice | undefined;
	let farthest: StepVoice | undefined;
	let most = distance;
	for (const voice of voices) {
		if (voice.busyUntil <= now) {
			if (voice.playback.assetId() === assetId) return voice;
			if (free === undefined || voice.busyUntil < free.busyUntil) free = voice;
		} else {
			const away = voice.at.sub(listener).Magnitude;
			if (away > most) {
				most = away;
				farthest = voice;
			}
		}
	}
	return free ?? farthest;
}

/** Makes all voices at once, so that no step ever has to. */
export function createStepVoices(count: number, range: number, bus: Bus): StepVoices {
	const voices: StepVoice[] = [];
	for (const _ of $range(1, count)) voices.push(createStepVoice(range, bus));

	return {
		play: (assetId, at, listener, now, volume, speed, from, to) => {
			const voice = lease(voices, assetId, listener, at.sub(listener).Magnitude, now);
			if (voice === undefined) return false;
			const { playback } = voice;
			if (playback.isPlaying()) playback.stop();
			playback.put(assetId);
			voice.at = at;
			playback.moveTo(at);
			playback.setGain(volume);
			playback.setSpeed(speed);
			playback.play(from);
			voice.busyUntil = now + math.max((to ?? from + LONGEST_SECONDS) - from, SHORTEST_SECONDS) / speed;
			return true;
		},
		update: now => {
			let sounding = false;
			for (const voice of voices) {
				if (voice.busyUntil > now) sounding = true;
				else if (voice.playback.isPlaying()) voice.playback.stop();
			}
			return sounding;
		},
		destroy: () => {
			for (const voice of voices) voice.playback.destroy();
			voices.clear();
		},
	};
}
