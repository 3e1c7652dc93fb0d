import { timebase } from "./engine-timebase";

/** A volume that moves to its goal at once or over some seconds, from wherever it stands. */
export interface VolumeRamp {
	set(to: number, seconds: number): void;
	value(): number;
	stop(): void;
}

/** Makes a ramp; `write` is called with every new value. */
export function createVolumeRamp(initial: number, write: (volume: number) => void): VolumeRamp {
	let value = initial;
	let from = initial;
	let goal = initial;
	let elapsed = 0;
	let length = 0;
	let unsubscribe: (() => void) | undefined;

	function stop(): void {
		unsubscribe?.();
		unsubscribe = undefined;
	}

	function step(dt: number): void {
		elapsed += dt;
		const x = math.min(elapsed / length, 1);
		value = from + (goal - from) * x;
		if (x >= 1) stop();
		write(value);
	}

	return {
		set(to, seconds) {
			if (seconds <= 0) {
				stop();
				value = to;
				write(to);
				return;
			}
			from = value;
			goal = to;
			elapsed = 0;
			length = seconds;
			unsubscribe ??= timebase.subscribe(step);
		},
		value() {
			return value;
		},
		stop() {
			stop();
		},
	};
}
