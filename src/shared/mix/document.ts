import type { DuckPlan, SnapshotPlan } from "./options";

/** Where the server says what is ducked and which snapshots are on. */
export const MIX_TOPIC = "mix";

/** A duck or a snapshot of the server's, for as long as it is on. */
export interface MixEntry {
	/** Never used twice. */
	i: number;
	duck?: DuckPlan;
	snapshot?: SnapshotPlan;
	/** User ids of those it is for; without them it is for everyone. */
	p?: number[];
}

/** What a server tells of its mix. */
export interface MixDocument {
	on: MixEntry[];
}
