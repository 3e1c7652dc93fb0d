import { createTimer } from "../../shared/clock/timer";
import { playAt, type StationDocument } from "../../shared/radio/document";
import { createScope } from "../../shared/scope/scope";
import type { Engine, SoundingInstance } from "../../shared/sound";
import { createDeck } from "../../shared/sound/deck";
import { timebase } from "../../shared/sound/engine-timebase";

/** The plain output: replicated Sounds on the server, driven by the clock and never by their loading. */
export interface ServerOutput {
	render: (document: StationDocument) => void;
	/** The engine's own object that carries the current track. */
	sound: () => SoundingInstance | undefined;
	destroy: () => void;
}

export interface ServerOutputPorts {
	engine?: Engine;
	parent: Instance | undefined;
	soundGroup: SoundGroup | undefined;
	wiredTo?: AudioEmitter | AudioDeviceOutput;
	/** Tag of what plays, by which players' machines know it. */
	tag: string;
	/** The game's own: one voice, cuts. */
	sound?: Sound;
	volume: number;
	/** The game's own Sound is gone. */
	onGone: () => void;
	/** The server's own engine measured an asset. */
	onMeasured: (assetId: string, seconds: number) => void;
}

const STOP_FADE_SECONDS = 0.5;
const GAP_FADE_SECONDS = 1;
/** They take turns. */
const VOICES = 2;
const MEASURE_SECONDS = 1;

/** Makes the server's output. */
export function createServerOutput(ports: ServerOutputPorts): ServerOutput {
	const { engine, parent, soundGroup, wiredTo, tag, sound, volume } = ports;
	const scope = createScope();
	/** The play that sounds. */
	let playing: number | undefined;
	let latest: StationDocument | undefined;
	const switchover = createTimer(() => apply());
	const deck = scope.own(
		createDeck({
			kind: "radio",
			name: "AudioScapeRadio",
			engine,
			parent,
			soundGroup,
			output: wiredTo,
			sound,
			tag,
			volume,
			voices: VOICES,
			replicated: true,
		}),
	);
	/** What is replicated counts as loaded at once; its length comes when the server's engine has it, if ever. */
	const measure = createTimer(() => {
		const assetId = deck.current()?.assetId;
		if (assetId === undefined) return;
		const seconds = deck.length(assetId) ?? 0;
		if (seconds > 0) ports.onMeasured(assetId, seconds);
		else measure.set(MEASURE_SECONDS);
	});
	scope.own(switchover.cancel);
	scope.own(measure.cancel);
	if (sound !== undefined) scope.own(sound.Destroying.Connect(scope.alive(ports.onGone)));

	const apply = scope.alive(() => {
		if (latest === undefined) return;
		const now = timebase.serverNow();
		const { state, next: following } = latest;
		const play = playAt(latest, now);
		switchover.cancel();
		if (play === undefined) {
			playing = undefined;
			deck.silence(sound !== undefined ? 0 : state === "stopped" ? STOP_FADE_SECONDS : GAP_FADE_SECONDS);
			deck.resume();
			return;
		}
		if (state === "paused") {
			deck.pause();
			return;
		}
		if (play.n !== playing) {
			playing = play.n;
			measure.set(MEASURE_SECONDS);
			deck.play({
				assetId: play.id,
				gain: play.gain,
				most: play.most,
				fadeIn: play.fadeIn,
				fadeSeconds: sound === undefined && deck.current() !== undefined ? play.fade : 0,
				position: () => math.max(0, timebase.serverNow() - play.at),
				restart: true,
			});
		}
		deck.resume();
		if (following !== undefined && play !== following) switchover.set(following.at + following.from - now);
	});

	deck.onLost(() => {
		playing = undefined;
		task.defer(apply);
	});

	return {
		render: scope.alive((document: StationDocument) => {
			const before = latest;
			latest = document;
			if (before === undefined || before.volume !== document.volume || before.rampUntil !== document.rampUntil) {
				deck.setVolume(document.volume, math.max(0, (document.rampUntil ?? 0) - timebase.serverNow()));
			}
			apply();
		}),
		sound: () => deck.instance(),
		destroy: scope.release,
	};
}
