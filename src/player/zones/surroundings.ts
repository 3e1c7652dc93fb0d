import { zoneDistance, type ZoneRecord, type ZoneRegistry } from "../../shared/zones/registry";

/** Zones looked at in one step. */
const LOOK = 200;
/** Studs within which a zone's music is loaded ahead. */
const REACH = 160;

/** Finds the zones around a listener, a few at a time. */
export interface Surroundings {
	/** Looks on; `found` gets the nearest zones that the listener is not in, when all were seen. */
	step: (x: number, y: number, z: number, found: (near: ReadonlyArray<ZoneRecord>) => void) => void;
}

/**
 * @param most how many zones are told
 */
export function createSurroundings(registry: ZoneRegistry, most: number): Surroundings {
	let cursor = 0;
	let near = new Array<{ zone: ZoneRecord; distance: number }>();
	return {
		step: (x, y, z, found) => {
			const all = registry.all();
			for (const _ of $range(1, math.min(LOOK, all.size()))) {
				const zone = all[cursor];
				cursor += 1;
				if (zone === undefined) break;
				if (!zone.enabled) continue;
				const distance = zoneDistance(zone, x, y, z);
				if (distance > REACH || distance <= 0) continue;
				if (near.size() >= most && distance >= near[near.size() - 1]!.distance) continue;
				near.push({ zone, distance });
				near.sort((a, b) => a.distance < b.distance);
				if (near.size() > most) near.pop();
			}
			if (cursor < all.size()) return;
			cursor = 0;
			if (!near.isEmpty()) found(near.map(({ zone }) => zone));
			near = [];
		},
	};
}
