import { CollectionService } from "@rbxts/services";

import type { BusKind } from "./bus";

/** Marks a Sound that a server plays for everyone, so that players' machines can mix it with the rest. */
export const REPLICATED_TAG = "AudioScapeReplicated";
/** The attribute that says what it is. */
export const KIND_ATTRIBUTE = "AudioScapeKind";

/** Marks a Sound of a server. */
export function markReplicated(sound: Instance, kind: BusKind): void {
	sound.SetAttribute(KIND_ATTRIBUTE, kind);
	CollectionService.AddTag(sound, REPLICATED_TAG);
}
