/** Who tells of an asset: a player by `UserId`, or the server itself. */
export type Teller = number | "server";

/** What everyone's word weighs: 1 as long as nobody has any reason to doubt it. */
export interface Standing {
	weightOf: (teller: Teller) => number;
	/** A majority says the same. */
	confirm: (teller: Teller) => void;
	/** A majority says otherwise. */
	contradict: (teller: Teller) => void;
	/** Whoever has gone comes back as a stranger. */
	forget: (teller: Teller) => void;
}

/** Never nothing: one who is alone is believed even so, as nobody else hears it. */
const LEAST = 1 / 16;

/**
 * Everybody's word weighs the same at first. Each contradiction halves it, each confirmation doubles it again.
 *
 * @example
 * standing.contradict(player.UserId);
 * standing.weightOf(player.UserId); // 0.5
 */
export function createStanding(): Standing {
	const doubted = new Map<Teller, number>();
	const weightOf = (teller: Teller): number => doubted.get(teller) ?? 1;
	return {
		weightOf,
		confirm: teller => {
			const weight = weightOf(teller) * 2;
			if (weight < 1) doubted.set(teller, weight);
			else doubted.delete(teller);
		},
		contradict: teller => {
			doubted.set(teller, math.max(LEAST, weightOf(teller) / 2));
		},
		forget: teller => {
			doubted.delete(teller);
		},
	};
}
