import { Workspace } from "@rbxts/services";

/** The Sounds that steps are played with: made once, leased for a step. */
export interface StepVoices {
	/**
	 * Plays a sound at a place. With every voice taken the farthest gives way, the new one included.
	 *
	 * @returns whether it is heard
	 */
	play: (
		content: string,
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
	setGroup: (group: SoundGroup) => void;
	destroy: () => void;
}

interface StepVoice {
	place: Attachment;
	sound: Sound;
	content: string;
	at: Vector3;
	/** When it is free again; 0 is free. */
	busyUntil: number;
}

/** Within this distance a step is at its full level, studs. */
const FULL_LEVEL_STUDS = 10;
const LONGEST_SECONDS = 2;
const SHORTEST_SECONDS = 0.05;
const MAX_VOLUME = 10;
const VOICE_NAME = "AudioScapeStep";

function createStepVoice(range: number): StepVoice {
	const place = new Instance("Attachment");
	place.Name = VOICE_NAME;
	const sound = new Instance("Sound");
	sound.Name = VOICE_NAME;
	sound.RollOffMode = Enum.RollOffMode.InverseTapered;
	sound.RollOffMinDistance = math.min(FULL_LEVEL_STUDS, range);
	sound.RollOffMaxDistance = math.max(range, 1);
	sound.Archivable = false;
	sound.Parent = place;
	// On the terrain, which never streams out and outlives every character: a step rings on where it was made.
	place.Parent = Workspace.Terrain;
	return { place, sound, content: "", at: Vector3.zero, busyUntil: 0 };
}

/** Makes all voices at once, so that no step ever has to. */
export function createStepVoices(count: number, range: number): StepVoices {
	const voices: StepVoice[] = [];
	for (const _ of $range(1, count)) voices.push(createStepVoice(range));

	/** A free voice that has the sound already, else the one free for longest, else the farthest beyond `distance`. */
	function lease(content: string, listener: Vector3, distance: number, now: number): StepVoice | undefined {
		let free: StepVoice | undefined;
		let farthest: StepVoice | undefined;
		let most = distance;
		for (const voice of voices) {
			if (voice.busyUntil <= now) {
				if (voice.content === content) return voice;
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

	return {
		play: (content, at, listener, now, volume, speed, from, to) => {
			const voice = lease(content, listener, at.sub(listener).Magnitude, now);
			if (voice === undefined) return false;
			const { sound } = voice;
			if (sound.Playing) sound.Stop();
			if (voice.content !== content) {
				voice.content = content;
				sound.SoundId = content;
			}
			voice.at = at;
			voice.place.WorldPosition = at;
			sound.Volume = math.min(volume, MAX_VOLUME);
			sound.PlaybackSpeed = speed;
			sound.TimePosition = from;
			sound.Play();
			voice.busyUntil = now + math.max((to ?? from + LONGEST_SECONDS) - from, SHORTEST_SECONDS) / speed;
			return true;
		},
		update: now => {
			let sounding = false;
			for (const voice of voices) {
				if (voice.busyUntil > now) sounding = true;
				else if (voice.sound.Playing) voice.sound.Stop();
			}
			return sounding;
		},
		setGroup: group => {
			for (const voice of voices) voice.sound.SoundGroup = group;
		},
		destroy: () => {
			for (const voice of voices) voice.place.Destroy();
			voices.clear();
		},
	};
}
