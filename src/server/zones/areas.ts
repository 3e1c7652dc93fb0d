import { createScope, type Scope } from "../../shared/scope/scope";
import { AREA_TAG, areaAttribute } from "../../shared/zones/documents";
import { createPartTracker, type PartTracker, shapeOf, volumeOf, writeVolume } from "../../shared/zones/parts";
import type { Volume } from "../../shared/zones/volume";
import type { ZoneSpec } from "./options";
import type { Piece } from "./state";

export interface AreasPorts {
	scope: Scope;
	topic: string;
	/** Mark parts, so that players find and follow them. */
	mark: boolean;
	/** The parts of a zone, all of them. */
	placed: (name: string, pieces: ReadonlyArray<Piece>) => void;
	/** Zones of which parts moved or changed their size since the last look. */
	moved: (names: ReadonlySet<string>) => void;
}

/** Where zones are in the world: their parts are followed as they move, come, go and are destroyed. */
export interface Areas {
	follow: (name: string, spec: ZoneSpec) => void;
	unfollow: (name: string) => void;
	/** Looks at what physics may have moved, and tells of all that moved. */
	poll: () => void;
}

/** A volume in the world, and the part it follows. */
interface Place {
	volume: Volume;
	part?: BasePart;
}

/** The ids by which players know parts: one a part, however many zones use it. */
interface Marks {
	mark: (part: BasePart, zone: string) => number;
	unmark: (part: BasePart, zone: string) => void;
}

const NO_MARKS: Marks = { mark: () => 0, unmark: () => {} };

function createMarks(topic: string): Marks {
	const held = new Map<BasePart, { id: number; zones: Set<string> }>();
	const attribute = areaAttribute(topic);
	let lastId = 0;
	return {
		mark: (part, zone) => {
			let mark = held.get(part);
			if (mark === undefined) {
				lastId += 1;
				mark = { id: lastId, zones: new Set() };
				held.set(part, mark);
				part.SetAttribute(attribute, lastId);
				part.AddTag(AREA_TAG);
			}
			mark.zones.add(zone);
			return mark.id;
		},
		unmark: (part, zone) => {
			const mark = held.get(part);
			mark?.zones.delete(zone);
			if (mark === undefined || !mark.zones.isEmpty()) return;
			held.delete(part);
			part.SetAttribute(attribute, undefined);
			for (const [key] of part.GetAttributes()) {
				if (key.sub(1, 11) === "AudioScape/") return;
			}
			part.RemoveTag(AREA_TAG);
		},
	};
}

/** Parts of the area that are in the place now, and the volumes that code gave. */
function placesOf({ areas, shape }: ZoneSpec): Place[] {
	const places = new Array<Place>();
	const add = (part: Instance) => {
		if (!part.IsA("BasePart") || !part.IsDescendantOf(game)) return;
		places.push({ volume: volumeOf(part.CFrame, part.Size, shape ?? shapeOf(part)), part });
	};
	for (const area of areas) {
		if (!typeIs(area, "Instance")) places.push({ volume: volumeOf(area.cframe, area.size, area.shape ?? "box") });
		else if (area.IsA("BasePart")) add(area);
		else for (const descendant of area.GetDescendants()) add(descendant);
	}
	return places;
}

/** Calls back when parts of an area come or go; for many that come at once, once. */
function watchParts(scope: Scope, areas: ZoneSpec["areas"], changed: () => void): void {
	let isQueued = false;
	const queue = () => {
		if (isQueued) return;
		isQueued = true;
		task.defer(
			scope.alive(() => {
				isQueued = false;
				changed();
			}),
		);
	};
	const queuePart = (descendant: Instance) => {
		if (descendant.IsA("BasePart")) queue();
	};
	for (const area of areas) {
		if (!typeIs(area, "Instance")) continue;
		scope.own(area.AncestryChanged.Connect(queue));
		scope.own(area.Destroying.Connect(queue));
		if (area.IsA("BasePart")) continue;
		scope.own(area.DescendantAdded.Connect(queuePart));
		scope.own(area.DescendantRemoving.Connect(queuePart));
	}
}

function followPlaces(
	scope: Scope,
	tracker: PartTracker,
	places: ReadonlyArray<Place>,
	{ shape }: ZoneSpec,
	moved: () => void,
): void {
	for (const { volume, part } of places) {
		if (part === undefined) continue;
		scope.own(
			tracker.add(part, () => {
				volume.shape = shape ?? shapeOf(part);
				writeVolume(volume, part.CFrame, part.Size);
				moved();
			}),
		);
	}
}

/** Makes an empty set of areas. */
export function createAreas(ports: AreasPorts): Areas {
	const tracker = ports.scope.own(createPartTracker());
	const marks = ports.mark ? createMarks(ports.topic) : NO_MARKS;
	const followed = new Map<string, { scope: Scope; parts: Set<BasePart> }>();
	const moved = new Set<string>();

	/** Takes the parts as they are now. Those that stay are marked before the others are given free. */
	function collect(scope: Scope, name: string, spec: ZoneSpec, parts: Set<BasePart>): void {
		const places = placesOf(spec);
		const after = new Set<BasePart>();
		for (const { part } of places) if (part !== undefined) after.add(part);
		const pieces = places.map(({ volume, part }): Piece => ({
			volume,
			areaId: part !== undefined ? marks.mark(part, name) : 0,
		}));
		for (const part of parts) if (!after.has(part)) marks.unmark(part, name);
		parts.clear();
		for (const part of after) parts.add(part);
		followPlaces(scope, tracker, places, spec, () => moved.add(name));
		ports.placed(name, pieces);
	}

	function release(name: string): Set<BasePart> {
		const zone = followed.get(name);
		zone?.scope.release();
		followed.delete(name);
		moved.delete(name);
		return zone?.parts ?? new Set();
	}

	function unfollow(name: string): void {
		for (const part of release(name)) marks.unmark(part, name);
	}

	ports.scope.own(() => {
		const names = new Array<string>();
		for (const [name] of followed) names.push(name);
		names.forEach(unfollow);
	});
	return {
		follow: (name, spec) => {
			const parts = release(name);
			const scope = createScope();
			followed.set(name, { scope, parts });
			let current = scope.child();
			const collectAnew = () => {
				current.release();
				current = scope.child();
				collect(current, name, spec, parts);
			};
			watchParts(scope, spec.areas, collectAnew);
			collectAnew();
		},
		unfollow,
		poll: () => {
			tracker.poll();
			if (moved.isEmpty()) return;
			ports.moved(moved);
			moved.clear();
		},
	};
}
