import { CollectionService } from "@rbxts/services";

/** Tags that tell players' machines which instances belong to a station: instances cannot travel in a document. */
export interface StationTags {
	readonly output: string | undefined;
	readonly group: string | undefined;
	remove(): void;
}

/** Tags where a station sounds from and its group, where it has them. */
export function tagStation(topic: string, parent: Instance | undefined, group: SoundGroup | undefined): StationTags {
	const undo = new Array<() => void>();
	const tag = (instance: Instance | undefined, use: string): string | undefined => {
		if (instance === undefined) return undefined;
		const name = `AudioScape:${topic}:${use}`;
		CollectionService.AddTag(instance, name);
		undo.push(() => CollectionService.RemoveTag(instance, name));
		return name;
	};
	return {
		output: tag(parent, "output"),
		group: tag(group, "group"),
		remove() {
			for (const fn of undo) fn();
		},
	};
}
