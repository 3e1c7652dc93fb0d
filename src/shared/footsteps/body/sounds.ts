import { createPlayback, type Engine, loader, type Playback } from "../../sound";
import type { Step } from "../types";

/** The assets a machine holds loaded for its steps. */
export interface StepSounds {
	/** Says which assets are needed now: new ones are loaded, others let go. */
	want: (assetIds: ReadonlySet<string>) => void;
	isReady: (assetId: string) => boolean;
	/** Where a step's sound is over, seconds into its clip; `undefined` while that is unknown. */
	end: (step: Step) => number | undefined;
	destroy: () => void;
}

export interface StepSoundsPorts {
	engine: Engine | undefined;
	/** Where what is held lives. */
	parent: Instance;
	/** Something became ready or failed. */
	changed: () => void;
	/** An asset is there now, or cannot be had: not permitted, moderated, gone. */
	tried: (assetId: string, isReady: boolean) => void;
}

interface Held {
	playback: Playback;
	ready: boolean;
	cancel: () => void;
}

/** Slow machines are slow, not deaf: what comes later is played from then on. */
const LOAD_LIMIT_SECONDS = 30;
const TAIL_SECONDS = 0.05;

function hold(assetId: string, ports: StepSoundsPorts): Held {
	const playback = createPlayback({ name: assetId, engine: ports.engine, parent: ports.parent, holds: true });
	playback.put(assetId);
	const held: Held = { playback, ready: playback.isLoaded(), cancel: () => {} };
	if (held.ready) {
		ports.tried(assetId, true);
		return held;
	}
	held.cancel = loader.load(playback, LOAD_LIMIT_SECONDS, {
		ready: () => {
			held.ready = true;
			ports.tried(assetId, true);
			ports.changed();
		},
		failed: why => {
			// Only what will not come for anybody is everybody's business.
			if (why === "Failure") ports.tried(assetId, false);
			ports.changed();
		},
	});
	return held;
}

function letGo(held: Held): void {
	held.cancel();
	held.playback.destroy();
}

/**
 * Loads the assets of all packs ahead, one silent playback each, which also keeps them in memory: what a step plays is
 * always there already.
 */
export function createStepSounds(ports: StepSoundsPorts): StepSounds {
	const all = new Map<string, Held>();

	return {
		want: assetIds => {
			for (const [assetId, held] of all) {
				if (assetIds.has(assetId)) continue;
				all.delete(assetId);
				letGo(held);
			}
			for (const assetId of assetIds) {
				if (!all.has(assetId)) all.set(assetId, hold(assetId, ports));
			}
		},
		isReady: assetId => all.get(assetId)?.ready === true,
		end: step => {
			if (step.to !== undefined) return step.to;
			const length = all.get(step.assetId)?.playback.length() ?? 0;
			return length > 0 ? length + TAIL_SECONDS : undefined;
		},
		destroy: () => {
			for (const [, held] of all) letGo(held);
			all.clear();
		},
	};
}
