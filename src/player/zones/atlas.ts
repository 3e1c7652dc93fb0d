import { unpackVolume, type ZoneDocument } from "../../shared/zones/documents";
import { writeVolume } from "../../shared/zones/parts";
import type { ZoneRegistry } from "../../shared/zones/registry";
import type { Volume } from "../../shared/zones/volume";
import { createAreaBinding } from "./area-binding";

/** The zones a player's machine knows: from the documents, and from the parts that are here. */
export interface Atlas {
	/** Takes one chunk of zones; `undefined` when it is gone. */
	chunk(key: string, zones: ReadonlyArray<ZoneDocument> | undefined): void;
	get(name: string): ZoneDocument | undefined;
	/** Looks at moving parts. */
	poll(): void;
	chunks(): number;
	destroy(): void;
}

/**
 * @param removed a zone is gone for good
 */
export function createAtlas(topic: string, registry: ZoneRegistry, removed: (name: string) => void): Atlas {
	const zones = new Map<string, ZoneDocument>();
	const byChunk = new Map<string, Set<string>>();
	/** Which volumes follow a part, by the part's id. */
	const followers = new Map<number, Map<Volume, string>>();
	const volumesOf = new Map<string, Array<{ volume: Volume; areaId: number }>>();

	function follow(id: number, part: BasePart): void {
		const volumes = followers.get(id);
		if (volumes === undefined) return;
		for (const [volume, name] of volumes) {
			writeVolume(volume, part.CFrame, part.Size);
			registry.moved(name);
		}
	}
	const binding = createAreaBinding(topic, follow);

	function unfollow(name: string): void {
		for (const { volume, areaId } of volumesOf.get(name) ?? []) {
			const volumes = followers.get(areaId);
			volumes?.delete(volume);
			if (volumes !== undefined && volumes.isEmpty()) followers.delete(areaId);
		}
		volumesOf.delete(name);
	}

	function same(a: ReadonlyArray<ReadonlyArray<number>>, b: ReadonlyArray<ReadonlyArray<number>>): boolean {
		if (a.size() !== b.size()) return false;
		return a.every((numbers, i) => {
			const other = b[i]!;
			return numbers.size() === other.size() && numbers.every((value, k) => value === other[k]);
		});
	}

	function take(zone: ZoneDocument): void {
		const before = zones.get(zone.n);
		zones.set(zone.n, zone);
		if (before === undefined || before.p !== zone.p || before.e !== zone.e) registry.set(zone.n, zone.p, zone.e);
		if (before !== undefined && same(before.v, zone.v)) return;
		unfollow(zone.n);
		const unpacked = zone.v.map(unpackVolume);
		volumesOf.set(zone.n, unpacked);
		for (const { volume, areaId } of unpacked) {
			if (areaId === 0) continue;
			const volumes = followers.get(areaId) ?? new Map<Volume, string>();
			volumes.set(volume, zone.n);
			followers.set(areaId, volumes);
			// A part that is here knows better than a document that was sent a while ago.
			const part = binding.part(areaId);
			if (part !== undefined) writeVolume(volume, part.CFrame, part.Size);
		}
		registry.setVolumes(
			zone.n,
			unpacked.map(({ volume }) => volume),
		);
	}

	function remove(name: string): void {
		unfollow(name);
		zones.delete(name);
		registry.remove(name);
		removed(name);
	}

	return {
		chunk(key, list) {
			const before = byChunk.get(key);
			const after = new Set<string>();
			for (const zone of list ?? []) {
				after.add(zone.n);
				take(zone);
			}
			if (before !== undefined) {
				for (const name of before) {
					if (!after.has(name)) remove(name);
				}
			}
			if (list !== undefined) byChunk.set(key, after);
			else byChunk.delete(key);
		},
		get(name) {
			return zones.get(name);
		},
		poll() {
			binding.poll();
		},
		chunks() {
			return byChunk.size();
		},
		destroy() {
			binding.destroy();
		},
	};
}
