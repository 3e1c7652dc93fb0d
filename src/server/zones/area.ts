import { type PartTracker, shapeOf, volumeOf, writeVolume } from "../../shared/zones/parts";
import type { Shape, Volume } from "../../shared/zones/volume";
import type { ZoneArea } from "./types";

/** One volume of a zone and the part it follows. */
export interface Piece {
	volume: Volume;
	part?: BasePart;
}

/** Where a zone is, kept up with the world. */
export interface BoundArea {
	pieces(): ReadonlyArray<Piece>;
	destroy(): void;
}

export interface AreaPorts {
	tracker: PartTracker;
	/** Only what lies in here counts. */
	root: Instance;
	/** Parts came or went. */
	rebuilt: () => void;
	/** The numbers of the volumes changed. */
	moved: () => void;
}

/** Follows parts and models: their places, their coming and going. Destroyed, they are nowhere. */
export function bindArea(areas: ReadonlyArray<ZoneArea>, shape: Shape | undefined, ports: AreaPorts): BoundArea {
	const connections = new Array<RBXScriptConnection>();
	let releases = new Array<() => void>();
	let pieces = new Array<Piece>();
	let destroyed = false;
	let queued = false;

	function addPart(part: BasePart): void {
		if (!part.IsDescendantOf(ports.root)) return;
		const piece: Piece = { volume: volumeOf(part.CFrame, part.Size, shape ?? shapeOf(part)), part };
		pieces.push(piece);
		releases.push(
			ports.tracker.add(part, () => {
				piece.volume.shape = shape ?? shapeOf(part);
				writeVolume(piece.volume, part.CFrame, part.Size);
				ports.moved();
			}),
		);
	}

	function collect(): void {
		for (const release of releases) release();
		releases = [];
		pieces = [];
		for (const area of areas) {
			if (!typeIs(area, "Instance")) {
				pieces.push({ volume: volumeOf(area.cframe, area.size, area.shape ?? "box") });
			} else if (area.IsA("BasePart")) addPart(area);
			else {
				for (const part of area.GetDescendants()) {
					if (part.IsA("BasePart")) addPart(part);
				}
			}
		}
	}

	/** Many parts may come at once: one rebuild for all of them. */
	function rebuild(): void {
		if (queued || destroyed) return;
		queued = true;
		task.defer(() => {
			queued = false;
			if (destroyed) return;
			collect();
			ports.rebuilt();
		});
	}

	for (const area of areas) {
		if (!typeIs(area, "Instance")) continue;
		connections.push(area.AncestryChanged.Connect(rebuild), area.Destroying.Connect(rebuild));
		if (area.IsA("BasePart")) continue;
		const changed = (descendant: Instance) => {
			if (descendant.IsA("BasePart")) rebuild();
		};
		connections.push(area.DescendantAdded.Connect(changed), area.DescendantRemoving.Connect(changed));
	}
	collect();

	return {
		pieces() {
			return pieces;
		},
		destroy() {
			if (destroyed) return;
			destroyed = true;
			for (const connection of connections) connection.Disconnect();
			for (const release of releases) release();
		},
	};
}
