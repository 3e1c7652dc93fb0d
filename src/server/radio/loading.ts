import { timebase } from "../../shared/sound/engine-timebase";
import type { Audience } from "./audience";
import type { Entry } from "./stage-types";

/** Which tracks of the queue are loaded ahead, and how far that is. */
export interface Loading {
	/** Ids of what is to be loaded ahead; more than usual where some take long. */
	ahead(): string[];
	/** These are being loaded from now on, if they were not before. */
	note(assetIds: ReadonlyArray<string>): void;
	/** The place of the first track in the queue that is loaded. */
	firstLoaded(): number | undefined;
	/** Nobody has loaded it in a time in which anybody should. */
	isHopeless(assetId: string): boolean;
	/** When one of them becomes overdue (server time). */
	overdueAt(assetIds: ReadonlyArray<string>): number;
}

/** How many tracks ahead are loaded, and how many with those that are overdue. */
const PREPARED = 2;
export const MOST_PREPARED = 4;
/** One that takes longer than this does not keep those behind it from being loaded. */
const OVERDUE_SECONDS = 8;
/** An asset that nobody has loaded by then is dead, though nothing else is loaded either. */
const LOAD_LIMIT_SECONDS = 60;

/** @param peek what comes `index` tracks from now */
export function createLoading(peek: (index: number) => Entry | undefined, audience: Audience): Loading {
	let askedAt = new Map<string, number>();

	function idAt(index: number): string | undefined {
		return peek(index)?.track.asset_id;
	}

	function isOverdue(assetId: string): boolean {
		const since = askedAt.get(assetId);
		return since !== undefined && timebase.serverNow() >= since + OVERDUE_SECONDS && !audience.isLoaded(assetId);
	}

	return {
		ahead() {
			const ids = new Array<string>();
			let timely = 0;
			for (let i = 0; i < MOST_PREPARED && timely < PREPARED; i++) {
				const id = idAt(i);
				if (id === undefined) break;
				if (!isOverdue(id)) timely += 1;
				if (!ids.includes(id)) ids.push(id);
			}
			return ids;
		},
		note(assetIds) {
			const before = askedAt;
			askedAt = new Map();
			for (const id of assetIds) askedAt.set(id, before.get(id) ?? timebase.serverNow());
		},
		firstLoaded() {
			for (let i = 0; i < MOST_PREPARED; i++) {
				const id = idAt(i);
				if (id !== undefined && audience.isLoaded(id)) return i;
			}
			return undefined;
		},
		isHopeless(assetId) {
			const since = askedAt.get(assetId);
			return since !== undefined && timebase.serverNow() - since >= LOAD_LIMIT_SECONDS;
		},
		overdueAt(assetIds) {
			const now = timebase.serverNow();
			let at = math.huge;
			for (const id of assetIds) {
				const due = (askedAt.get(id) ?? -math.huge) + OVERDUE_SECONDS;
				if (due > now && !audience.isLoaded(id)) at = math.min(at, due);
			}
			return at;
		},
	};
}
