/** Sounds that could not be loaded; each is forgotten after a while. Time is an argument. */
export interface GoneList {
	/** @returns whether that was news */
	add: (assetId: string, now: number) => boolean;
	has: (assetId: string) => boolean;
	/** Forgets what is old enough, and answers a number that changes whenever the list does. Costs nothing while it does not. */
	version: (now: number) => number;
}

/** Makes an empty list. */
export function createGoneList(seconds: number): GoneList {
	const gone = new Map<string, number>();
	let version = 0;
	let forgetAt = math.huge;

	return {
		add: (assetId, now) => {
			const known = gone.has(assetId);
			gone.set(assetId, now + seconds);
			forgetAt = math.min(forgetAt, now + seconds);
			if (!known) version += 1;
			return !known;
		},
		has: assetId => gone.has(assetId),
		version: now => {
			if (now < forgetAt) return version;
			forgetAt = math.huge;
			for (const [assetId, at] of gone) {
				if (at <= now) gone.delete(assetId);
				else forgetAt = math.min(forgetAt, at);
			}
			version += 1;
			return version;
		},
	};
}
