import type { DuckPlan, SnapshotPlan } from "./options";

/** A duck or a snapshot of the server's, for as long as it is on. */
export interface MixEntry {
	/** Never used twice. */
	i: number;
	duck?: DuckPlan;
	snapshot?: SnapshotPlan;
	/** Of the snapshot, for who looks. */
	name?: string;
	/** User ids of those it is for; without them it is for everyone. */
	p?: number[];
}

/** What a server tells of its mix, on the topic `mix`. */
export interface MixDocument {
	on: MixEntry[];
}
