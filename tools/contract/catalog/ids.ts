import type { Random } from "./random.ts";

/** The track of the documentation's own examples. */
export const exampleTrackId = "123456789";
/** The footstep of the documentation's own examples. */
export const heroFootstepId = "9120386436";

/** Last digits by kind: the kinds can be made apart from each other, in any order, and never share an id. */
const endings = { music: "01234", sfx: "5678", gone: "9" } as const;

/** Ids as Roblox hands them out: ten digits for older assets, fifteen for newer ones, all of them exact in a double. */
export function createIds(random: Random, kind: keyof typeof endings): () => string {
	const taken = new Set([exampleTrackId, heroFootstepId]);
	const last = endings[kind];
	return () => {
		for (;;) {
			const digits = random.chance(0.25)
				? random.integer(180_000_000, 999_999_999)
				: random.integer(70_000_000, 140_000_000) * 1_000_000 + random.integer(0, 999_999);
			const id = `${digits}${last[random.integer(0, last.length - 1)]!}`;
			if (!taken.has(id)) {
				taken.add(id);
				return id;
			}
		}
	};
}
