import { CollectionService, ContentProvider, RunService, SoundService } from "@rbxts/services";

import { settle } from "../clock/settle";
import { createScope, type Scope } from "../scope/scope";
import { EMITTER_TAG, keepEar } from "./ear";
import { connected, contentOf, makePoint, rollOff, WHOLE } from "./engine-object";
import type { FetchAnswer, Playback, PlaybackOptions } from "./playback";
import { wire } from "./wire";

const MAX_VOLUME = 10;
const MAX_SPEED = 20;
/** What the engine said of an asset before counts again when it says nothing new for so long. */
const STALE_SECONDS = 1;
/** The curve of a Sound that is told nothing else, and of one at a point. */
const USUAL = { full: 10, silent: 10000 };
const USUAL_MODE = "Inverse";
const POINT_MODE = "InverseTapered";

/** What it is heard from where it has a place, with the curve that a Sound would have there. */
function makeEmitter({ name, point }: PlaybackOptions, place: Instance): AudioEmitter {
	const { full, silent } = point ?? USUAL;
	const emitter = new Instance("AudioEmitter");
	emitter.Name = `${name}Emitter`;
	emitter.Archivable = point === undefined;
	emitter.DistanceAttenuationMode = Enum.DistanceAttenuationMode[point !== undefined ? POINT_MODE : USUAL_MODE];
	emitter.DistanceAttenuationBounds = new NumberRange(full, silent);
	CollectionService.AddTag(emitter, EMITTER_TAG);
	emitter.Parent = place;
	if (RunService.IsClient()) keepEar();
	return emitter;
}

/** Wires it to its bus, or right to where it is heard; one that only holds its asset, or has no place, to nothing. */
function connect(player: AudioPlayer, options: PlaybackOptions, scope: Scope): void {
	const { bus, holds, parent } = options;
	if (holds === true || parent === undefined) return;
	const place = player.Parent!;
	const isSomewhere = place.IsA("BasePart") || place.IsA("Attachment");
	const emitterOf = (): AudioEmitter => makeEmitter(options, place);
	let own: Wire | undefined;
	const join = (input: Instance | undefined): void => {
		if (own === undefined) own = wire(player, input!);
		else own.TargetInstance = input;
	};
	if (bus !== undefined) scope.own(bus.join(join, isSomewhere ? emitterOf : undefined));
	else if (isSomewhere) join(scope.own(emitterOf()));
	else {
		const output = new Instance("AudioDeviceOutput");
		output.Parent = player;
		join(output);
	}
}

function answerOf(player: AudioPlayer): FetchAnswer | undefined {
	if (player.IsReady) return "Success";
	const { Name } = ContentProvider.GetAssetFetchStatus(player.Asset);
	return Name === "Failure" || Name === "TimedOut" ? Name : undefined;
}

/** Fetches by having the asset on, which is all that loads an AudioPlayer: what becomes of it is waited for. */
function createFetching(player: AudioPlayer): { fetch: () => FetchAnswer | undefined; forget: () => void } {
	let refused = false;
	let leave: (() => void) | undefined;

	function forget(): void {
		refused = false;
		leave?.();
	}

	return {
		forget,
		fetch: () => {
			const again = refused;
			const asset = player.Asset;
			forget();
			if (again) {
				player.Asset = "";
				player.Asset = asset;
			}
			const answer = settle<FetchAnswer | "None">(done => {
				const scope = createScope();
				const finish = (found: FetchAnswer | "None"): void => {
					scope.release();
					done(found);
				};
				const look = (): void => {
					const found = answerOf(player);
					if (found !== undefined) finish(found);
				};
				leave = () => finish("None");
				scope.own(player.GetPropertyChangedSignal("IsReady").Connect(look));
				scope.own(ContentProvider.GetAssetFetchStatusChangedSignal(asset).Connect(look));
				if (again) task.delay(STALE_SECONDS, look);
				else look();
			});
			refused = answer === "Failure" || answer === "TimedOut";
			return answer !== "None" ? answer : undefined;
		},
	};
}

/** What plays. Starts and stops that are planned happen to the sample. */
function controlsOf(
	player: AudioPlayer,
): Pick<Playback, "play" | "stop" | "unplan" | "pause" | "resume" | "seek" | "setGain"> {
	let planned: number | undefined;

	function unplan(): void {
		if (planned !== undefined) player.Cancel(planned);
		planned = undefined;
	}

	function halt(): void {
		unplan();
		if (player.IsPlaying) player.Stop();
	}

	function seek(position: number): void {
		player.TimePosition = position;
	}

	const at = (later: number): number => SoundService.GetMixerTime() + later;

	return {
		unplan,
		play: (from, later = 0) => {
			halt();
			seek(from);
			if (later > 0) planned = player.Play(at(later));
			else player.Play();
		},
		stop: (later = 0) => {
			if (later > 0) {
				unplan();
				planned = player.Stop(at(later));
				return;
			}
			halt();
			if (player.TimePosition > 0) seek(0);
		},
		pause: halt,
		resume: () => player.Play(),
		seek,
		setGain: gain => {
			const volume = math.clamp(gain, 0, MAX_VOLUME);
			if (player.Volume !== volume) player.Volume = volume;
		},
	};
}

/** A playback on an `AudioPlayer` and what it is wired to. */
export function createAudioPlayback(options: PlaybackOptions): Playback {
	const { name, parent, point: curve } = options;
	const scope = createScope();
	const player = scope.own(new Instance("AudioPlayer"));
	const point = curve !== undefined ? scope.own(makePoint(name, parent)) : undefined;
	player.Name = name;
	player.Volume = 0;
	player.Archivable = point === undefined;
	// Only what stands in the place is loaded.
	player.Parent = point ?? parent ?? SoundService;
	connect(player, options, scope);
	const controls = controlsOf(player);
	const { fetch, forget } = createFetching(player);
	let assetId: string | undefined;
	scope.own(forget);
	scope.own(controls.unplan);

	return {
		...controls,
		instance: player,
		assetId: () => assetId,
		put: id => {
			if (id === assetId) return;
			assetId = id;
			forget();
			controls.stop();
			player.Asset = contentOf(id);
		},
		fetch,
		isLoaded: () => player.IsReady,
		length: () => player.TimeLength,
		isPlaying: () => player.IsPlaying,
		position: () => player.TimePosition,
		setSpeed: speed => {
			player.PlaybackSpeed = math.clamp(speed, 0, MAX_SPEED);
		},
		setLooped: looped => {
			if (player.Looping !== looped) player.Looping = looped;
		},
		setRegion: region => {
			player.PlaybackRegion = region !== undefined ? new NumberRange(region.from, region.to) : WHOLE;
		},
		heardAt: studs => {
			const { full, silent } = curve ?? USUAL;
			return rollOff(curve !== undefined ? POINT_MODE : USUAL_MODE, studs, full, silent);
		},
		moveTo: at => {
			if (point !== undefined) point.WorldPosition = at;
		},
		onLoaded: listener =>
			connected(player.GetPropertyChangedSignal("IsReady"), () => {
				if (player.IsReady) listener();
			}),
		onEnded: listener => connected(player.Ended, listener),
		onLost: listener => connected(player.Destroying, listener),
		destroy: scope.release,
	};
}
