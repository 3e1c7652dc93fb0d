import { Players } from "@rbxts/services";

import { createStanding, type Standing } from "./standing";

let standing: Standing | undefined;

/** What everyone's word weighs on this server, whatever it is about. Made on first use. */
export function getStanding(): Standing {
	if (standing === undefined) {
		const made = createStanding();
		standing = made;
		Players.PlayerRemoving.Connect(player => made.forget(player.UserId));
	}
	return standing;
}
