import type Signal from "@rbxts/lemon-signal";

import { engineClock } from "../../shared/clock/engine-clock";
import { createBody } from "../../shared/footsteps/body/body";
import { followPlayers } from "../../shared/footsteps/body/cast";
import { createLocalFootsteps } from "../../shared/footsteps/local";
import type { Tuning } from "../../shared/footsteps/tuning";
import type { FootstepOptions, Step, StepManner, StepPlace } from "../../shared/footsteps/types";
import { createStanding } from "../trust/standing";
import { createPackTrial } from "./pack-trial";
import type { PackBook } from "./packs/book";

/** Where footsteps come out: at the players' machines, or at the one that they were made on. */
export interface Outlet {
	/** Heroes can be heard from now on. May be called again. */
	begin: () => void;
	/** Packs have changed. */
	changed: () => void;
	attach: (character: Model) => () => void;
	attachAll: () => () => void;
	step: (surface: string, where: StepPlace | undefined, strength: number, manner: StepManner | undefined) => void;
	/** Decides a step of the caller's own. */
	pick: (surface: string, manner: StepManner | undefined) => Step | undefined;
	readonly stepped: Signal<(character: Model | undefined, step: Step) => void>;
	destroy: () => void;
}

/** The one machine there is. */
const ME = 0;

/**
 * The outlet of a machine that reaches no other: a game may make the catalog's object on a player's machine too. Then
 * this half runs there, as it is, and plays what it decides itself.
 */
export function createLocalOutlet(
	options: Pick<FootstepOptions, "soundGroup">,
	tuning: Tuning,
	book: PackBook,
): Outlet {
	const trial = createPackTrial({ book, standing: createStanding(), clock: engineClock });
	const body = createBody({
		tuning,
		tried: (id, isReady) => trial.hear(ME, isReady ? { ready: [id], failed: [] } : { ready: [], failed: [id] }),
	});
	const steps = createLocalFootsteps(body);
	body.setGroup(options.soundGroup);

	function refresh(): void {
		for (const [surface, pack] of book.packs) body.packs.set(surface, pack);
		body.refresh();
	}

	trial.joined(ME);
	// A pick in the same frame is the hero already.
	refresh();
	return {
		stepped: body.stepped,
		begin: refresh,
		changed: refresh,
		attach: character => body.attach(character),
		attachAll: () => followPlayers(body.attach),
		step: (surface, where, strength, manner) => steps.step(surface, where, strength, manner),
		pick: (surface, manner) => steps.pick(surface, manner),
		destroy: () => {
			trial.destroy();
			body.destroy();
		},
	};
}
