/** Counts requests in a sliding minute. */
export interface Limiter {
	/** 0 when the request may go on, else the seconds until one may. Refused requests do not count. */
	take(bucket: string, perMinute: number): number;
}

export function createLimiter(now: () => number): Limiter {
	const buckets = new Map<string, number[]>();
	return {
		take(bucket, perMinute) {
			const time = now();
			const recent = (buckets.get(bucket) ?? []).filter(t => t > time - 60);
			buckets.set(bucket, recent);
			if (recent.length >= perMinute) return Math.max(1, Math.ceil(recent[recent.length - perMinute]! + 60 - time));
			recent.push(time);
			return 0;
		},
	};
}
