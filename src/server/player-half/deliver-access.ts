import { ReplicatedStorage } from "@rbxts/services";

import { MODULE_NAME } from "../../shared/access/remotes";

/** Of the library, where it came by npm: a Luau module that knows how to import the TypeScript one. */
const ENTRY_NAME = "entry";
const TARGET_NAME = "Target";

/** The npm package lies where players see it; only the door has to be put up. */
function placeEntry(library: Instance): Instance | undefined {
	const access = library.FindFirstChild("player")?.FindFirstChild("access");
	const entry = access?.FindFirstChild(ENTRY_NAME);
	if (access === undefined || entry === undefined) return undefined;
	const door = entry.Clone();
	const target = new Instance("ObjectValue");
	target.Name = TARGET_NAME;
	target.Value = access;
	target.Parent = door;
	return door;
}

/**
 * Puts the module that LocalScripts require into ReplicatedStorage, unless one lies there already: games of the
 * official SDK copied theirs by hand, and it works as well. The key is not part of what is copied.
 */
export function placeClientModule(): void {
	if (ReplicatedStorage.FindFirstChild(MODULE_NAME) !== undefined) return;
	const library = script.Parent?.Parent?.Parent;
	if (library === undefined) return;
	const template = library.Parent?.FindFirstChild(MODULE_NAME);
	const door = template !== undefined ? template.Clone() : placeEntry(library);
	if (door === undefined) return;
	door.Name = MODULE_NAME;
	door.Parent = ReplicatedStorage;
}
