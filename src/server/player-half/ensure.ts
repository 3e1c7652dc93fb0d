import { ReplicatedStorage, RunService } from "@rbxts/services";

import { copyModules, readList } from "./copy-modules";

/** Name of the module that LocalScripts require, put into ReplicatedStorage by the server. */
export const PLAYER_HALF_NAME = "AudioScapePlayer";

const BOOT_NAME = "boot";
const LIBRARY_NAME = "lib";

let ensured = false;

function enableBoot(library: Instance): void {
	const boot = library.FindFirstChild("player")?.FindFirstChild(BOOT_NAME);
	if (boot !== undefined && boot.IsA("Script")) boot.Enabled = true;
}

/** The model build: wherever the model was dropped, players get a copy of the modules that run on their machines. */
function placeModelHalf(model: Instance, template: Instance, modules: ReadonlyArray<string>): void {
	if (ReplicatedStorage.FindFirstChild(PLAYER_HALF_NAME) !== undefined) return;
	const half = template.Clone();
	half.Name = PLAYER_HALF_NAME;
	copyModules(model, half, modules);
	const library = half.FindFirstChild(LIBRARY_NAME);
	if (library !== undefined) enableBoot(library);
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
	const model = library.Parent;
	const template = model?.FindFirstChild(PLAYER_HALF_NAME);
	const modules = model !== undefined ? readList(model) : undefined;
	if (template !== undefined && modules !== undefined) placeModelHalf(model!, template, modules);
	else if (library.IsDescendantOf(ReplicatedStorage)) enableBoot(library);
}
