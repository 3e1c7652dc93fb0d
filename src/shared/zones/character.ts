import { Workspace } from "@rbxts/services";

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
	const { Position } = root;
	// Not a number, or without end: neither has a length below all bounds.
	return Position.Magnitude < math.huge ? Position : undefined;
}
