import type { RandomSource } from "../../shared/variety/random";
import { createShuffleBag } from "../../shared/variety/shuffle-bag";
import type { GoneList } from "./gone-list";
import type { BankSound } from "./types";

/** Draws from one pool. */
export interface Drawer {
	/** Other sounds from now on; what was drawn lately still stays away. */
	fill: (sounds: ReadonlyArray<BankSound>) => void;
	/** The next sound; `undefined` of an empty pool. Nothing is allocated while the pool stays as it is. */
	draw: (now: number) => BankSound | undefined;
}

const same = (a: BankSound, b: BankSound): boolean => a.assetId === b.assetId;

/** Draws as footsteps do: every sound once before any repeats, and none of the last few across the seam. */
export function createDrawer(avoid: number, random: RandomSource, gone: GoneList): Drawer {
	const bag = createShuffleBag<BankSound>(avoid, random, same);
	let sounds: ReadonlyArray<BankSound> = [];
	let usable = sounds;
	let version = 0;

	function choose(): void {
		usable = sounds.filter(sound => !gone.has(sound.assetId));
		// With everything gone the seed is the best guess there is.
		if (usable.isEmpty() && !sounds.isEmpty()) usable = [sounds[0]!];
	}

	return {
		fill: filled => {
			sounds = filled;
			choose();
		},
		draw: now => {
			const latest = gone.version(now);
			if (latest !== version) {
				version = latest;
				choose();
			}
			return bag.draw(usable);
		},
	};
}
