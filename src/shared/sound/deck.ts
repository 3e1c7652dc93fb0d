import Signal from "@rbxts/lemon-signal";
import { SoundService } from "@rbxts/services";

import { createScope } from "../scope/scope";
import type { Bus, Music } from "./bus";
import { openBus } from "./buses";
import { createDeckSlots, type DeckSlots, type Slot } from "./deck-slots";
import type { Deck, DeckItem, DeckOptions } from "./deck-types";
import { timebase } from "./engine-timebase";
import { createFade, type Fade, linear } from "./fade";
import { LATE } from "./loader";

export type { Deck, DeckOptions } from "./deck-types";

const DEFAULT_VOLUME = 0.5;
/** The current one, the next, and enough for fades that overlap. */
const MOST_VOICES = 5;

/** What a deck holds. */
interface State {
	readonly bus?: Bus;
	readonly slots: DeckSlots;
	readonly volume: Fade;
	readonly tell: ReturnType<typeof createTelling>;
	current?: Slot;
	pending?: { item: DeckItem; slot: Slot };
	paused: boolean;
	/** What came on last. */
	latest?: DeckItem;
}

function createTelling() {
	return {
		started: new Signal<[assetId: string]>(),
		ready: new Signal<[assetId: string]>(),
		failed: new Signal<[assetId: string, why: string]>(),
		ended: new Signal<[assetId: string]>(),
		lost: new Signal<[assetId: string]>(),
	};
}

function listen<A extends unknown[]>(signal: Signal<A>): (listener: (...args: A) => void) => () => void {
	return listener => {
		const connection = signal.Connect(listener as Parameters<typeof signal.Connect>[0]);
		return () => connection.Disconnect();
	};
}

function secondsOf(value: number | ((later: number) => number), later = 0): number {
	return typeIs(value, "function") ? value(later) : value;
}

function isAwaited(state: State, slot: Slot): boolean {
	return state.pending !== undefined && state.pending.slot === slot;
}

/** @param later seconds until it begins to leave */
function leave(state: State, slot: Slot, fadeSeconds: number, later = 0): void {
	if (state.current === slot) state.current = undefined;
	slot.role = "leaving";
	if (later > 0) slot.voice.cut(later, slot.freed);
	else slot.voice.fadeTo(0, fadeSeconds, slot.freed);
}

/** Makes a slot the current one; what was on leaves. @returns the seconds of the crossfade */
function comeOn(state: State, slot: Slot, item: DeckItem, later = 0): number {
	state.pending = undefined;
	const fadeSeconds = secondsOf(item.fadeSeconds);
	if (state.current !== undefined && state.current !== slot) leave(state, state.current, fadeSeconds, later);
	state.current = slot;
	slot.role = "current";
	slot.item = item;
	slot.voice.playback.setLooped(item.looped === true);
	slot.voice.setGain("level", item.gain);
	slot.voice.limit(item.most ?? math.huge);
	state.latest = item;
	return fadeSeconds;
}

function start(state: State, slot: Slot, item: DeckItem): void {
	const { voice } = slot;
	const later = math.max(0, item.later?.() ?? 0);
	const fadeSeconds = comeOn(state, slot, item, later);
	slot.usedAt = timebase.now();
	if (item.fadeIn === "none" || fadeSeconds <= 0) voice.fadeTo(1, 0);
	else {
		voice.fadeTo(0, 0);
		voice.fadeTo(1, fadeSeconds);
	}
	voice.play(secondsOf(item.position ?? 0, later), later);
	state.tell.started.Fire(item.assetId);
}

/** What plays already, or is on its way out, becomes what is on. */
function takeBack(state: State, slot: Slot, item: DeckItem): void {
	slot.voice.fadeTo(1, comeOn(state, slot, item));
}

function startPending(state: State): void {
	const { pending } = state;
	if (pending === undefined || state.paused || pending.slot.voice.status() !== "ready") return;
	start(state, pending.slot, pending.item);
}

function changed(state: State, slot: Slot): void {
	const assetId = slot.voice.playback.assetId();
	const status = slot.voice.status();
	if (assetId === undefined) return;
	if (status === "ready") {
		state.tell.ready.Fire(assetId);
		if (isAwaited(state, slot)) startPending(state);
	} else if (status === "failed") {
		const why = slot.voice.failure() ?? "unknown";
		// What was asked for starts when it comes, unless something else was asked for by then.
		if (slot.role === "prepared" && why !== LATE && !isAwaited(state, slot)) slot.role = "free";
		state.tell.failed.Fire(assetId, why);
	}
}

function play(state: State, item: DeckItem): void {
	const restart = item.restart === true;
	const held = state.slots.find(item.assetId, restart);
	if (!restart && held !== undefined && (held === state.current || held.role === "leaving")) {
		takeBack(state, held, item);
		return;
	}
	state.pending = { item, slot: state.slots.hold(item.assetId, restart) };
	startPending(state);
}

function silence(state: State, fadeSeconds: number): void {
	state.pending = undefined;
	if (state.current !== undefined) leave(state, state.current, fadeSeconds);
	if (fadeSeconds > 0) return;
	for (const slot of state.slots.all) if (slot.role === "leaving") slot.freed();
}

function pause(state: State, paused: boolean): void {
	if (state.paused === paused) return;
	state.paused = paused;
	for (const slot of state.slots.all) {
		if (slot.role !== "current" && slot.role !== "leaving") continue;
		if (paused) slot.voice.pause();
		else slot.voice.resume();
	}
	startPending(state);
}

function ended(state: State, slot: Slot): void {
	if (slot !== state.current || slot.item === undefined) return;
	state.current = undefined;
	slot.freed();
	state.tell.ended.Fire(slot.item.assetId);
}

function lost(state: State, slot: Slot): void {
	const awaited = isAwaited(state, slot) ? state.pending?.item : undefined;
	const playing = slot === state.current ? slot.item : undefined;
	if (playing !== undefined) state.current = undefined;
	if (awaited !== undefined) state.pending = undefined;
	const gone = awaited ?? playing;
	if (gone !== undefined) state.tell.lost.Fire(gone.assetId);
}

function placeOf(parent: Instance | undefined): (() => Vector3) | undefined {
	if (parent?.IsA("BasePart") === true) return () => parent.Position;
	return parent?.IsA("Attachment") === true ? () => parent.WorldPosition : undefined;
}

/** What a deck plays, for those who mix it with other music. */
function musicOf(state: () => State, parent: Instance | undefined): Music {
	const place = placeOf(parent);
	return {
		hasPlace: place !== undefined,
		gain: () => {
			let power = 0;
			for (const { voice } of state().slots.all) if (voice.playback.isPlaying()) power += voice.gain() ** 2;
			return math.sqrt(power);
		},
		level: () => {
			const { latest, volume } = state();
			return latest !== undefined ? math.min(latest.gain * volume.value(), latest.most ?? math.huge) : 0;
		},
		heardAt: listener => {
			const { all } = state().slots;
			if (place === undefined || all.isEmpty()) return 1;
			return all[0]!.voice.playback.heardAt(place().sub(listener).Magnitude);
		},
	};
}

/** What a deck plays through; the game's own Sound goes its own way. */
function busOf(options: DeckOptions, name: string, state: () => State): Bus | undefined {
	const { kind, engine, output, parent, soundGroup: group, sound } = options;
	if (sound !== undefined) return undefined;
	return openBus({
		kind,
		name,
		engine,
		output,
		group,
		music: kind !== "ambience" ? musicOf(state, parent) : undefined,
	});
}

function createState(options: DeckOptions, name: string): State {
	const bus = busOf(options, name, () => state);
	const volume = createFade({
		initial: options.volume ?? DEFAULT_VOLUME,
		curve: linear,
		write: value => {
			for (const slot of state.slots.all) slot.voice.setGain("user", value);
		},
	});
	const slots = createDeckSlots({
		name,
		voice: {
			bus,
			parent: options.parent ?? SoundService,
			sound: options.sound,
			tag: options.tag,
			loadTimeout: options.loadTimeout,
			replicated: options.replicated === true,
		},
		most: options.sound !== undefined ? 1 : (options.voices ?? MOST_VOICES),
		warm: options.warm ?? 0,
		replicated: options.replicated === true ? options.kind : undefined,
		volume: () => volume.value(),
		isAwaited: slot => isAwaited(state, slot),
		isCurrent: slot => slot === state.current,
		taken: slot => {
			if (slot === state.current) state.current = undefined;
			if (isAwaited(state, slot)) state.pending = undefined;
		},
		changed: slot => changed(state, slot),
		ended: slot => ended(state, slot),
		lost: slot => lost(state, slot),
	});
	const state: State = { bus, slots, volume, tell: createTelling(), paused: false };
	return state;
}

/**
 * Makes a deck.
 *
 * @example
 * const deck = createDeck({ kind: "music", volume: 0.5 });
 * deck.play({ assetId: "1843463175", gain: 1, fadeSeconds: 3 });
 */
export function createDeck(options: DeckOptions): Deck {
	const scope = createScope();
	const name = options.name ?? "AudioScapeDeck";
	const state = createState(options, name);
	if (state.bus !== undefined) scope.own(state.bus);
	const { slots, tell } = state;
	const find = (assetId: string): Slot | undefined => slots.all.find(slot => slot.voice.playback.assetId() === assetId);
	scope.own(() => {
		state.volume.stop();
		state.pending = undefined;
		state.current = undefined;
		slots.destroy();
	});

	return {
		prepare: scope.alive(assetId => {
			if (slots.find(assetId, false)?.role === "current" || slots.waitsFor(assetId)) return;
			const held = slots.find(assetId, true);
			if (held === undefined ? slots.hasRoom() : held.role === "free") slots.hold(assetId, true);
		}),
		status: assetId => find(assetId)?.voice.status() ?? "empty",
		play: scope.alive(item => play(state, item)),
		silence: scope.alive(seconds => silence(state, seconds)),
		pause: scope.alive(() => pause(state, true)),
		resume: scope.alive(() => pause(state, false)),
		setVolume: scope.alive((to, seconds) => state.volume.to(to, seconds ?? 0)),
		current: () => state.current?.item,
		waiting: () => state.pending?.item,
		instance: () => state.current?.voice.playback.instance,
		length: assetId => {
			const slot = find(assetId);
			return slot?.voice.status() === "ready" ? slot.voice.playback.length() : undefined;
		},
		position: () => state.current?.voice.position(),
		resync: (position, tolerance = 0.25) => {
			const voice = state.current?.voice;
			if (voice === undefined || state.paused || !voice.playback.isLoaded()) return false;
			if (math.abs(voice.position() - position()) <= tolerance) return false;
			voice.glideTo(position);
			return true;
		},
		onStarted: listen(tell.started),
		onReady: listen(tell.ready),
		onFailed: listen(tell.failed),
		onEnded: listen(tell.ended),
		onLost: listen(tell.lost),
		destroy: scope.release,
	};
}
