import { followTag } from "../../shared/footsteps/body/cast";
import { createMix, type Mix } from "../../shared/mix/brain";
import { giveWay, powerTaken } from "../../shared/mix/priority";
import { type Bus, type BusKind, OPEN } from "../../shared/sound/bus";
import { buses, openBus, watchBuses } from "../../shared/sound/buses";
import { timebase } from "../../shared/sound/engine-timebase";
import { listenerPosition } from "../../shared/sound/listener";
import { KIND_ATTRIBUTE, REPLICATED_TAG } from "../../shared/sound/replicated";

/** The one mix of this machine. It costs a frame only while something moves, or a jukebox stands in the world. */
export interface Mixer {
	/** Tells the mix something. */
	tell: <T>(what: (mix: Mix, now: number) => T) => T;
	/** Stops, with everything as if nobody had ever mixed. */
	stop: () => void;
}

/** Gives a Sound that the server plays for everyone a bus on this machine. @returns what takes it away */
function adopt(sound: Instance): () => void {
	if (!sound.IsA("Sound")) return () => {};
	const kind = sound.GetAttribute(KIND_ATTRIBUTE) as BusKind;
	const bus = openBus({ kind, name: sound.Name, group: sound.SoundGroup });
	bus.join(input => (sound.SoundGroup = input as SoundGroup | undefined));
	return bus.destroy;
}

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

/** Makes the mixer of this machine. */
export function createMixer(): Mixer {
	const mix = createMix();
	let sleep: (() => void) | undefined;
	let letGo: (() => void) | undefined;

	function frame(dt: number): void {
		let moving = mix.step(timebase.now());
		if (contend(dt)) moving = true;
		for (const bus of buses) {
			const { kind, music, yielded } = bus;
			const isInTheRoom = kind === "footsteps" || music?.hasPlace === true;
			bus.set(mix.gain(kind) * math.cos(yielded), mix.lowPass(kind), isInTheRoom ? mix.reverb() : 0);
		}
		if (moving) return;
		sleep?.();
		sleep = undefined;
	}

	function wake(): void {
		sleep ??= timebase.subscribe(frame);
	}

	// What is opened while something is changed is changed, too.
	const unwatch = watchBuses(wake);
	return {
		tell: what => {
			letGo ??= followTag(REPLICATED_TAG, adopt);
			wake();
			return what(mix, timebase.now());
		},
		stop: () => {
			unwatch();
			sleep?.();
			letGo?.();
			for (const bus of buses) bus.set(1, OPEN, 0);
		},
	};
}
