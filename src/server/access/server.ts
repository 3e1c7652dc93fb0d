import { Players, ReplicatedStorage, RunService } from "@rbxts/services";

import { accessMessages as messages } from "../../shared/access/messages";
import { OPEN_METHODS, remoteName, REMOTES_NAME } from "../../shared/access/remotes";
import type { Catalog } from "../catalog/catalog";
import { placeClientModule } from "../player-half/deliver-access";
import { createDesk, type Desk } from "./desk";
import { readAccessOptions } from "./options";

/** The one desk of this server: whoever opened access last serves. */
let desk: Desk<Player> | undefined;
let opened = false;

function remoteOf(folder: Instance, name: string): RemoteFunction {
	const found = folder.FindFirstChild(name);
	if (found !== undefined && found.IsA("RemoteFunction")) return found;
	const made = new Instance("RemoteFunction");
	made.Name = name;
	made.Parent = folder;
	return made;
}

function openRemotes(): void {
	const found = ReplicatedStorage.FindFirstChild(REMOTES_NAME);
	const folder = found ?? new Instance("Folder");
	folder.Name = REMOTES_NAME;
	for (const method of OPEN_METHODS) {
		remoteOf(folder, remoteName(method)).OnServerInvoke = (player: Player, a: unknown, b: unknown, c: unknown) =>
			desk!.serve(player, method, a, b, c);
	}
	folder.Parent = ReplicatedStorage;
	Players.PlayerRemoving.Connect(player => desk!.forget(player));
}

/** Opens the catalog to LocalScripts. Called again it changes the limits; there is one set of remotes. */
export function openClientAccess(start: Catalog["start"], budget: number, rawOptions: unknown): void {
	const [limits, methods] = readAccessOptions(rawOptions, budget);
	if (!RunService.IsServer()) error(messages.serverOnly, 0);
	const ports = { start, now: () => os.clock(), userId: (player: Player) => player.UserId };
	desk = createDesk<Player>(ports, limits, methods);
	if (opened) return;
	opened = true;
	openRemotes();
	placeClientModule();
}
