import { engineClock } from "../../shared/clock/engine-clock";
import { copyStep } from "../../shared/footsteps/brain/walker";
import type { FootstepOptions, FootstepPack, Footsteps } from "../../shared/footsteps/types";
import type { ExperienceCore } from "../catalog/port";
import { footstepMessages } from "./messages";
import { packTuningOf, tuningOf } from "./options";
import { createPackBook } from "./packs/book";
import { createPlayerSide } from "./player-side";
import { createServerSide } from "./server-side";
import type { Side } from "./side";

export type {
	AssetsSource,
	Foot,
	FootstepOptions,
	FootstepPack,
	Footsteps,
	PackSource,
	PlaylistSource,
	QuerySource,
	SeedSource,
	Step,
	StepVariant,
	Stride,
	SurfaceSource,
} from "../../shared/footsteps/types";
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
	if (!typeIs(options, "table") || !typeIs(options.surfaces, "table")) error(footstepMessages.noSurfaces(), 2);
	const tuning = tuningOf(options, warn);
	let destroyed = false;
	let begun = false;

	const book = createPackBook(
		{
			catalog: core.catalog,
			manifest: core.manifest,
			clock: engineClock,
			random: () => math.random(),
			changed: () => {
				if (!destroyed) side.changed();
			},
		},
		options.surfaces,
		packTuningOf(options, warn),
	);
	const side: Side =
		core.bridge.side === "server"
			? createServerSide(core, options, tuning, book)
			: createPlayerSide(options, tuning, book);

	/** Heroes first, then everything: attaching never waits for the catalog. */
	function begin(): void {
		if (begun) return;
		begun = true;
		side.begin();
		task.spawn(book.resolve);
	}

	// In this frame still the game may attach: one message tells players' machines what to load for all of it.
	task.defer(() => {
		if (!destroyed) side.begin();
	});

	const detachers = new Set<() => void>();
	function held(detach: () => void): () => void {
		const once = (): void => {
			if (detachers.delete(once)) detach();
		};
		detachers.add(once);
		return once;
	}

	return {
		packs: book.packs as ReadonlyMap<string, FootstepPack>,
		stepped: side.stepped,
		resolve() {
			if (destroyed) return $tuple(false, footstepMessages.gone(), undefined);
			begun = true;
			side.begin();
			const problem = book.resolve();
			return $tuple(problem === undefined, problem?.message, problem);
		},
		attach(character) {
			if (destroyed) return () => {};
			const detach = held(side.attach(character));
			begin();
			return detach;
		},
		attachAll() {
			if (destroyed) return () => {};
			const detach = held(side.attachAll());
			begin();
			return detach;
		},
		step(surface, where, strength = 1) {
			if (destroyed) return;
			begin();
			side.step(surface, where, strength);
		},
		pick(surface) {
			const step = destroyed ? undefined : side.pick(surface);
			return step && copyStep(step);
		},
		destroy() {
			if (destroyed) return;
			for (const detach of detachers) detach();
			destroyed = true;
			book.destroy();
			side.destroy();
		},
	};
}
