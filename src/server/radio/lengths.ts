/** Lengths of assets as players measured them. */
export interface Lengths<K extends defined> {
	report(assetId: string, voter: K, seconds: number): void;
	/** The length to reckon with: measured where the catalog knows none or where most players agree on another. */
	of(assetId: string, catalog: number, voters: number): number;
	keep(assetIds: ReadonlyArray<string>): void;
}

/** Plays as long as this where nobody knows better. */
const UNKNOWN_SECONDS = 180;
const AGREE_SECONDS = 0.25;

/** Makes an empty record. */
export function createLengths<K extends defined>(): Lengths<K> {
	const measured = new Map<string, Map<K, number>>();
	return {
		report(assetId, voter, seconds) {
			if (seconds <= 0) return;
			let own = measured.get(assetId);
			if (own === undefined) {
				own = new Map();
				measured.set(assetId, own);
			}
			own.set(voter, seconds);
		},
		of(assetId, catalog, voters) {
			const own = measured.get(assetId);
			const known = catalog > 0;
			if (own === undefined) return known ? catalog : UNKNOWN_SECONDS;
			for (const [, seconds] of own) {
				let agreeing = 0;
				for (const [, other] of own) if (math.abs(other - seconds) <= AGREE_SECONDS) agreeing += 1;
				if (agreeing * 2 > math.max(own.size(), known ? voters : 0)) {
					return known && math.abs(seconds - catalog) <= AGREE_SECONDS ? catalog : seconds;
				}
			}
			return known ? catalog : UNKNOWN_SECONDS;
		},
		keep(assetIds) {
			const wanted = new Set(assetIds);
			for (const [assetId] of measured) if (!wanted.has(assetId)) measured.delete(assetId);
		},
	};
}
