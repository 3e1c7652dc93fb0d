/** How many reports a player may send: a steady rate and a burst. */
export interface ReportGateOptions {
	perSecond: number;
	burst: number;
}

/** Lets each sender through at a steady rate; time is an input. */
export interface ReportGate<K> {
	/** Whether this report may pass. */
	allow: (sender: K, now: number) => boolean;
	/** Forgets a sender who has gone. */
	forget: (sender: K) => void;
}

/**
 * A token bucket per sender.
 *
 * @example
 * const gate = createReportGate<Player>({ perSecond: 10, burst: 30 });
 * if (gate.allow(player, os.clock())) handle();
 */
export function createReportGate<K extends defined>(options: ReportGateOptions): ReportGate<K> {
	const buckets = new Map<K, { tokens: number; at: number }>();
	return {
		allow: (sender, now) => {
			let bucket = buckets.get(sender);
			if (bucket === undefined) {
				bucket = { tokens: options.burst, at: now };
				buckets.set(sender, bucket);
			}
			bucket.tokens = math.min(options.burst, bucket.tokens + (now - bucket.at) * options.perSecond);
			bucket.at = now;
			if (bucket.tokens < 1) return false;
			bucket.tokens -= 1;
			return true;
		},
		forget: sender => {
			buckets.delete(sender);
		},
	};
}
