import { engineClock } from "../../shared/clock/engine-clock";
import type { FootstepOptions, FootstepPack, Footsteps } from "../../shared/footsteps/types";
import { createScope } from "../../shared/scope/scope";
import type { ExperienceCore } from "../catalog/port";
import { footstepMessages } from "./messages";
import { readFootstepOptions } from "./options";
import { createLocalOutlet, type Outlet } from "./outlet";
import { createPackBook } from "./packs/book";
import { createServerOutlet } from "./server-outlet";

export type { FootstepOptions, Footsteps } from "../../shared/footsteps/types";
export { bakePacks } from "./packs/bake";

/**
 * Footsteps that sound walked: a pack of likes a surface, level-matched, trimmed, never the same twice in a row, on
 * every character near the listener. On a server it publishes what players' machines need; they do the rest.
 *
 * @example
 * const footsteps = createFootsteps(core, { surfaces: { Grass: "9120386436" } });
 * footsteps.attachAll();
 */
export function createFootsteps(core: ExperienceCore, options: FootstepOptions): Footsteps {
	const given = readFootstepOptions(options, warn);
	const tuning = { ...given.tuning, engine: core.engine };
	const scope = createScope();
	const { catalog, manifest, bridge } = core;
	const changed = scope.alive(() => outlet.changed());
	const random = () => math.random();
	const bookPorts = { catalog, manifest, clock: engineClock, random, changed, warn };
	const book = scope.own(createPackBook(bookPorts, given.surfaces, given.packs));
	const outlet: Outlet = scope.own(
		bridge.side === "server" ? createServerOutlet(core, given, tuning, book) : createLocalOutlet(given, tuning, book),
	);
	let begun = false;

	/** Heroes first, then everything: attaching never waits for the catalog. */
	function begin(): void {
		if (begun) return;
		begun = true;
		outlet.begin();
		task.spawn(book.resolve);
	}

	/** What is attached is let go once: by its own detach, or with the footsteps. */
	function hold(detach: () => void): () => void {
		const held = scope.child();
		held.own(detach);
		begin();
		return held.release;
	}

	// In this frame still the game may attach: one message tells players' machines what to load for all of it.
	task.defer(scope.alive(outlet.begin));

	return {
		packs: book.packs as ReadonlyMap<string, FootstepPack>,
		stepped: outlet.stepped,
		resolve() {
			if (scope.isReleased()) return $tuple(false, footstepMessages.gone(), undefined);
			begun = true;
			outlet.begin();
			const problem = book.resolve();
			if (scope.isReleased()) return $tuple(false, footstepMessages.gone(), problem);
			return $tuple(problem === undefined, problem?.message, problem);
		},
		attach(character) {
			return scope.isReleased() ? () => {} : hold(outlet.attach(character));
		},
		attachAll() {
			return scope.isReleased() ? () => {} : hold(outlet.attachAll());
		},
		step(surface, where, strength = 1, manner) {
			if (scope.isReleased()) return;
			begin();
			outlet.step(surface, where, strength, manner);
		},
		pick(surface, manner) {
			return scope.isReleased() ? undefined : outlet.pick(surface, manner);
		},
		destroy() {
			scope.release();
		},
	};
}
