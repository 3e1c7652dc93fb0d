import { Players } from "@rbxts/services";

import type { PlayerBridge } from "../../shared/bridge";
import { followTag } from "../../shared/footsteps/body/cast";
import { createMix, type Mix } from "../../shared/mix/brain";
import type { MixDocument, MixEntry } from "../../shared/mix/document";
import { duckOptions } from "../../shared/mix/options";
import { giveWay, powerTaken } from "../../shared/mix/priority";
import { findSnapshot } from "../../shared/mix/snapshots";
import type { DuckOptions, MixHandle } from "../../shared/mix/types";
import { ownOptions } from "../../shared/options/read";
import { type Bus, OPEN } from "../../shared/sound/bus";
import { buses, watchBuses } from "../../shared/sound/buses";
import { timebase } from "../../shared/sound/engine-timebase";
import { listenerPosition } from "../../shared/sound/listener";
import { adoptReplicated, REPLICATED_TAG } from "../../shared/sound/replicated";

/** The one mix of this machine. */
let mix = createMix();
/** Ends the frames; there while something moves, or a jukebox stands in the world. */
let sleep: (() => void) | undefined;
/** Lets go of what the server plays for everyone; there from the first time that something is mixed. */
let letGo: (() => void) | undefined;

/** The power that music with a place takes from a bus. */
function takenFrom(bus: Bus, ear: Vector3): number {
	let power = 0;
	for (const { music } of buses) if (music?.hasPlace === true) power += powerTaken(bus.music!, music, ear);
	return power;
}

/** Lets music that comes from everywhere give way to music with a place. @returns whether there is any such music */
function contend(dt: number): boolean {
	const ear = listenerPosition();
	let moving = false;
	for (const bus of buses) {
		const { music } = bus;
		if (music?.hasPlace === false) bus.yielded = giveWay(bus.yielded, takenFrom(bus, ear), dt);
		if (music?.hasPlace === true || bus.yielded > 0) moving = true;
	}
	return moving;
}

function frame(dt: number): void {
	const moving = mix.step(timebase.now());
	const contested = contend(dt);
	for (const bus of buses) {
		const { kind, music, yielded } = bus;
		const isInTheRoom = kind === "footsteps" || music?.hasPlace === true;
		bus.set(mix.gain(kind) * math.cos(yielded), mix.lowPass(kind), isInTheRoom ? mix.reverb() : 0);
	}
	if (moving || contested) return;
	sleep?.();
	sleep = undefined;
}

function wake(): void {
	sleep ??= timebase.subscribe(frame);
}

function change<T>(what: (mix: Mix, now: number) => T): T {
	letGo ??= followTag(REPLICATED_TAG, adoptReplicated);
	wake();
	return what(mix, timebase.now());
}

/** Asks the mix for something. @returns what lets go of it */
function begin(what: (mix: Mix, now: number) => (now: number) => void): MixHandle {
	const release = change(what);
	return {
		release() {
			change((_, now) => release(now));
		},
	};
}

/** Lowers some of what plays on this machine. */
export function duck(options: DuckOptions | undefined): MixHandle {
	const plan = ownOptions("duck", duckOptions, options);
	return begin((to, now) => to.duck(plan, now));
}

/** Puts a snapshot on. */
export function snapshot(name: string): MixHandle {
	const plan = findSnapshot(name);
	return begin((to, now) => to.snapshot(plan, now));
}

/** The acoustics of where the listener is, 0 to 1 each; `place` is whoever says so. */
export function surround(place: object, muffle: number, reverb: number, seconds: number): void {
	change((to, now) => to.surround(place, muffle, reverb, seconds, now));
}

function take({ duck: plan, snapshot: state }: MixEntry): MixHandle {
	return begin((to, now) => (plan !== undefined ? to.duck(plan, now) : to.snapshot(state!, now)));
}

/** Mixes on this machine, and does what the server says of the mix. @returns stop */
export function startMixPlayer(bridge: PlayerBridge): () => void {
	const on = new Map<number, MixHandle>();
	// What is opened while something is changed is changed, too.
	const unwatchBuses = watchBuses(wake);
	const unwatch = bridge.watch("mix", document => {
		const told = new Set<number>();
		for (const entry of (document as MixDocument | undefined)?.on ?? []) {
			const { i, p } = entry;
			told.add(i);
			if (!on.has(i) && p?.includes(Players.LocalPlayer.UserId) !== false) on.set(i, take(entry));
		}
		for (const [i, handle] of on) {
			if (told.has(i)) continue;
			on.delete(i);
			handle.release();
		}
	});
	return () => {
		unwatch();
		unwatchBuses();
		sleep?.();
		letGo?.();
		sleep = letGo = undefined;
		mix = createMix();
		for (const bus of buses) bus.set(1, OPEN, 0);
	};
}
