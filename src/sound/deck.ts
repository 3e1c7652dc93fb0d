import { SoundService } from "@rbxts/services";

import type { Deck, DeckItem, DeckOptions } from "./deck-types";
import { timebase } from "./engine-timebase";
import { createListeners } from "./listeners";
import { createVoice, type Voice } from "./voice";

export type { Deck, DeckItem, DeckOptions } from "./deck-types";

const MAX_SLOTS = 5;
const DEFAULT_VOLUME = 0.5;

type Role = "free" | "prepared" | "current" | "leaving";

interface Slot {
	voice: Voice;
	role: Role;
	item?: DeckItem;
	usedAt: number;
	freed: () => void;
}

/**
 * Makes a deck.
 *
 * @example
 * const deck = createDeck({ volume: 0.5 });
 * deck.play({ assetId: "1843463175", gain: 1, fadeSeconds: 3 });
 */
export function createDeck(options: DeckOptions = {}): Deck {
	const name = options.name ?? "AudioScapeDeck";
	const parent = options.parent ?? SoundService;
	const ownGroup = options.soundGroup === undefined && options.sound === undefined;
	let group = options.soundGroup;
	if (ownGroup) {
		group = new Instance("SoundGroup");
		group.Name = name;
		group.Volume = 1;
		group.Parent = SoundService;
	}
	const slots = new Array<Slot>();
	const maxSlots = options.sound !== undefined ? 1 : MAX_SLOTS;
	const started = createListeners<[assetId: string]>();
	const ready = createListeners<[assetId: string]>();
	const failed = createListeners<[assetId: string, why: string]>();
	const ended = createListeners<[assetId: string]>();
	const lost = createListeners<[assetId: string]>();
	const connections = new Array<RBXScriptConnection>();
	let current: Slot | undefined;
	let pending: { item: DeckItem; slot: Slot } | undefined;
	let paused = false;
	let destroyed = false;
	let volume = options.volume ?? DEFAULT_VOLUME;
	let rampFrom = 0;
	let rampGoal = 0;
	let rampElapsed = 0;
	let rampSeconds = 0;
	let stopRamp: (() => void) | undefined;

	function applyVolume(): void {
		for (const slot of slots) slot.voice.setGain("user", volume);
	}

	function ramp(dt: number): void {
		rampElapsed += dt;
		const x = math.min(rampElapsed / rampSeconds, 1);
		volume = rampFrom + (rampGoal - rampFrom) * x;
		applyVolume();
		if (x >= 1) {
			stopRamp?.();
			stopRamp = undefined;
		}
	}

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
		voice.setGain("user", volume);
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
			if (pending !== undefined && pending.slot === slot && !paused) startOn(slot, pending.item);
		} else if (status === "failed") {
			if (pending !== undefined && pending.slot === slot) pending = undefined;
			if (slot.role === "prepared") slot.role = "free";
			failed.fire(assetId, slot.voice.failure() ?? "unknown");
		}
	}

	/** Somebody else destroyed the Sound: the slot goes, and whoever asked for its asset hears of it. */
	function forget(slot: Slot): void {
		const at = slots.indexOf(slot);
		if (destroyed || at === -1) return;
		slots.remove(at);
		const { item } = slot;
		const wasCurrent = slot === current;
		const awaited = pending !== undefined && pending.slot === slot ? pending.item : undefined;
		if (wasCurrent) current = undefined;
		if (awaited !== undefined) pending = undefined;
		slot.voice.destroy();
		const gone = awaited ?? (wasCurrent ? item : undefined);
		if (gone !== undefined) lost.fire(gone.assetId);
	}

	function addSlot(): Slot {
		const voice = createVoice({
			parent,
			soundGroup: group,
			name: `${name}${slots.size() + 1}`,
			loadTimeout: options.loadTimeout,
			sound: options.sound,
		});
		const slot: Slot = {
			voice,
			role: "free",
			usedAt: 0,
			freed: () => {
				slot.voice.stop();
				slot.role = "free";
			},
		};
		voice.setGain("user", volume);
		voice.onStatus(() => statusChanged(slot));
		connections.push(
			voice.sound.Ended.Connect(() => {
				if (slot !== current || slot.item === undefined) return;
				const { assetId } = slot.item;
				current = undefined;
				slot.freed();
				ended.fire(assetId);
			}),
			voice.sound.Destroying.Connect(() => forget(slot)),
		);
		slots.push(slot);
		return slot;
	}

	/** Loaded ahead, and nobody waits for it. */
	function isSpare(slot: Slot): boolean {
		return slot.role === "prepared" && (pending === undefined || pending.slot !== slot);
	}

	/** A slot to load into: a free one, a new one, else the oldest loaded ahead, else the quietest that leaves. */
	function takeSlot(): Slot {
		let best: Slot | undefined;
		for (const slot of slots) {
			if (slot.role === "free" && (best === undefined || slot.usedAt < best.usedAt)) best = slot;
		}
		if (best !== undefined) return best;
		if (slots.size() < maxSlots) return addSlot();
		for (const slot of slots) {
			if (isSpare(slot) && (best === undefined || slot.usedAt < best.usedAt)) best = slot;
		}
		if (best === undefined) {
			for (const slot of slots) {
				if (slot.role !== "leaving") continue;
				if (best === undefined || slot.voice.gain() < best.voice.gain()) best = slot;
			}
		}
		const taken = best ?? slots[0]!;
		if (taken === current) current = undefined;
		if (pending !== undefined && pending.slot === taken) pending = undefined;
		taken.freed();
		return taken;
	}

	/** Whether loading ahead takes nothing from a fade that is under way, nor from what is about to play. */
	function hasRoom(): boolean {
		return slots.size() < maxSlots || slots.some(slot => slot.role === "free" || isSpare(slot));
	}

	function find(assetId: string, skipCurrent: boolean): Slot | undefined {
		let found: Slot | undefined;
		for (const slot of slots) {
			if (slot.voice.assetId() !== assetId || slot.voice.status() === "failed") continue;
			if (slot === current && skipCurrent) continue;
			if (found === undefined || slot === current || slot.role === "leaving") found = slot;
		}
		return found;
	}

	function hold(assetId: string, skipPlaying: boolean): Slot {
		const held = find(assetId, skipPlaying);
		if (held !== undefined && (held.role === "free" || held.role === "prepared")) {
			held.role = "prepared";
			held.usedAt = timebase.now();
			return held;
		}
		const slot = takeSlot();
		slot.role = "prepared";
		slot.usedAt = timebase.now();
		slot.voice.load(assetId);
		return slot;
	}

	for (let n = 0; n < math.min(options.warm ?? 0, maxSlots); n++) addSlot();

	return {
		prepare(assetId) {
			if (destroyed || find(assetId, false)?.role === "current") return;
			const held = find(assetId, true);
			if (held === undefined ? hasRoom() : held.role === "free") hold(assetId, true);
		},
		status(assetId) {
			const slot = slots.find(candidate => candidate.voice.assetId() === assetId);
			return slot === undefined ? "empty" : slot.voice.status();
		},
		play(item) {
			if (destroyed) return;
			const restart = item.restart === true;
			const held = find(item.assetId, restart);
			if (!restart && held !== undefined && (held === current || held.role === "leaving")) {
				pending = undefined;
				const fadeSeconds = fadeOf(item);
				if (held !== current && current !== undefined) leave(current, fadeSeconds);
				current = held;
				held.role = "current";
				held.item = item;
				held.voice.sound.Looped = item.looped === true;
				held.voice.setGain("level", item.gain);
				held.voice.fadeTo(1, fadeSeconds);
				return;
			}
			const slot = hold(item.assetId, restart);
			pending = { item, slot };
			if (slot.voice.status() === "ready" && !paused) startOn(slot, item);
		},
		silence(fadeSeconds) {
			pending = undefined;
			if (current !== undefined) leave(current, fadeSeconds);
		},
		pause() {
			if (paused || destroyed) return;
			paused = true;
			for (const slot of slots) {
				if (slot.role === "current" || slot.role === "leaving") slot.voice.pause();
			}
		},
		resume() {
			if (!paused || destroyed) return;
			paused = false;
			for (const slot of slots) {
				if (slot.role === "current" || slot.role === "leaving") slot.voice.resume();
			}
			if (pending !== undefined && pending.slot.voice.status() === "ready") startOn(pending.slot, pending.item);
		},
		setVolume(to, seconds = 0) {
			if (destroyed) return;
			if (seconds <= 0) {
				stopRamp?.();
				stopRamp = undefined;
				volume = to;
				applyVolume();
				return;
			}
			rampFrom = volume;
			rampGoal = to;
			rampElapsed = 0;
			rampSeconds = seconds;
			stopRamp ??= timebase.subscribe(ramp);
		},
		current() {
			return current?.item;
		},
		waiting() {
			return pending?.item;
		},
		length(assetId) {
			const slot = slots.find(candidate => candidate.voice.assetId() === assetId);
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
			stopRamp?.();
			pending = undefined;
			current = undefined;
			for (const connection of connections) connection.Disconnect();
			for (const slot of slots) slot.voice.destroy();
			slots.clear();
			if (ownGroup) group?.Destroy();
		},
	};
}
