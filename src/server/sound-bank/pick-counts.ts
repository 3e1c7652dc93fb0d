import type { AnalyticsPort } from "../analytics/port";

/** Tells analytics of one event. */
export type Tell = (
	event: string,
	assetId: string | undefined,
	metadata: Record<string, string | number | boolean>,
) => void;

/** Counts picks, so that analytics hear of sums and not of each. */
export interface PickCounts {
	add: (assetId: string) => void;
	/** Tells what was counted; happens by itself with every round of events. */
	flush: () => void;
	/** Tells the rest. */
	destroy: () => void;
}

/** Makes a counter at nought. Without analytics it counts nothing. */
export function createPickCounts(analytics: AnalyticsPort | undefined, kind: string, tell: Tell): PickCounts {
	const counts = new Map<string, number>();
	let counting = false;

	function flush(): void {
		counting = false;
		for (const [assetId, count] of counts) tell("audio_pick", assetId, { count, kind });
		counts.clear();
	}

	const round = analytics?.onRound(flush);
	return {
		add: assetId => {
			if (round === undefined) return;
			counts.set(assetId, (counts.get(assetId) ?? 0) + 1);
			if (counting) return;
			counting = true;
			round.wake();
		},
		flush,
		destroy: () => {
			flush();
			round?.remove();
		},
	};
}
