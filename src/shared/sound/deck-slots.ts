import { SoundService } from "@rbxts/services";

import type { DeckItem, DeckOptions } from "./deck-types";
import { timebase } from "./engine-timebase";
import { createVoice, type Voice } from "./voice";

/** What a slot does: nothing, holding what was loaded ahead, playing, or fading out. */
export type Role = "free" | "prepared" | "current" | "leaving";

/** One voice of a deck. */
export interface Slot {
	voice: Voice;
	role: Role;
	item?: DeckItem;
	usedAt: number;
	/** Stops it and gives it free. */
	freed: () => void;
}

/** The voices of a deck: made when first needed, reused for good. */
export interface DeckSlots {
	readonly all: ReadonlyArray<Slot>;
	/** The slot that holds an asset: rather the current one or one that leaves. */
	find(assetId: string, skipCurrent: boolean): Slot | undefined;
	/** A slot with the asset loaded or loading, ready to be played. */
	hold(assetId: string, skipPlaying: boolean): Slot;
	/** Whether loading ahead takes nothing from a fade that is under way, nor from what is about to play. */
	hasRoom(): boolean;
	destroy(): void;
}

/** What the deck knows and hears of its slots. */
export interface DeckSlotsPort {
	name: string;
	parent: Instance;
	group: SoundGroup | undefined;
	volume: () => number;
	/** A slot that must not be taken: something waits for its load. */
	isAwaited: (slot: Slot) => boolean;
	isCurrent: (slot: Slot) => boolean;
	/** The slot is needed for another asset. */
	onTaken: (slot: Slot) => void;
	onStatus: (slot: Slot) => void;
	onEnded: (slot: Slot) => void;
	/** Somebody else destroyed the Sound; the slot is gone. */
	onLost: (slot: Slot) => void;
}

const MAX_SLOTS = 5;

/** Makes the slots of a deck, `options.warm` of them at once. */
export function createDeckSlots(options: DeckOptions, port: DeckSlotsPort): DeckSlots {
	const slots = new Array<Slot>();
	const connections = new Array<RBXScriptConnection>();
	const maxSlots = options.sound !== undefined ? 1 : MAX_SLOTS;

	function forget(slot: Slot): void {
		const at = slots.indexOf(slot);
		if (at === -1) return;
		slots.remove(at);
		port.onLost(slot);
		slot.voice.destroy();
	}

	function add(): Slot {
		const voice = createVoice({
			parent: port.parent,
			soundGroup: port.group,
			name: `${port.name}${slots.size() + 1}`,
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
		voice.setGain("user", port.volume());
		voice.onStatus(() => port.onStatus(slot));
		connections.push(
			voice.sound.Ended.Connect(() => port.onEnded(slot)),
			voice.sound.Destroying.Connect(() => forget(slot)),
		);
		slots.push(slot);
		return slot;
	}

	/** Loaded ahead, and nobody waits for it. */
	function isSpare(slot: Slot): boolean {
		return slot.role === "prepared" && !port.isAwaited(slot);
	}

	function least(fits: (slot: Slot) => boolean, measure: (slot: Slot) => number): Slot | undefined {
		let best: Slot | undefined;
		for (const slot of slots) {
			if (fits(slot) && (best === undefined || measure(slot) < measure(best))) best = slot;
		}
		return best;
	}

	/** A slot to load into: a free one, a new one, else the oldest loaded ahead, else the quietest that leaves. */
	function take(): Slot {
		const usedAt = (slot: Slot): number => slot.usedAt;
		const free = least(slot => slot.role === "free", usedAt);
		if (free !== undefined) return free;
		if (slots.size() < maxSlots) return add();
		const taken =
			least(isSpare, usedAt) ??
			least(
				slot => slot.role === "leaving",
				slot => slot.voice.gain(),
			) ??
			slots[0]!;
		port.onTaken(taken);
		taken.freed();
		return taken;
	}

	function find(assetId: string, skipCurrent: boolean): Slot | undefined {
		let found: Slot | undefined;
		for (const slot of slots) {
			if (slot.voice.assetId() !== assetId || slot.voice.status() === "failed") continue;
			const current = port.isCurrent(slot);
			if (current && skipCurrent) continue;
			if (found === undefined || current || slot.role === "leaving") found = slot;
		}
		return found;
	}

	for (let n = 0; n < math.min(options.warm ?? 0, maxSlots); n++) add();

	return {
		all: slots,
		find(assetId, skipCurrent) {
			return find(assetId, skipCurrent);
		},
		hold(assetId, skipPlaying) {
			const held = find(assetId, skipPlaying);
			const usable = held !== undefined && (held.role === "free" || held.role === "prepared");
			const slot = usable ? held : take();
			slot.role = "prepared";
			slot.usedAt = timebase.now();
			if (!usable) slot.voice.load(assetId);
			return slot;
		},
		hasRoom() {
			return slots.size() < maxSlots || slots.some(slot => slot.role === "free" || isSpare(slot));
		},
		destroy() {
			for (const connection of connections) connection.Disconnect();
			for (const slot of slots) slot.voice.destroy();
			slots.clear();
		},
	};
}

/** The group a deck plays into: the given one, or one of its own at volume 1. */
export function deckGroup(options: DeckOptions, name: string): LuaTuple<[group: SoundGroup | undefined, own: boolean]> {
	if (options.soundGroup !== undefined || options.sound !== undefined) return $tuple(options.soundGroup, false);
	const group = new Instance("SoundGroup");
	group.Name = name;
	group.Volume = 1;
	group.Parent = SoundService;
	return $tuple(group, true);
}
