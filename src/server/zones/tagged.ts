import { CollectionService, Workspace } from "@rbxts/services";

import { readAttributes } from "./attributes";
import type { ZoneSpec } from "./definition";
import { messages, zoneMessages } from "./messages";

/** Several attributes are mostly set together: they are read when they have come to rest. */
const REST_SECONDS = 0.1;

export interface TaggedPorts {
	tag: string;
	after: (seconds: number, fn: () => void) => () => void;
	/** A tagged zone came or changed. @returns the name it goes by */
	put: (instance: Instance, name: string | undefined, spec: ZoneSpec) => string;
	/** It went, or its attributes are bad now. */
	drop: (name: string) => void;
}

interface Tagged {
	name?: string;
	reported: boolean;
	resting: boolean;
	live: boolean;
	connections: RBXScriptConnection[];
}

/** Follows the tagged parts and models of the world. @returns destroy */
export function followTagged(ports: TaggedPorts): () => void {
	const held = new Map<Instance, Tagged>();
	let destroyed = false;

	function read(instance: Instance, tagged: Tagged, patient: boolean): void {
		if (!instance.IsDescendantOf(Workspace)) {
			if (tagged.name !== undefined) ports.drop(tagged.name);
			tagged.name = undefined;
			return;
		}
		const fits = instance.IsA("BasePart") || instance.IsA("Model");
		const [spec, why] = readAttributes(instance.GetAttributes() as ReadonlyMap<string, AttributeValue>);
		if (fits && spec !== undefined) {
			tagged.reported = false;
			tagged.name = ports.put(instance, tagged.name, { ...spec, areas: [instance] });
			return;
		}
		if (patient) {
			later(instance, tagged);
			return;
		}
		if (tagged.name !== undefined) ports.drop(tagged.name);
		tagged.name = undefined;
		if (tagged.reported) return;
		tagged.reported = true;
		warn(messages.badTagged(instance.GetFullName(), fits ? why! : zoneMessages.notPlace(instance.ClassName)));
	}

	function later(instance: Instance, tagged: Tagged): void {
		if (tagged.resting) return;
		tagged.resting = true;
		ports.after(REST_SECONDS, () => {
			tagged.resting = false;
			if (tagged.live && !destroyed) read(instance, tagged, false);
		});
	}

	function added(instance: Instance): void {
		if (held.has(instance) || destroyed) return;
		const tagged: Tagged = { reported: false, resting: false, live: true, connections: [] };
		held.set(instance, tagged);
		tagged.connections = [
			instance.AttributeChanged.Connect(attribute => {
				// The product's own mark on the part says nothing new.
				if (attribute.sub(1, 11) !== "AudioScape/") later(instance, tagged);
			}),
			instance.AncestryChanged.Connect(() => later(instance, tagged)),
		];
		read(instance, tagged, true);
	}

	function removed(instance: Instance): void {
		const tagged = held.get(instance);
		if (tagged === undefined) return;
		held.delete(instance);
		tagged.live = false;
		for (const connection of tagged.connections) connection.Disconnect();
		if (tagged.name !== undefined) ports.drop(tagged.name);
	}

	const addedConnection = CollectionService.GetInstanceAddedSignal(ports.tag).Connect(added);
	const removedConnection = CollectionService.GetInstanceRemovedSignal(ports.tag).Connect(removed);
	for (const instance of CollectionService.GetTagged(ports.tag)) added(instance);

	return () => {
		destroyed = true;
		addedConnection.Disconnect();
		removedConnection.Disconnect();
		for (const [, tagged] of held) {
			tagged.live = false;
			for (const connection of tagged.connections) connection.Disconnect();
		}
		held.clear();
	};
}
