import type Signal from "@rbxts/lemon-signal";

import type { Step } from "../../shared/footsteps/types";

/** What the two sides do differently once packs are there. */
export interface Side {
	/** Heroes can be heard from now on. May be called again. */
	begin: () => void;
	/** Packs or attachments have changed. */
	changed: () => void;
	attach: (character: Model) => () => void;
	attachAll: () => () => void;
	step: (surface: string, where: BasePart | Attachment | undefined, strength: number) => void;
	pick: (surface: string) => Step | undefined;
	stepped: Signal<[character: Model, step: Step]>;
	destroy: () => void;
}
