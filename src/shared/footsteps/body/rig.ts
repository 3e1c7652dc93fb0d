import { Players, Workspace } from "@rbxts/services";

import type { Footing } from "../brain/gait";
import { DEFAULT_HIP_STUDS } from "../brain/stride";

/** The parts of a character that walking needs, whatever its rig. */
export interface Rig {
	root: BasePart;
	/** Absent for models that are moved by an AnimationController or a script. */
	humanoid?: Humanoid;
}

const WALKING = new Set<Enum.HumanoidStateType>([
	Enum.HumanoidStateType.Running,
	Enum.HumanoidStateType.RunningNoPhysics,
	Enum.HumanoidStateType.StrafingNoPhysics,
	Enum.HumanoidStateType.Landed,
]);
const FLYING = new Set<Enum.HumanoidStateType>([Enum.HumanoidStateType.Freefall, Enum.HumanoidStateType.Jumping]);

const R6_LEG_STUDS = 2;

/** Finds the rig of a model; `undefined` while its parts have not arrived. */
export function findRig(model: Model): Rig | undefined {
	const found = model.FindFirstChild("HumanoidRootPart") ?? model.PrimaryPart;
	if (found === undefined || !found.IsA("BasePart") || !found.IsDescendantOf(Workspace)) return undefined;
	return { root: found, humanoid: model.FindFirstChildOfClass("Humanoid") };
}

/** Height of the root's middle above the soles, studs. */
export function hipHeight(rig: Rig): number {
	const { root, humanoid } = rig;
	if (humanoid === undefined) return math.max(root.Size.Y / 2, DEFAULT_HIP_STUDS / 2);
	const half = root.Size.Y / 2 + humanoid.HipHeight;
	if (humanoid.RigType !== Enum.HumanoidRigType.R6) return half;
	// R6 counts its hip height from below legs that are as long as the root part is tall.
	return half + (root.Size.Y > 0 ? root.Size.Y : R6_LEG_STUDS);
}

/** What a character stands on as far as its state tells: climbing, sitting, swimming and lying make no steps. */
export function footingOf(humanoid: Humanoid | undefined): Footing {
	if (humanoid === undefined) return "ground";
	// A script that moves a seated or lying character may keep its state at Running.
	if (humanoid.Sit || humanoid.PlatformStand) return "none";
	const state = humanoid.GetState();
	if (WALKING.has(state)) return "ground";
	return FLYING.has(state) ? "air" : "none";
}

/** Whether the character is this machine's own player's. */
export function isOwn(model: Model): boolean {
	const player = Players.LocalPlayer as Player | undefined;
	return player !== undefined && player.Character === model;
}
