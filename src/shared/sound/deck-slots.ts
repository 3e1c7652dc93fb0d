import type { BusKind } from "./bus";
import type { DeckItem } from "./deck-types";
import { timebase } from "./engine-timebase";
import { markReplicated } from "./replicated";
import { createVoice, type Voice, type VoiceOptions } from "./voice";

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
	/** The slot that can play an asset: rather the current one or one that leaves. */
	find: (assetId: string, skipCurrent: boolean) => Slot | undefined;
	/** Whether a slot waits for an asset that does not come. */
	waitsFor: (assetId: string) => boolean;
	/** A slot with the asset loaded or loading, ready to be played. */
	hold: (assetId: string, skipPlaying: boolean) => Slot;
	/** Whether loading ahead takes nothing from a fade that is under way, nor from what is about to play. */
	hasRoom: () => boolean;
	/** Stops what is there. */
	destroy: () => void;
}

/** What the slots know of their deck and tell it. */
export interface DeckSlotsPorts {
	name: string;
	/** What each voice is made of. */
	voice: Omit<VoiceOptions, "name" | "changed" | "ended" | "lost">;
	most: number;
	warm: number;
	/** What the Sounds of a server are, where they are that. */
	replicated: BusKind | undefined;
	volume: () => number;
	/** A slot that must not be taken: something waits for its load. */
	isAwaited: (slot: Slot) => boolean;
	isCurrent: (slot: Slot) => boolean;
	/** The slot is needed for another asset. */
	taken: (slot: Slot) => void;
	changed: (slot: Slot) => void;
	ended: (slot: Slot) => void;
	/** Somebody else destroyed the voice; the slot is gone. */
	lost: (slot: Slot) => void;
}

function add(slots: Slot[], ports: DeckSlotsPorts): Slot {
	const voice = createVoice({
		...ports.voice,
		name: `${ports.name}${slots.size() + 1}`,
		changed: () => ports.changed(slot),
		ended: () => ports.ended(slot),
		lost: () => {
			slots.remove(slots.indexOf(slot));
			ports.lost(slot);
			voice.destroy();
		},
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
	if (ports.replicated !== undefined) markReplicated(voice.playback.instance, ports.replicated);
	voice.setGain("user", ports.volume());
	slots.push(slot);
	return slot;
}

const usedAt = (slot: Slot): number => slot.usedAt;
const gain = (slot: Slot): number => slot.voice.gain();

function least(
	slots: ReadonlyArray<Slot>,
	fits: (slot: Slot) => boolean,
	measure: (slot: Slot) => number,
): Slot | undefined {
	let best: Slot | undefined;
	for (const slot of slots) {
		if (fits(slot) && (best === undefined || measure(slot) < measure(best))) best = slot;
	}
	return best;
}

const isFree = (slot: Slot): boolean => slot.role === "free";
const isLeaving = (slot: Slot): boolean => slot.role === "leaving";
const has = (slot: Slot, assetId: string): boolean => slot.voice.playback.assetId() === assetId;

/** Makes the slots of a deck. */
export function createDeckSlots(ports: DeckSlotsPorts): DeckSlots {
	const slots = new Array<Slot>();
	for (let n = 0; n < math.min(ports.warm, ports.most); n++) add(slots, ports);

	/** Loaded ahead, and nobody waits for it. */
	const isSpare = (slot: Slot): boolean => slot.role === "prepared" && !ports.isAwaited(slot);

	/** A slot to load into: a free one, a new one, else the oldest loaded ahead, else the quietest that leaves. */
	function take(): Slot {
		const free = least(slots, isFree, usedAt);
		if (free !== undefined) return free;
		if (slots.size() < ports.most) return add(slots, ports);
		const taken = least(slots, isSpare, usedAt) ?? least(slots, isLeaving, gain) ?? slots[0]!;
		ports.taken(taken);
		taken.freed();
		return taken;
	}

	function find(assetId: string, skipCurrent: boolean): Slot | undefined {
		let found: Slot | undefined;
		for (const slot of slots) {
			if (!has(slot, assetId) || slot.voice.status() === "failed") continue;
			const current = ports.isCurrent(slot);
			if (current && skipCurrent) continue;
			if (found === undefined || current || slot.role === "leaving") found = slot;
		}
		return found;
	}

	/** A slot that waits for the asset in vain: asked again it tries again, and says so. */
	function inVain(assetId: string): Slot | undefined {
		return slots.find(slot => has(slot, assetId) && slot.voice.status() === "failed" && slot.role !== "current");
	}

	return {
		all: slots,
		find,
		waitsFor: assetId => inVain(assetId) !== undefined,
		hold: (assetId, skipPlaying) => {
			const held = find(assetId, skipPlaying);
			const usable = held !== undefined && (held.role === "free" || held.role === "prepared");
			const slot = usable ? held : (inVain(assetId) ?? take());
			slot.role = "prepared";
			slot.usedAt = timebase.now();
			if (!usable) slot.voice.load(assetId);
			return slot;
		},
		hasRoom: () => slots.size() < ports.most || slots.some(slot => isFree(slot) || isSpare(slot)),
		destroy: () => {
			const gone = [...slots];
			slots.clear();
			for (const slot of gone) slot.voice.destroy();
		},
	};
}
