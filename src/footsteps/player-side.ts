import { createBody } from "./body/body";
import { followPlayers } from "./body/cast";
import type { PackBook } from "./packs/book";
import { characterOf, placeOf } from "./place-of";
import type { Side } from "./side";
import type { Tuning } from "./tuning";
import type { FootstepOptions } from "./types";

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
