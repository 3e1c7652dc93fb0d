import type { ZoneBrain, ZoneListener } from "./brain";
import type { HeldState } from "./documents";

/** Brings a listener's forced and entered zones in line with what is held for it. */
export function applyHeld(brain: ZoneBrain, listener: ZoneListener, state: HeldState): void {
	brain.override(listener, state.o);
	const wanted = state.e ?? [];
	for (const name of [...listener.entered]) {
		if (!wanted.includes(name)) brain.leave(listener, name);
	}
	wanted.forEach((name, i) => {
		if (listener.entered[i] !== name) brain.enter(listener, name);
	});
}
