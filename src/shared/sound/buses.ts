import type { Bus, BusOptions } from "./bus";
import { createBus } from "./engine";

const open = new Array<Bus>();
const watchers = new Set<(bus: Bus) => void>();

/** Every bus of this machine, in the order in which they were opened. */
export const buses: ReadonlyArray<Bus> = open;

/** Opens a bus: everything in it plays as whoever mixes on this machine says. */
export function openBus(options: BusOptions): Bus {
	const bus = createBus(options);
	const { destroy } = bus;
	bus.destroy = () => {
		const at = open.indexOf(bus);
		if (at !== -1) open.remove(at);
		destroy();
	};
	open.push(bus);
	for (const watcher of watchers) watcher(bus);
	return bus;
}

/** Calls back with every bus that is opened from now on. @returns a disconnect function */
export function watchBuses(watcher: (bus: Bus) => void): () => void {
	watchers.add(watcher);
	return () => {
		watchers.delete(watcher);
	};
}
