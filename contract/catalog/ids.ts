import type { Random } from "./random.ts";

/** The track of the documentation's own examples. */
export const exampleTrackId = "123456789";
/** The footstep of the documentation's own examples. */
export const heroFootstepId = "9120386436";

/** Ids as Roblox hands them out: ten digits for older assets, fifteen for newer ones, all of them exact in a double. */
export function createIds(
	random: Random,
	taken: Set<string> = new Set([exampleTrackId, heroFootstepId]),
): () => string {
	return () => {
		for (;;) {
			const id = random.chance(0.25)
				? String(random.integer(1_800_000_000, 9_999_999_999))
				: String(random.integer(70_000_000, 140_000_000)) + String(random.integer(0, 9_999_999)).padStart(7, "0");
			if (!taken.has(id)) {
				taken.add(id);
				return id;
			}
		}
	};
}
