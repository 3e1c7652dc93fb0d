import { CollectionService } from "@rbxts/services";

import { createScope } from "../../shared/scope/scope";
import { AREA_TAG, areaAttribute } from "../../shared/zones/documents";
import { createPartTracker } from "../../shared/zones/parts";

/** Follows the marked parts of one topic on a player's machine, as they stream in and out. */
export interface AreaBinding {
	/** The part of an id, while it is here. */
	part: (id: number) => BasePart | undefined;
	poll: () => void;
	destroy: () => void;
}

/**
 * @param moved gets a part that moved or came, also while this is being made
 */
export function createAreaBinding(topic: string, moved: (id: number, part: BasePart) => void): AreaBinding {
	const attribute = areaAttribute(topic);
	const scope = createScope();
	const tracker = createPartTracker();
	scope.own(tracker.destroy);
	const parts = new Map<number, BasePart>();
	const held = new Map<Instance, { id?: number; release?: () => void; connection: RBXScriptConnection }>();

	function read(part: BasePart): void {
		const entry = held.get(part);
		if (entry === undefined) return;
		const value = part.GetAttribute(attribute);
		const id = typeIs(value, "number") ? value : undefined;
		if (id === entry.id) return;
		entry.release?.();
		entry.release = undefined;
		if (entry.id !== undefined && parts.get(entry.id) === part) parts.delete(entry.id);
		entry.id = id;
		if (id === undefined) return;
		parts.set(id, part);
		entry.release = tracker.add(part, () => moved(id, part));
		moved(id, part);
	}

	function added(part: Instance): void {
		if (!part.IsA("BasePart") || held.has(part)) return;
		held.set(part, { connection: part.GetAttributeChangedSignal(attribute).Connect(() => read(part)) });
		read(part);
	}

	function removed(part: Instance): void {
		const entry = held.get(part);
		if (entry === undefined) return;
		held.delete(part);
		entry.connection.Disconnect();
		entry.release?.();
		if (entry.id !== undefined && parts.get(entry.id) === part) parts.delete(entry.id);
	}

	scope.own(() => {
		const all = new Array<Instance>();
		for (const [part] of held) all.push(part);
		all.forEach(removed);
	});
	scope.own(CollectionService.GetInstanceAddedSignal(AREA_TAG).Connect(scope.alive(added)));
	scope.own(CollectionService.GetInstanceRemovedSignal(AREA_TAG).Connect(scope.alive(removed)));
	for (const part of CollectionService.GetTagged(AREA_TAG)) added(part);

	return { part: id => parts.get(id), poll: tracker.poll, destroy: scope.release };
}
