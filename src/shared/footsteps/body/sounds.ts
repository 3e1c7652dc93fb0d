import { ContentProvider } from "@rbxts/services";

import { timebase } from "../../sound";
import type { Step } from "../types";

type Loading = "loading" | "ready" | "failed";

/** The assets a machine holds loaded for its steps. */
export interface StepSounds {
	/** Says which assets are needed now: new ones are loaded, others let go. */
	want: (assetIds: ReadonlySet<string>) => void;
	isReady: (assetId: string) => boolean;
	/** Where a step's sound is over, seconds into its clip; `undefined` while that is unknown. */
	end: (step: Step) => number | undefined;
	/** The content string of an asset, made once. */
	content: (assetId: string) => string;
	destroy: () => void;
}

export interface StepSoundsPorts {
	/** Where the holders live. */
	parent: Instance;
	/** Something became ready or failed. */
	changed: () => void;
	/** An asset cannot be had: not permitted, moderated, gone. */
	failed: (assetId: string, status: string) => void;
}

const RETRY_SECONDS = 10;
const TAIL_SECONDS = 0.05;

/**
 * Loads the assets of all packs ahead, one silent Sound each, which also keeps them in memory: what a step plays is
 * always there already.
 */
export function createStepSounds(ports: StepSoundsPorts): StepSounds {
	const holders = new Map<string, Sound>();
	const states = new Map<string, Loading>();
	const contents = new Map<string, string>();
	const ids = new Map<string, string>();
	let destroyed = false;

	function content(assetId: string): string {
		let made = contents.get(assetId);
		if (made === undefined) {
			made = `rbxassetid://${assetId}`;
			contents.set(assetId, made);
			ids.set(made, assetId);
		}
		return made;
	}

	function settle(assetId: string, status: Enum.AssetFetchStatus): void {
		if (destroyed || !holders.has(assetId) || states.get(assetId) !== "loading") return;
		if (status === Enum.AssetFetchStatus.Failure) {
			states.set(assetId, "failed");
			ports.failed(assetId, status.Name);
		} else if (status === Enum.AssetFetchStatus.TimedOut) {
			timebase.after(RETRY_SECONDS, () => {
				const holder = holders.get(assetId);
				if (!destroyed && holder !== undefined) load([holder]);
			});
		} else {
			states.set(assetId, "ready");
		}
		ports.changed();
	}

	function load(sounds: Sound[]): void {
		task.spawn(() => {
			ContentProvider.PreloadAsync(sounds, (id, status) => {
				const assetId = ids.get(id);
				if (assetId !== undefined) settle(assetId, status);
			});
		});
	}

	return {
		want: assetIds => {
			for (const [assetId, holder] of holders) {
				if (assetIds.has(assetId)) continue;
				holder.Destroy();
				holders.delete(assetId);
				states.delete(assetId);
			}
			const fresh: Sound[] = [];
			for (const assetId of assetIds) {
				if (holders.has(assetId)) continue;
				const holder = new Instance("Sound");
				holder.Name = assetId;
				holder.Volume = 0;
				holder.SoundId = content(assetId);
				holder.Parent = ports.parent;
				holders.set(assetId, holder);
				states.set(assetId, "loading");
				fresh.push(holder);
			}
			if (!fresh.isEmpty()) load(fresh);
		},
		isReady: assetId => states.get(assetId) === "ready",
		content,
		end: step => {
			if (step.to !== undefined) return step.to;
			const length = holders.get(step.assetId)?.TimeLength ?? 0;
			return length > 0 ? length + TAIL_SECONDS : undefined;
		},
		destroy: () => {
			destroyed = true;
			for (const [, holder] of holders) holder.Destroy();
			holders.clear();
			states.clear();
		},
	};
}
