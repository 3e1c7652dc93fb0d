import { Workspace } from "@rbxts/services";

import type { Shape, Volume } from "./volume";

/** Anchored parts looked at in one round, in case a move went without a signal. */
const SWEEP = 64;

/** The form of a part: blocks, balls and cylinders as they are, everything else by its bounding box. */
export function shapeOf(part: BasePart): Shape {
	if (!part.IsA("Part")) return "box";
	if (part.Shape === Enum.PartType.Ball) return "ball";
	return part.Shape === Enum.PartType.Cylinder ? "cylinder" : "box";
}

/** Writes a frame and a size into a volume. */
export function writeVolume(volume: Volume, cframe: CFrame, size: Vector3): void {
	const [x, y, z, r00, r01, r02, r10, r11, r12, r20, r21, r22] = cframe.GetComponents();
	volume.x = x;
	volume.y = y;
	volume.z = z;
	volume.r00 = r00;
	volume.r01 = r01;
	volume.r02 = r02;
	volume.r10 = r10;
	volume.r11 = r11;
	volume.r12 = r12;
	volume.r20 = r20;
	volume.r21 = r21;
	volume.r22 = r22;
	volume.hx = size.X / 2;
	volume.hy = size.Y / 2;
	volume.hz = size.Z / 2;
}

/** A volume from a frame and a size. */
export function volumeOf(cframe: CFrame, size: Vector3, shape: Shape): Volume {
	const volume = { shape } as Volume;
	writeVolume(volume, cframe, size);
	return volume;
}

interface Tracked {
	part: BasePart;
	cframe: CFrame;
	size: Vector3;
	holders: Set<() => void>;
	connection: RBXScriptConnection;
}

/** Tells when parts move or change their size. */
export interface PartTracker {
	/** @returns a function that ends it */
	add: (part: BasePart, moved: () => void) => () => void;
	/** Looks at the parts that physics may move, and at some of the others. */
	poll: () => void;
	destroy: () => void;
}

/**
 * Moves by scripts come as signals; physics moves parts without any, so parts that are not anchored are polled.
 */
export function createPartTracker(): PartTracker {
	const byPart = new Map<BasePart, Tracked>();
	const list = new Array<Tracked>();
	const loose = new Set<Tracked>();
	let cursor = 0;

	function look(tracked: Tracked): void {
		const { part } = tracked;
		const cframe = part.CFrame;
		const size = part.Size;
		if (cframe === tracked.cframe && size === tracked.size) return;
		tracked.cframe = cframe;
		tracked.size = size;
		for (const moved of tracked.holders) moved();
	}

	function sort(tracked: Tracked): void {
		if (tracked.part.Anchored) loose.delete(tracked);
		else loose.add(tracked);
	}

	function changed(tracked: Tracked, property: string): void {
		if (property === "CFrame" || property === "Position" || property === "Size" || property === "Orientation") {
			look(tracked);
		} else if (property === "Anchored") {
			sort(tracked);
			look(tracked);
		} else if (property === "Shape") for (const moved of tracked.holders) moved();
	}

	function forget(tracked: Tracked): void {
		tracked.connection.Disconnect();
		byPart.delete(tracked.part);
		loose.delete(tracked);
		list.unorderedRemove(list.indexOf(tracked));
	}

	return {
		add: (part, moved) => {
			let tracked = byPart.get(part);
			if (tracked === undefined) {
				const fresh = { part, cframe: part.CFrame, size: part.Size, holders: new Set<() => void>() } as Tracked;
				fresh.connection = (part.Changed as RBXScriptSignal<(property: string) => void>).Connect(property =>
					changed(fresh, property),
				);
				byPart.set(part, fresh);
				list.push(fresh);
				sort(fresh);
				tracked = fresh;
			}
			const own = tracked;
			own.holders.add(moved);
			return () => {
				own.holders.delete(moved);
				if (own.holders.isEmpty() && byPart.get(part) === own) forget(own);
			};
		},
		poll: () => {
			for (const tracked of loose) look(tracked);
			for (const _ of $range(1, math.min(SWEEP, list.size()))) {
				cursor = (cursor + 1) % list.size();
				look(list[cursor]!);
			}
		},
		destroy: () => {
			for (const tracked of list) tracked.connection.Disconnect();
			byPart.clear();
			list.clear();
			loose.clear();
		},
	};
}

/** A place that is one; what was flung to where no number is has a length below no bound. */
export function knownPlace(at: Vector3 | undefined): Vector3 | undefined {
	return at !== undefined && at.Magnitude < math.huge ? at : undefined;
}

/**
 * Where a living character is; `undefined` while there is none, or while physics has flung it to where no number is:
 * whoever asks goes on with the place before.
 */
export function characterPosition(player: Player): Vector3 | undefined {
	const character = player.Character;
	if (character === undefined || !character.IsDescendantOf(Workspace)) return undefined;
	const humanoid = character.FindFirstChildOfClass("Humanoid");
	if (humanoid !== undefined && humanoid.Health <= 0) return undefined;
	const root = character.PrimaryPart ?? character.FindFirstChild("HumanoidRootPart");
	if (root === undefined || !root.IsA("BasePart")) return undefined;
	return knownPlace(root.Position);
}
