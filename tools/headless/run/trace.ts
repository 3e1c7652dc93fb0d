/** One line of the trace (design section 7): virtual seconds, peer, kind and the fields of the kind. */
export interface TraceLine {
	readonly t: number;
	readonly peer: string;
	readonly kind: string;
	readonly [field: string]: unknown;
}
