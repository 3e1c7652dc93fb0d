import { CollectionService, ContentProvider, RunService, SoundService } from "@rbxts/services";

import { settle } from "../clock/settle";
import { createScope, type Scope } from "../scope/scope";
import { contentOf } from "./content";
import { EMITTER_TAG, keepEar } from "./ear";
import type { FetchAnswer, Playback, PlaybackOptions } from "./playback";
import { rollOff } from "./roll-off";
import { wire } from "./wire";

const MAX_VOLUME = 10;
const MAX_SPEED = 20;
/** As a Sound that is told nothing else. */
const USUAL_FULL_STUDS = 10;
const USUAL_SILENT_STUDS = 10000;
const WHOLE = new NumberRange(0, 60000);
/** What the engine said of an asset before counts again when it says nothing new for so long. */
const STALE_SECONDS = 1;

function makePlayer(options: PlaybackOptions, scope: Scope): AudioPlayer {
	let place = options.parent;
	if (options.point !== undefined) {
		const point = scope.own(new Instance("Attachment"));
		point.Name = options.name;
		point.Parent = place;
		place = point;
	}
	const player = scope.own(new Instance("AudioPlayer"));
	player.Name = options.name;
	player.Volume = 0;
	player.Archivable = options.point === undefined;
	// Only what stands in the place is loaded.
	player.Parent = place ?? SoundService;
	return player;
}

/** What it is heard from where it has a place, with the curve that a Sound would have there. */
function makeEmitter({ name, point }: PlaybackOptions, place: Instance): AudioEmitter {
	const emitter = new Instance("AudioEmitter");
	emitter.Name = `${name}Emitter`;
	emitter.Archivable = point === undefined;
	const modes = Enum.DistanceAttenuationMode;
	emitter.DistanceAttenuationMode = point !== undefined ? modes.InverseTapered : modes.Inverse;
	emitter.DistanceAttenuationBounds = new NumberRange(
		point?.full ?? USUAL_FULL_STUDS,
		point?.silent ?? USUAL_SILENT_STUDS,
	);
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
	if (bus === undefined) {
		const sink = scope.own(isSomewhere ? emitterOf() : new Instance("AudioDeviceOutput"));
		if (!isSomewhere) sink.Parent = player;
		wire(player, sink);
		return;
	}
	let own: Wire | undefined;
	const join = (input: Instance | undefined): void => {
		if (input === undefined) return;
		if (own === undefined) own = wire(player, input);
		else own.TargetInstance = input;
	};
	scope.own(bus.join(join, isSomewhere ? emitterOf : undefined));
}

function answerOf(player: AudioPlayer): FetchAnswer | undefined {
	if (player.IsReady) return "Success";
	const status = ContentProvider.GetAssetFetchStatus(player.Asset);
	if (status === Enum.AssetFetchStatus.Failure) return "Failure";
	return status === Enum.AssetFetchStatus.TimedOut ? "TimedOut" : undefined;
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
				const look = scope.alive(() => {
					const found = answerOf(player);
					if (found === undefined) return;
					scope.release();
					done(found);
				});
				leave = () => {
					leave = undefined;
					if (scope.isReleased()) return;
					scope.release();
					done("None");
				};
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
	const scope = createScope();
	const player = makePlayer(options, scope);
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
			const { point } = options;
			if (point === undefined) return rollOff("Inverse", studs, USUAL_FULL_STUDS, USUAL_SILENT_STUDS);
			return rollOff("InverseTapered", studs, point.full, point.silent);
		},
		moveTo: at => {
			const point = player.Parent;
			if (options.point !== undefined && point?.IsA("Attachment") === true) point.WorldPosition = at;
		},
		onLoaded: listener => {
			const connection = player.GetPropertyChangedSignal("IsReady").Connect(() => {
				if (player.IsReady) listener();
			});
			return () => connection.Disconnect();
		},
		onEnded: listener => {
			const connection = player.Ended.Connect(listener);
			return () => connection.Disconnect();
		},
		onLost: listener => {
			const connection = player.Destroying.Connect(() => listener());
			return () => connection.Disconnect();
		},
		destroy: scope.release,
	};
}
