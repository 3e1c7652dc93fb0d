import { Players, ReplicatedStorage, RunService } from "@rbxts/services";

import { accessMessages as messages } from "../../shared/access/messages";
import { OPEN_METHODS, remoteName, REMOTES_NAME } from "../../shared/access/remotes";
import type { Catalog } from "../catalog/catalog";
import type { Pot } from "../http/pot";
import { placeClientModule } from "../player-half/deliver-access";
import { createDesk, type Desk } from "./desk";
import { readAccessOptions } from "./options";

/** The one desk of this server: whoever opened access last serves. */
let desk: Desk<Player> | undefined;
let watching = false;

function remoteOf(folder: Instance, name: string): RemoteFunction {
	const found = folder.FindFirstChild(name);
	if (found !== undefined && found.IsA("RemoteFunction")) return found;
	const made = new Instance("RemoteFunction");
	made.Name = name;
	made.Parent = folder;
	return made;
}

/** Puts the remotes up, those that are missing: a game may have destroyed them. */
function openRemotes(): void {
	const found = ReplicatedStorage.FindFirstChild(REMOTES_NAME);
	const folder = found ?? new Instance("Folder");
	folder.Name = REMOTES_NAME;
	for (const method of OPEN_METHODS) {
		remoteOf(folder, remoteName(method)).OnServerInvoke = (player: Player, a: unknown, b: unknown, c: unknown) =>
			desk!.serve(player, method, a, b, c);
	}
	folder.Parent = ReplicatedStorage;
}

function watchLeavers(): void {
	if (watching) return;
	watching = true;
	Players.PlayerRemoving.Connect(player => desk!.forget(player));
}

/** What access needs of a client. */
export interface AccessPorts {
	call: Catalog["call"];
	/** What players may cause of its requests. */
	pot: Pot;
	/** Its requests a minute. */
	budget: number;
}

/** Opens the catalog to LocalScripts. Called again it changes the limits; there is one set of remotes. */
export function openClientAccess({ call, pot, budget }: AccessPorts, rawOptions: unknown): void {
	const [limits, methods] = readAccessOptions(rawOptions, budget);
	if (!RunService.IsServer()) error(messages.serverOnly, 0);
	pot.limit({ perMinute: limits.requestsPerMinute, present: () => Players.GetPlayers().size() });
	desk = createDesk<Player>({ call, now: () => os.clock(), userId: player => player.UserId }, limits, methods);
	openRemotes();
	watchLeavers();
	placeClientModule();
}
