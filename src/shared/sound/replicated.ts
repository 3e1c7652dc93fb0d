import { CollectionService } from "@rbxts/services";

import type { BusKind } from "./bus";
import { openBus } from "./buses";

/** Marks what a server plays for everyone, so that players' machines can mix it with the rest. */
export const REPLICATED_TAG = "AudioScapeReplicated";
/** The attribute that says what it is. */
const KIND_ATTRIBUTE = "AudioScapeKind";

/** Marks the engine's own object of a server. */
export function markReplicated(voice: Instance, kind: BusKind): void {
	voice.SetAttribute(KIND_ATTRIBUTE, kind);
	CollectionService.AddTag(voice, REPLICATED_TAG);
}

/** Gives what the server plays for everyone a bus on this machine. @returns what takes it away */
export function adoptReplicated(voice: Instance): () => void {
	const kind = voice.GetAttribute(KIND_ATTRIBUTE) as BusKind;
	if (voice.IsA("Sound")) {
		const bus = openBus({ kind, name: voice.Name, group: voice.SoundGroup });
		bus.join(input => (voice.SoundGroup = input as SoundGroup | undefined));
		return bus.destroy;
	}
	const wire = voice.FindFirstChildOfClass("Wire");
	const target = wire?.TargetInstance;
	if (wire === undefined || target === undefined) return () => {};
	// Put in between, on this machine only.
	const bus = openBus({ kind, name: voice.Name, output: target as AudioEmitter });
	bus.join(input => (wire.TargetInstance = input));
	return () => {
		wire.TargetInstance = target;
		bus.destroy();
	};
}
