/**
 * Runs a state machine: each event makes a step, and its effects are carried out in the order in which they came about, also
 * where carrying one out brings the next event.
 *
 * @param step changes the state and says what is to be done
 * @param carryOut does it
 * @returns what takes events
 */
export function createRunner<E extends defined, F extends defined>(
	step: (event: E) => F[],
	carryOut: (effect: F) => void,
): (event: E) => void {
	const events = new Array<E>();
	const effects = new Array<F>();
	let isStepping = false;

	/** A step that asks a game's own function may bring an event: it comes after the step. */
	function stepAll(): void {
		isStepping = true;
		let failure: unknown;
		while (!events.isEmpty() && failure === undefined) {
			const [ok, made] = pcall(step, events.shift()!);
			if (ok) for (const effect of made as F[]) effects.push(effect);
			else failure = made;
		}
		isStepping = false;
		if (failure !== undefined) error(failure, 0);
	}

	return event => {
		events.push(event);
		if (isStepping) return;
		stepAll();
		while (!effects.isEmpty()) carryOut(effects.shift()!);
	};
}
