import { CollectionService } from "@rbxts/services";

import { createScope } from "../../shared/scope/scope";
import { AREA_TAG, areaAttribute, unpackVolume, type ZoneDocument } from "../../shared/zones/documents";
import { createPartTracker, writeVolume } from "../../shared/zones/parts";
import type { ZoneRegistry } from "../../shared/zones/registry";
import type { Volume } from "../../shared/zones/volume";

/** Follows the marked parts of one topic on a player's machine, as they stream in and out. */
interface AreaBinding {
	/** The part of an id, while it is here. */
	part: (id: number) => BasePart | undefined;
	poll: () => void;
	destroy: () => void;
}

/**
 * @param moved gets a part that moved or came, also while this is being made
 */
function createAreaBinding(topic: string, moved: (id: number, part: BasePart) => void): AreaBinding {
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

/** The zones a player's machine knows: from the documents, and from the parts that are here. */
export interface Atlas {
	/** Takes one chunk of zones; `undefined` when it is gone. @returns the names of zones that are gone for good */
	chunk: (key: string, zones: ReadonlyArray<ZoneDocument> | undefined) => ReadonlyArray<string>;
	get: (name: string) => ZoneDocument | undefined;
	/** Looks at moving parts. */
	poll: () => void;
	chunks: () => number;
	destroy: () => void;
}

type Numbers = ReadonlyArray<ReadonlyArray<number>>;

function isSame(a: Numbers, b: Numbers): boolean {
	if (a.size() !== b.size()) return false;
	return a.every((numbers, i) => {
		const other = b[i]!;
		return numbers.size() === other.size() && numbers.every((value, k) => value === other[k]);
	});
}

/** Volumes that follow parts which are on this machine. */
function createFollowers(topic: string, registry: ZoneRegistry) {
	/** By the part's id: the volumes that follow it, and their zones. */
	const byPart = new Map<number, Map<Volume, string>>();
	const byZone = new Map<string, Array<{ volume: Volume; areaId: number }>>();
	const binding = createAreaBinding(topic, (id, part) => {
		const volumes = byPart.get(id);
		if (volumes === undefined) return;
		for (const [volume, name] of volumes) {
			writeVolume(volume, part.CFrame, part.Size);
			registry.moved(name);
		}
	});

	function unfollow(name: string): void {
		for (const { volume, areaId } of byZone.get(name) ?? []) {
			const volumes = byPart.get(areaId);
			volumes?.delete(volume);
			if (volumes !== undefined && volumes.isEmpty()) byPart.delete(areaId);
		}
		byZone.delete(name);
	}

	return {
		binding,
		unfollow,
		follow: (name: string, packed: Numbers): Volume[] => {
			unfollow(name);
			const unpacked = packed.map(unpackVolume);
			byZone.set(name, unpacked);
			for (const { volume, areaId } of unpacked) {
				if (areaId === 0) continue;
				const volumes = byPart.get(areaId) ?? new Map<Volume, string>();
				volumes.set(volume, name);
				byPart.set(areaId, volumes);
				// A part that is here knows better than a document that was sent a while ago.
				const part = binding.part(areaId);
				if (part !== undefined) writeVolume(volume, part.CFrame, part.Size);
			}
			return unpacked.map(({ volume }) => volume);
		},
	};
}

/** Makes an empty atlas. */
export function createAtlas(topic: string, registry: ZoneRegistry): Atlas {
	const zones = new Map<string, ZoneDocument>();
	const byChunk = new Map<string, Set<string>>();
	/** The chunk that named a zone last: between two of them it may move. */
	const chunkOf = new Map<string, string>();
	const followers = createFollowers(topic, registry);

	function take(zone: ZoneDocument): void {
		const before = zones.get(zone.n);
		zones.set(zone.n, zone);
		if (before === undefined || before.p !== zone.p || before.e !== zone.e) registry.set(zone.n, zone.p, zone.e);
		if (before !== undefined && isSame(before.v, zone.v)) return;
		registry.setVolumes(zone.n, followers.follow(zone.n, zone.v));
	}

	return {
		chunk: (key, list) => {
			const before = byChunk.get(key) ?? new Set<string>();
			const after = new Set<string>();
			for (const zone of list ?? []) {
				after.add(zone.n);
				chunkOf.set(zone.n, key);
				take(zone);
			}
			if (list !== undefined) byChunk.set(key, after);
			else byChunk.delete(key);
			const gone = [...before].filter(name => !after.has(name) && chunkOf.get(name) === key);
			for (const name of gone) {
				chunkOf.delete(name);
				followers.unfollow(name);
				zones.delete(name);
				registry.remove(name);
			}
			return gone;
		},
		get: name => zones.get(name),
		poll: followers.binding.poll,
		chunks: () => byChunk.size(),
		destroy: followers.binding.destroy,
	};
}
