import { Players } from "@rbxts/services";

import type { PlayerBridge } from "../../shared/bridge";
import type { Mix } from "../../shared/mix/brain";
import { MIX_TOPIC, type MixDocument, type MixEntry } from "../../shared/mix/document";
import { duckOptions } from "../../shared/mix/options";
import { findSnapshot } from "../../shared/mix/snapshots";
import type { DuckOptions, MixHandle } from "../../shared/mix/types";
import { ownOptions } from "../../shared/options/read";
import { createMixer, type Mixer } from "./mixer";

let mixer: Mixer | undefined;

function mixerOf(): Mixer {
	mixer ??= createMixer();
	return mixer;
}

/** Asks the mix for something. @returns what lets go of it */
function begin(what: (mix: Mix, now: number) => (now: number) => void): () => void {
	const { tell } = mixerOf();
	const release = tell(what);
	return () => tell((_, now) => release(now));
}

function handleOf(release: () => void): MixHandle {
	return {
		release() {
			release();
		},
	};
}

/** Lowers some of what plays on this machine. */
export function duck(options?: DuckOptions): MixHandle {
	const plan = ownOptions("duck", duckOptions, options);
	return handleOf(begin((mix, now) => mix.duck(plan, now)));
}

/** Puts a snapshot on. */
export function snapshot(name: string): MixHandle {
	const plan = findSnapshot(name);
	return handleOf(begin((mix, now) => mix.snapshot(plan, now)));
}

/** The acoustics of where the listener is, 0 to 1 each; `place` is whoever says so. */
export function surround(place: object, muffle: number, reverb: number, seconds: number): void {
	mixerOf().tell((mix, now) => mix.surround(place, muffle, reverb, seconds, now));
}

function take({ duck: plan, snapshot: state }: MixEntry): () => void {
	return begin((mix, now) => (plan !== undefined ? mix.duck(plan, now) : mix.snapshot(state!, now)));
}

/** Mixes on this machine, and does what the server says of the mix. @returns stop */
export function startMixPlayer(bridge: PlayerBridge): () => void {
	const on = new Map<number, () => void>();
	mixerOf();
	const unwatch = bridge.watch(MIX_TOPIC, document => {
		const told = new Set<number>();
		for (const entry of (document as MixDocument | undefined)?.on ?? []) {
			const { i, p } = entry;
			told.add(i);
			if (!on.has(i) && p?.includes(Players.LocalPlayer.UserId) !== false) on.set(i, take(entry));
		}
		for (const [id, release] of on) {
			if (told.has(id)) continue;
			on.delete(id);
			release();
		}
	});
	return () => {
		unwatch();
		mixer?.stop();
		mixer = undefined;
	};
}
