import { ContentProvider } from "@rbxts/services";

import { createTimer } from "../clock/timer";
import { connected, contentOf, makePoint, rollOff, WHOLE } from "./engine-object";
import type { FetchAnswer, Playback, PlaybackOptions } from "./playback";

const MAX_VOLUME = 10;
function makeSound(options: PlaybackOptions, parent: Instance | undefined): Sound {
	const sound = new Instance("Sound");
	sound.Name = options.name;
	sound.Volume = 0;
	if (options.point !== undefined) {
		sound.Archivable = false;
		sound.RollOffMode = Enum.RollOffMode.InverseTapered;
		sound.RollOffMinDistance = options.point.full;
		sound.RollOffMaxDistance = options.point.silent;
	}
	sound.Parent = parent;
	return sound;
}

const ANSWERS = new Map<Enum.AssetFetchStatus, FetchAnswer>([
	[Enum.AssetFetchStatus.Success, "Success"],
	[Enum.AssetFetchStatus.Failure, "Failure"],
	[Enum.AssetFetchStatus.TimedOut, "TimedOut"],
]);

function fetchSound(sound: Sound): FetchAnswer | undefined {
	let answer: FetchAnswer | undefined;
	ContentProvider.PreloadAsync([sound], (_content, status) => {
		answer = ANSWERS.get(status);
	});
	return answer;
}

/** What plays, as far as a Sound says it in other words than the port. What is planned happens with a frame. */
function controlsOf(
	sound: Sound,
): Pick<Playback, "play" | "stop" | "unplan" | "pause" | "resume" | "seek" | "setGain"> {
	const begin = createTimer(() => sound.Play());
	const finish = createTimer(() => stop());
	const unplan = (): void => {
		begin.cancel();
		finish.cancel();
	};
	const stop = (): void => {
		unplan();
		if (sound.Playing || sound.TimePosition > 0) sound.Stop();
	};
	return {
		unplan,
		play: (from, later = 0) => {
			unplan();
			sound.TimePosition = from;
			if (later > 0) begin.set(later);
			else sound.Play();
		},
		stop: (later = 0) => {
			if (later > 0) finish.set(later);
			else stop();
		},
		pause: () => {
			unplan();
			if (sound.Playing) sound.Pause();
		},
		resume: () => sound.Resume(),
		seek: position => {
			sound.TimePosition = position;
		},
		setGain: gain => {
			const volume = math.clamp(gain, 0, MAX_VOLUME);
			if (sound.Volume !== volume) sound.Volume = volume;
		},
	};
}

/** A playback on a `Sound`. */
export function createSoundPlayback(options: PlaybackOptions): Playback {
	const given = options.sound;
	const givenVolume = given?.Volume ?? 0;
	const point =
		options.point !== undefined && given === undefined ? makePoint(options.name, options.parent) : undefined;
	const sound = given ?? makeSound(options, point ?? options.parent);
	const leave =
		given === undefined ? options.bus?.join(input => (sound.SoundGroup = input as SoundGroup | undefined)) : undefined;
	const controls = controlsOf(sound);
	let assetId: string | undefined;
	let refused = false;

	return {
		...controls,
		instance: sound,
		assetId: () => assetId,
		put: id => {
			if (id === assetId) return;
			assetId = id;
			refused = false;
			controls.unplan();
			if (sound.Playing) sound.Stop();
			sound.SoundId = contentOf(id);
		},
		fetch: () => {
			// A Sound asks for its asset once: what was refused has to be put on anew.
			if (refused && assetId !== undefined) {
				sound.SoundId = "";
				sound.SoundId = contentOf(assetId);
			}
			const answer = fetchSound(sound);
			refused = answer === "Failure" || answer === "TimedOut";
			return answer;
		},
		isLoaded: () => sound.IsLoaded,
		length: () => sound.TimeLength,
		isPlaying: () => sound.Playing,
		position: () => sound.TimePosition,
		setSpeed: speed => {
			sound.PlaybackSpeed = speed;
		},
		setLooped: looped => {
			if (sound.Looped !== looped) sound.Looped = looped;
		},
		setRegion: region => {
			sound.PlaybackRegion = region !== undefined ? new NumberRange(region.from, region.to) : WHOLE;
			sound.PlaybackRegionsEnabled = region !== undefined;
		},
		heardAt: studs => {
			const { RollOffMode, RollOffMinDistance, RollOffMaxDistance } = sound;
			return rollOff(RollOffMode.Name, studs, RollOffMinDistance, RollOffMaxDistance);
		},
		moveTo: at => {
			if (point !== undefined) point.WorldPosition = at;
		},
		onLoaded: listener => connected(sound.Loaded, listener),
		onEnded: listener => connected(sound.Ended, listener),
		onLost: listener => connected(sound.Destroying, listener),
		destroy: () => {
			leave?.();
			controls.unplan();
			if (given === undefined) (point ?? sound).Destroy();
			else {
				if (sound.Playing) sound.Stop();
				sound.Volume = givenVolume;
			}
		},
	};
}
