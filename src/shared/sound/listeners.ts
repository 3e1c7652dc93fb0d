/** A handful of callbacks; each runs in a thread of its own, so one that raises or waits stops nobody. */
export interface Listeners<A extends unknown[]> {
	/** @returns a disconnect function */
	add: (listener: (...args: A) => void) => () => void;
	fire: (...args: A) => void;
}

/** Makes an empty list of callbacks. */
export function createListeners<A extends unknown[]>(): Listeners<A> {
	const held = new Set<(...args: A) => void>();
	return {
		add: listener => {
			held.add(listener);
			return () => {
				held.delete(listener);
			};
		},
		fire: (...args) => {
			for (const listener of held) task.spawn(listener as Callback, ...args);
		},
	};
}
