import { ReplicatedStorage, RunService } from "@rbxts/services";

/** Name of the module that LocalScripts require, put into ReplicatedStorage by the server. */
export const PLAYER_HALF_NAME = "AudioScapePlayer";

const BOOT_NAME = "boot";

let ensured = false;

function enableBoot(library: Instance): void {
	const boot = library.FindFirstChild("player")?.FindFirstChild(BOOT_NAME);
	if (boot !== undefined && boot.IsA("Script")) boot.Enabled = true;
}

/** The rooms of the library that run on players' machines; what runs on servers only is never copied. */
const ROOMS = ["player", "shared"];

/** The model build: wherever the model was dropped, players get a copy of their rooms with the player's entry. */
function placeModelHalf(library: Instance, template: Instance): void {
	if (ReplicatedStorage.FindFirstChild(PLAYER_HALF_NAME) !== undefined) return;
	const half = template.Clone();
	half.Name = PLAYER_HALF_NAME;
	// The runtime first: replication keeps the order, and the boot script below the library needs it.
	const include = library.Parent?.FindFirstChild("include");
	if (include !== undefined) include.Clone().Parent = half;
	const copy = new Instance("Folder");
	copy.Name = library.Name;
	for (const room of ROOMS) {
		const found = library.FindFirstChild(room);
		if (found !== undefined) found.Clone().Parent = copy;
	}
	copy.Parent = half;
	enableBoot(copy);
	half.Parent = ReplicatedStorage;
}

/**
 * Puts the player half where players' machines run it. Called by the first `new` on a server; later calls do nothing.
 *
 * The model is copied to `ReplicatedStorage.AudioScapePlayer`; the npm package lies in ReplicatedStorage already, there
 * only its boot script is enabled. The API key is not in what is copied: it lives in the server's closures.
 */
export function ensurePlayerHalf(): void {
	if (ensured || !RunService.IsServer()) return;
	ensured = true;
	const library = script.Parent?.Parent?.Parent;
	if (library === undefined) return;
	const template = library.Parent?.FindFirstChild(PLAYER_HALF_NAME);
	if (template !== undefined) placeModelHalf(library, template);
	else if (library.IsDescendantOf(ReplicatedStorage)) enableBoot(library);
}
