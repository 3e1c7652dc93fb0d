import { ContentProvider } from "@rbxts/services";

import type { FetchAnswer, Playback, PlaybackOptions } from "./playback";

const MAX_VOLUME = 10;
/** As much as the engine's own default region. */
const WHOLE = new NumberRange(0, 60000);
const MOST_CONTENTS = 2000;

/** Content strings by asset: what plays often is not put together each time. */
const contents = new Map<string, string>();

function contentOf(assetId: string): string {
	let content = contents.get(assetId);
	if (content === undefined) {
		if (contents.size() >= MOST_CONTENTS) contents.clear();
		content = `rbxassetid://${assetId}`;
		contents.set(assetId, content);
	}
	return content;
}

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

/** As the engine does it, with its default scale. */
function rollOff(mode: Enum.RollOffMode, studs: number, near: number, far: number): number {
	if (studs <= near) return 1;
	if (studs >= far) return 0;
	const linear = (far - studs) / (far - near);
	if (mode === Enum.RollOffMode.Linear) return linear;
	if (mode === Enum.RollOffMode.LinearSquare) return linear * linear;
	const inverse = near / studs;
	return mode === Enum.RollOffMode.InverseTapered ? math.min(inverse, linear * linear) : inverse;
}

function makePoint(options: PlaybackOptions): Attachment {
	const point = new Instance("Attachment");
	point.Name = options.name;
	point.Parent = options.parent;
	return point;
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

function connected(signal: RBXScriptSignal, listener: () => void): () => void {
	const connection = signal.Connect(() => listener());
	return () => connection.Disconnect();
}

/** What plays, as far as a Sound says it in other words than the port. */
function controlsOf(sound: Sound): Pick<Playback, "play" | "stop" | "pause" | "resume" | "seek" | "setGain"> {
	return {
		play: from => {
			sound.TimePosition = from;
			sound.Play();
		},
		stop: () => {
			if (sound.Playing || sound.TimePosition > 0) sound.Stop();
		},
		pause: () => {
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
	const point = options.point !== undefined && given === undefined ? makePoint(options) : undefined;
	const sound = given ?? makeSound(options, point ?? options.parent);
	const leave =
		given === undefined ? options.bus?.join(input => (sound.SoundGroup = input as SoundGroup | undefined)) : undefined;
	let assetId: string | undefined;
	let refused = false;

	return {
		...controlsOf(sound),
		instance: sound,
		assetId: () => assetId,
		put: id => {
			if (id === assetId) return;
			assetId = id;
			refused = false;
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
			return rollOff(RollOffMode, studs, RollOffMinDistance, RollOffMaxDistance);
		},
		moveTo: at => {
			if (point !== undefined) point.WorldPosition = at;
		},
		onLoaded: listener => connected(sound.Loaded, listener),
		onEnded: listener => connected(sound.Ended, listener),
		onLost: listener => connected(sound.Destroying, listener),
		destroy: () => {
			leave?.();
			if (given === undefined) (point ?? sound).Destroy();
			else {
				if (sound.Playing) sound.Stop();
				sound.Volume = givenVolume;
			}
		},
	};
}
