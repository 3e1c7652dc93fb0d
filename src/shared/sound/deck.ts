import { SoundService } from "@rbxts/services";

import { createDeckSlots, deckGroup, type Slot } from "./deck-slots";
import type { Deck, DeckItem, DeckOptions } from "./deck-types";
import { timebase } from "./engine-timebase";
import { createListeners } from "./listeners";
import { LATE } from "./voice";
import { createVolumeRamp } from "./volume-ramp";

export type { Deck, DeckItem, DeckOptions } from "./deck-types";

const DEFAULT_VOLUME = 0.5;

/**
 * Makes a deck.
 *
 * @example
 * const deck = createDeck({ volume: 0.5 });
 * deck.play({ assetId: "1843463175", gain: 1, fadeSeconds: 3 });
 */
export function createDeck(options: DeckOptions = {}): Deck {
	const name = options.name ?? "AudioScapeDeck";
	const [group, ownGroup] = deckGroup(options, name);
	const started = createListeners<[assetId: string]>();
	const ready = createListeners<[assetId: string]>();
	const failed = createListeners<[assetId: string, why: string]>();
	const ended = createListeners<[assetId: string]>();
	const lost = createListeners<[assetId: string]>();
	let current: Slot | undefined;
	let pending: { item: DeckItem; slot: Slot } | undefined;
	let paused = false;
	let destroyed = false;

	const isAwaited = (slot: Slot): boolean => pending !== undefined && pending.slot === slot;
	const volume = createVolumeRamp(options.volume ?? DEFAULT_VOLUME, value => {
		for (const slot of slots.all) slot.voice.setGain("user", value);
	});

	const slots = createDeckSlots(options, {
		name,
		parent: options.parent ?? SoundService,
		group,
		volume: () => volume.value(),
		isAwaited,
		isCurrent: slot => slot === current,
		onTaken: slot => {
			if (slot === current) current = undefined;
			if (isAwaited(slot)) pending = undefined;
		},
		onStatus: slot => statusChanged(slot),
		onEnded: slot => {
			if (slot !== current || slot.item === undefined) return;
			const { assetId } = slot.item;
			current = undefined;
			slot.freed();
			ended.fire(assetId);
		},
		onLost: slot => {
			if (destroyed) return;
			const awaited = isAwaited(slot) ? pending?.item : undefined;
			const playing = slot === current ? slot.item : undefined;
			if (playing !== undefined) current = undefined;
			if (awaited !== undefined) pending = undefined;
			const gone = awaited ?? playing;
			if (gone !== undefined) lost.fire(gone.assetId);
		},
	});

	function fadeOf(item: DeckItem): number {
		const seconds = item.fadeSeconds;
		return typeIs(seconds, "function") ? seconds() : seconds;
	}

	function leave(slot: Slot, fadeSeconds: number): void {
		if (current === slot) current = undefined;
		slot.role = "leaving";
		slot.voice.fadeTo(0, fadeSeconds, slot.freed);
	}

	function startOn(slot: Slot, item: DeckItem): void {
		pending = undefined;
		const old = current;
		const fadeSeconds = fadeOf(item);
		if (old !== undefined && old !== slot) leave(old, fadeSeconds);
		current = slot;
		slot.role = "current";
		slot.item = item;
		slot.usedAt = timebase.now();
		const position = item.position;
		const { voice } = slot;
		voice.setGain("level", item.gain);
		voice.setGain("user", volume.value());
		voice.sound.Looped = item.looped === true;
		if (item.fadeIn === "none" || fadeSeconds <= 0) voice.fadeTo(1, 0);
		else {
			voice.fadeTo(0, 0);
			voice.fadeTo(1, fadeSeconds);
		}
		voice.play(typeIs(position, "function") ? position() : position);
		started.fire(item.assetId);
	}

	function statusChanged(slot: Slot): void {
		const assetId = slot.voice.assetId();
		const status = slot.voice.status();
		if (assetId === undefined || destroyed) return;
		if (status === "ready") {
			ready.fire(assetId);
			if (pending !== undefined && isAwaited(slot) && !paused) startOn(slot, pending.item);
		} else if (status === "failed") {
			const why = slot.voice.failure() ?? "unknown";
			// What is only late starts when it comes, unless something else was asked for by then.
			const late = why === LATE && isAwaited(slot);
			if (isAwaited(slot) && !late) pending = undefined;
			if (slot.role === "prepared" && !late) slot.role = "free";
			failed.fire(assetId, why);
		}
	}

	/** What plays already, or is on its way out, becomes what is on. */
	function takeBack(slot: Slot, item: DeckItem): void {
		pending = undefined;
		const fadeSeconds = fadeOf(item);
		if (slot !== current && current !== undefined) leave(current, fadeSeconds);
		current = slot;
		slot.role = "current";
		slot.item = item;
		slot.voice.sound.Looped = item.looped === true;
		slot.voice.setGain("level", item.gain);
		slot.voice.fadeTo(1, fadeSeconds);
	}

	function eachSounding(act: (slot: Slot) => void): void {
		for (const slot of slots.all) if (slot.role === "current" || slot.role === "leaving") act(slot);
	}

	return {
		prepare(assetId) {
			if (destroyed || slots.find(assetId, false)?.role === "current") return;
			const held = slots.find(assetId, true);
			if (held === undefined ? slots.hasRoom() : held.role === "free") slots.hold(assetId, true);
		},
		status(assetId) {
			const slot = slots.all.find(candidate => candidate.voice.assetId() === assetId);
			return slot === undefined ? "empty" : slot.voice.status();
		},
		play(item) {
			if (destroyed) return;
			const restart = item.restart === true;
			const held = slots.find(item.assetId, restart);
			if (!restart && held !== undefined && (held === current || held.role === "leaving")) {
				takeBack(held, item);
				return;
			}
			const slot = slots.hold(item.assetId, restart);
			pending = { item, slot };
			if (slot.voice.status() === "ready" && !paused) startOn(slot, item);
		},
		silence(fadeSeconds) {
			pending = undefined;
			if (current !== undefined) leave(current, fadeSeconds);
			if (fadeSeconds > 0) return;
			for (const slot of slots.all) if (slot.role === "leaving") slot.freed();
		},
		pause() {
			if (paused || destroyed) return;
			paused = true;
			eachSounding(slot => slot.voice.pause());
		},
		resume() {
			if (!paused || destroyed) return;
			paused = false;
			eachSounding(slot => slot.voice.resume());
			if (pending !== undefined && pending.slot.voice.status() === "ready") startOn(pending.slot, pending.item);
		},
		setVolume(to, seconds = 0) {
			if (!destroyed) volume.set(to, seconds);
		},
		current() {
			return current?.item;
		},
		waiting() {
			return pending?.item;
		},
		length(assetId) {
			const slot = slots.all.find(candidate => candidate.voice.assetId() === assetId);
			if (slot === undefined || slot.voice.status() !== "ready") return undefined;
			return slot.voice.sound.TimeLength;
		},
		position() {
			return current?.voice.position();
		},
		resync(position, tolerance = 0.25) {
			if (current === undefined || paused || !current.voice.sound.IsLoaded) return false;
			if (math.abs(current.voice.position() - position()) <= tolerance) return false;
			current.voice.glideTo(position);
			return true;
		},
		onStarted(listener) {
			return started.add(listener);
		},
		onReady(listener) {
			return ready.add(listener);
		},
		onFailed(listener) {
			return failed.add(listener);
		},
		onEnded(listener) {
			return ended.add(listener);
		},
		onLost(listener) {
			return lost.add(listener);
		},
		destroy() {
			if (destroyed) return;
			destroyed = true;
			volume.stop();
			pending = undefined;
			current = undefined;
			slots.destroy();
			if (ownGroup) group?.Destroy();
		},
	};
}
