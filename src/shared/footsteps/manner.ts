import { Workspace } from "@rbxts/services";

import type { Manner } from "./brain/parts";
import type { StepGait, StepManner } from "./types";

/** On a character: how it goes, whatever its speed says. */
const GAIT_ATTRIBUTE = "AudioScapeGait";
/** On a character, a part, what a part lies in, or Workspace: the nearest one counts. */
const WET_ATTRIBUTE = "AudioScapeWet";
/** On a character: what it wears, by the names that surfaces know. */
const FOOTWEAR_ATTRIBUTE = "AudioScapeFootwear";

const GAITS: Record<string, StepGait | undefined> = { walk: "walk", run: "run", sneak: "sneak" };

/** The gait that a game says a character goes in; `undefined` leaves it to its speed. */
export function toldGait(character: Model): StepGait | undefined {
	const told = character.GetAttribute(GAIT_ATTRIBUTE);
	return typeIs(told, "string") ? GAITS[told] : undefined;
}

/** What a character wears, as far as the game says so. */
export function footwearOf(character: Model): string | undefined {
	const worn = character.GetAttribute(FOOTWEAR_ATTRIBUTE);
	return typeIs(worn, "string") ? worn : undefined;
}

/** Whether a step is wet: by the character, else by the floor and what that lies in, Workspace last. */
export function isWet(character: Model | undefined, floor: Instance | undefined): boolean {
	if (character?.GetAttribute(WET_ATTRIBUTE) === true) return true;
	let at: Instance | undefined = floor ?? Workspace;
	while (at !== undefined) {
		const wet = at.GetAttribute(WET_ATTRIBUTE);
		if (typeIs(wet, "boolean")) return wet;
		at = at.Parent;
	}
	return false;
}

/** How a step that a game asks for is trodden: as it says, else as the character is. */
export function mannerOf(asked: StepManner | undefined, character: Model | undefined): Manner {
	return {
		gait: asked?.gait ?? (character && toldGait(character)) ?? "walk",
		wet: asked?.wet ?? isWet(character, undefined),
		footwear: asked?.footwear ?? (character && footwearOf(character)),
	};
}
