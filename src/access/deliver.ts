import { ReplicatedStorage } from "@rbxts/services";

import { MODULE_NAME } from "./remotes";

/** Of the library, where it came by npm: a Luau module that knows how to import the TypeScript one. */
const ENTRY_NAME = "entry";
const TARGET_NAME = "Target";

/** The npm package lies where players see it; only the door has to be put up. */
function placeEntry(access: Instance): Instance | undefined {
	const entry = access.FindFirstChild(ENTRY_NAME);
	const player = access.FindFirstChild("player");
	if (entry === undefined || player === undefined) return undefined;
	const door = entry.Clone();
	const target = new Instance("ObjectValue");
	target.Name = TARGET_NAME;
	target.Value = player;
	target.Parent = door;
	return door;
}

/**
 * Puts the module that LocalScripts require into ReplicatedStorage, unless one lies there already: games of the
 * official SDK copied theirs by hand, and it works as well. The key is not part of what is copied.
 */
export function placeClientModule(): void {
	if (ReplicatedStorage.FindFirstChild(MODULE_NAME) !== undefined) return;
	const access = script.Parent;
	const library = access?.Parent;
	if (access === undefined || library === undefined) return;
	const template = library.Parent?.FindFirstChild(MODULE_NAME);
	const door = template !== undefined ? template.Clone() : placeEntry(access);
	if (door === undefined) return;
	door.Name = MODULE_NAME;
	door.Parent = ReplicatedStorage;
}
