import { CollectionService, Workspace } from "@rbxts/services";

import type { Clock } from "../../shared/clock/clock";
import type { Scope } from "../../shared/scope/scope";
import { readAttributes } from "./attributes";
import { zoneMessages } from "./messages";
import type { ZonesEvent } from "./state";

/** Several attributes are mostly set together: they are read when they have come to rest. */
const REST_SECONDS = 0.1;

export interface TaggedPorts {
	scope: Scope;
	tag: string;
	clock: Clock;
	/** Takes events of the kinds `tagged`, `away` and `untagged`. */
	post: (event: ZonesEvent) => void;
}

/** What an instance says of the zone it wants to be. */
function read(instance: Instance): ZonesEvent {
	if (!instance.IsDescendantOf(Workspace)) return { kind: "away", instance };
	const names = { name: instance.Name, fullName: instance.GetFullName() };
	if (!instance.IsA("BasePart") && !instance.IsA("Model")) {
		return { kind: "tagged", instance, ...names, why: zoneMessages.notPlace(instance.ClassName) };
	}
	const [spec, why] = readAttributes(instance.GetAttributes() as ReadonlyMap<string, AttributeValue>);
	if (spec === undefined) return { kind: "tagged", instance, ...names, why };
	return { kind: "tagged", instance, ...names, spec: { ...spec, areas: [instance] } };
}

/**
 * Follows the tagged parts and models of the world.
 *
 * @returns a function that reads one of them again when its attributes have come to rest
 */
export function followTagged({ scope, tag, clock, post }: TaggedPorts): (instance: Instance) => void {
	const held = new Map<Instance, { scope: Scope; isResting: boolean }>();

	function later(instance: Instance): void {
		const tagged = held.get(instance);
		if (tagged === undefined || tagged.isResting) return;
		tagged.isResting = true;
		clock.delay(
			REST_SECONDS,
			tagged.scope.alive(() => {
				tagged.isResting = false;
				post(read(instance));
			}),
		);
	}

	function added(instance: Instance): void {
		if (held.has(instance)) return;
		const own = scope.child();
		held.set(instance, { scope: own, isResting: false });
		own.own(
			instance.AttributeChanged.Connect(attribute => {
				// The product's own mark on the part says nothing new.
				if (attribute.sub(1, 11) !== "AudioScape/") later(instance);
			}),
		);
		own.own(instance.AncestryChanged.Connect(() => later(instance)));
		post(read(instance));
	}

	function removed(instance: Instance): void {
		const tagged = held.get(instance);
		if (tagged === undefined) return;
		held.delete(instance);
		tagged.scope.release();
		post({ kind: "untagged", instance });
	}

	scope.own(CollectionService.GetInstanceAddedSignal(tag).Connect(scope.alive(added)));
	scope.own(CollectionService.GetInstanceRemovedSignal(tag).Connect(scope.alive(removed)));
	for (const instance of CollectionService.GetTagged(tag)) added(instance);
	return later;
}
