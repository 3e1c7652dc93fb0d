/** A track ready to be played. */
export interface ResolvedTrack {
	id: string;
	/** Linear, levelled. */
	gain: number;
	/** Seconds, where the catalog knows. */
	duration?: number;
	artist?: string;
}
