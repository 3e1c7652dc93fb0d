import { Workspace } from "@rbxts/services";

/** Where a living character is; `undefined` while there is none. */
export function characterPosition(player: Player): Vector3 | undefined {
	const character = player.Character;
	if (character === undefined || !character.IsDescendantOf(Workspace)) return undefined;
	const humanoid = character.FindFirstChildOfClass("Humanoid");
	if (humanoid !== undefined && humanoid.Health <= 0) return undefined;
	const root = character.PrimaryPart ?? character.FindFirstChild("HumanoidRootPart");
	return root !== undefined && root.IsA("BasePart") ? root.Position : undefined;
}

/** Where the camera of this machine is. */
export function cameraPosition(): Vector3 | undefined {
	return Workspace.CurrentCamera?.CFrame.Position;
}
