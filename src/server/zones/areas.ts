import { AREA_TAG, areaAttribute } from "../../shared/zones/documents";
import { createPartTracker } from "../../shared/zones/parts";
import type { Volume } from "../../shared/zones/volume";
import { bindArea, type BoundArea, type Piece } from "./area";
import type { ZoneSpec } from "./definition";

export interface AreasPorts {
	topic: string;
	/** Mark parts, so that players find and follow them. */
	mark: boolean;
	rebuilt: (name: string) => void;
	moved: (name: string) => void;
}

/** The areas of all zones, and the ids by which players know their parts. */
export interface Areas {
	bind(name: string, spec: ZoneSpec): void;
	unbind(name: string): void;
	pieces(name: string): ReadonlyArray<Piece>;
	volumes(name: string): Volume[];
	idOf(part: BasePart | undefined): number;
	/** Looks at what physics may have moved, and tells of all that moved. */
	poll(): void;
	destroy(): void;
}

const NONE: ReadonlyArray<Piece> = [];

/** Makes an empty set of areas. */
export function createAreas(ports: AreasPorts): Areas {
	const tracker = createPartTracker();
	const bound = new Map<string, BoundArea>();
	const ids = new Map<BasePart, { id: number; users: Set<string> }>();
	const byZone = new Map<string, Set<BasePart>>();
	const moved = new Set<string>();
	const attribute = areaAttribute(ports.topic);
	let lastId = 0;

	function unmark(part: BasePart, name: string): void {
		const held = ids.get(part);
		if (held === undefined) return;
		held.users.delete(name);
		if (!held.users.isEmpty()) return;
		ids.delete(part);
		part.SetAttribute(attribute, undefined);
		for (const [key] of part.GetAttributes()) {
			if (key.sub(1, 11) === "AudioScape/") return;
		}
		part.RemoveTag(AREA_TAG);
	}

	function mark(name: string): void {
		if (!ports.mark) return;
		const before = byZone.get(name);
		const after = new Set<BasePart>();
		for (const { part } of bound.get(name)?.pieces() ?? NONE) {
			if (part === undefined) continue;
			after.add(part);
			let held = ids.get(part);
			if (held === undefined) {
				lastId += 1;
				held = { id: lastId, users: new Set() };
				ids.set(part, held);
				part.SetAttribute(attribute, lastId);
				part.AddTag(AREA_TAG);
			}
			held.users.add(name);
		}
		if (before !== undefined) {
			for (const part of before) {
				if (!after.has(part)) unmark(part, name);
			}
		}
		if (after.isEmpty()) byZone.delete(name);
		else byZone.set(name, after);
	}

	return {
		bind(name, spec) {
			bound.get(name)?.destroy();
			bound.set(
				name,
				bindArea(spec.areas, spec.shape, {
					tracker,
					root: game,
					rebuilt: () => {
						mark(name);
						ports.rebuilt(name);
					},
					moved: () => moved.add(name),
				}),
			);
			mark(name);
		},
		unbind(name) {
			bound.get(name)?.destroy();
			bound.delete(name);
			mark(name);
			moved.delete(name);
		},
		pieces(name) {
			return bound.get(name)?.pieces() ?? NONE;
		},
		volumes(name) {
			return (bound.get(name)?.pieces() ?? NONE).map(piece => piece.volume);
		},
		idOf(part) {
			return part !== undefined ? (ids.get(part)?.id ?? 0) : 0;
		},
		poll() {
			tracker.poll();
			for (const name of moved) ports.moved(name);
			moved.clear();
		},
		destroy() {
			const names = new Array<string>();
			for (const [name] of bound) names.push(name);
			for (const name of names) {
				bound.get(name)?.destroy();
				bound.delete(name);
				mark(name);
			}
			tracker.destroy();
		},
	};
}
