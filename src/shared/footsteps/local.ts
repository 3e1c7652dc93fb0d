import type { FootstepBody } from "./body/body";
import { copyStep } from "./brain/walker";
import { characterOf, placeOf } from "./place-of";
import type { FootstepPack, Footsteps } from "./types";

/** What a machine can do with footsteps that it hears itself. */
export type LocalFootsteps = Pick<Footsteps, "attach" | "step" | "pick" | "stepped" | "packs">;

/** Footsteps of this machine alone: what it decides it plays, and tells nobody. */
export function createLocalFootsteps(body: FootstepBody): LocalFootsteps {
	return {
		packs: body.packs as ReadonlyMap<string, FootstepPack>,
		stepped: body.stepped,
		attach(character) {
			return body.attach(character);
		},
		step(surface, where, strength = 1, manner) {
			body.step(surface, placeOf(where), strength, characterOf(where), manner);
		},
		pick(surface, manner) {
			const step = body.pick(surface, manner);
			return step && copyStep(step);
		},
	};
}
