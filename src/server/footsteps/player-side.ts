import { createBody } from "../../shared/footsteps/body/body";
import { followPlayers } from "../../shared/footsteps/body/cast";
import { characterOf, placeOf } from "../../shared/footsteps/place-of";
import type { Tuning } from "../../shared/footsteps/tuning";
import type { FootstepOptions } from "../../shared/footsteps/types";
import type { PackBook } from "./packs/book";
import type { Side } from "./side";

/** A player's machine on its own: what it decides it plays. */
export function createPlayerSide(options: FootstepOptions, tuning: Tuning, book: PackBook): Side {
	const body = createBody({ tuning, failed: assetId => book.drop(assetId) });
	body.setGroup(options.soundGroup);
	function refresh(): void {
		for (const [surface, pack] of book.packs) body.packs.set(surface, pack);
		body.refresh();
	}

	return {
		stepped: body.stepped,
		changed: refresh,
		begin: refresh,
		attach: body.attach,
		attachAll: () => followPlayers(body.attach),
		step: (surface, where, strength) => body.step(surface, placeOf(where), strength, characterOf(where)),
		pick: body.pick,
		destroy: body.destroy,
	};
}
