/** One question to the catalog. `anchor` tells it apart: never two in flight for one. */
export type TopUp =
	| { kind: "lookup"; anchor: string; ids: string[] }
	| { kind: "similar"; anchor: string; assetId: string; offset: number }
	| { kind: "search" | "playlist" | "genre" | "trending"; anchor: string; offset: number };

/** Where more can be had. */
interface Source {
	anchor: string;
	kind: "similar" | "search" | "playlist" | "genre" | "trending";
	assetId?: string;
	offset: number;
	/** Asked to its end; begins anew after all others. */
	exhausted: boolean;
	asked: number;
}

export interface TopUpNeed {
	now: number;
	/** Tracks that keep all rules. */
	eligible: number;
	/** Tracks liked so much, or heard so lately, that their like is wanted. */
	recent: ReadonlyArray<string>;
}

/** Decides when to ask the catalog, and what. Time is an input. */
export interface TopUpPlanner {
	/** What to ask now, if anything. */
	next(need: TopUpNeed): TopUp | undefined;
	/** An answer came: how many rows, how many of them new, how many there are in all. */
	answered(question: TopUp, at: number, rows: number, fresh: number, total: number | undefined): void;
	/** No answer; `lasting` ones (unknown id, bad argument) are not asked again. @returns seconds until the next try */
	failed(question: TopUp, at: number, retryAfter: number | undefined, lasting: boolean): number;
	/** When `next` is worth calling again, if waiting for time is all there is to do. */
	wakeAt(): number | undefined;
	/** Whether the catalog failed last. */
	degraded(): boolean;
	/** The seeds are known already: no lookup. */
	skipLookup(): void;
	/** Forgets the waiting time (a fresh start by hand). */
	hurry(): void;
}

/** Rows a question asks for. */
export const TOP_UP_LIMIT = 50;
/** Fewer choices than this and more are wanted. */
const LOW_WATER = 12;
const HOUR = 3600;
/** As many recent tracks are not asked about again. */
const LIKENED_CAPACITY = 30;
/** Answers in any hour; leaves room under 12 for the lookups of requested tracks. */
const MAX_PER_HOUR = 10;
const RETRY_SECONDS = [10, 20, 40, 80, 120];
/** After an answer with nothing new in it. */
const FRUITLESS_SECONDS = [60, 120, 300, 600, 900];

/** Makes a planner for the configured sources. */
export function createTopUpPlanner(
	seeds: ReadonlyArray<string>,
	others: ReadonlyArray<"search" | "playlist" | "genre" | "trending">,
	lookupIds: string[],
): TopUpPlanner {
	const sources = new Array<Source>();
	for (const kind of others) sources.push({ anchor: kind, kind, offset: 0, exhausted: false, asked: 0 });
	for (const assetId of seeds) {
		sources.push({ anchor: `similar:${assetId}`, kind: "similar", assetId, offset: 0, exhausted: false, asked: 0 });
	}
	const askedAt = new Array<number>();
	let lookedUp = lookupIds.isEmpty();
	let busy = false;
	let failures = 0;
	let fruitless = 0;
	let notBefore = 0;
	let rounds = 0;
	/** Recent tracks whose like was asked for, latest last. */
	const likened = new Array<string>();

	function recentSource(recent: ReadonlyArray<string>): Source | undefined {
		for (const assetId of recent) {
			const anchor = `similar:${assetId}`;
			if (likened.includes(assetId) || sources.some(source => source.anchor === anchor)) continue;
			return { anchor, kind: "similar", assetId, offset: 0, exhausted: false, asked: 0 };
		}
		return undefined;
	}

	function remember(question: TopUp): void {
		if (question.kind !== "similar") return;
		likened.push(question.assetId);
		if (likened.size() > LIKENED_CAPACITY) likened.shift();
	}

	/** Originals and recent tracks take turns; the least asked original first. */
	function choose(recent: ReadonlyArray<string>): Source | undefined {
		rounds += 1;
		let original: Source | undefined;
		for (const source of sources) {
			if (source.exhausted) continue;
			if (original === undefined || source.asked < original.asked) original = source;
		}
		const unasked = original !== undefined && original.asked === 0;
		if (unasked || (original !== undefined && rounds % 2 === 1)) return original;
		return recentSource(recent) ?? original ?? sources[rounds % math.max(1, sources.size())];
	}

	return {
		next({ now, eligible, recent }) {
			if (busy || now < notBefore || eligible >= LOW_WATER) {
				if (lookedUp || busy || now < notBefore) return undefined;
			}
			while (!askedAt.isEmpty() && askedAt[0]! <= now - HOUR) askedAt.remove(0);
			if (askedAt.size() >= MAX_PER_HOUR) {
				notBefore = askedAt[0]! + HOUR;
				return undefined;
			}
			if (!lookedUp) {
				busy = true;
				return { kind: "lookup", anchor: "lookup", ids: lookupIds };
			}
			const source = choose(recent);
			if (source === undefined) return undefined;
			if (source.exhausted) {
				source.exhausted = false;
				source.offset = 0;
			}
			busy = true;
			const { anchor, offset } = source;
			if (source.kind === "similar") return { kind: "similar", anchor, assetId: source.assetId!, offset };
			return { kind: source.kind, anchor, offset };
		},
		answered(question, at, rows, fresh, total) {
			busy = false;
			failures = 0;
			notBefore = 0;
			askedAt.push(at);
			if (question.kind === "lookup") {
				lookedUp = true;
				return;
			}
			remember(question);
			const source = sources.find(candidate => candidate.anchor === question.anchor);
			if (source !== undefined) {
				source.asked += 1;
				source.offset += rows;
				const finished = question.kind === "playlist" || rows < 1 || (total !== undefined && source.offset >= total);
				if (finished) source.exhausted = true;
			}
			const untried = sources.some(one => one.asked === 0);
			if (fresh > 0 || untried) {
				fruitless = 0;
				return;
			}
			fruitless += 1;
			notBefore = at + FRUITLESS_SECONDS[math.min(fruitless, FRUITLESS_SECONDS.size()) - 1]!;
		},
		failed(question, at, retryAfter, lasting) {
			busy = false;
			if (lasting) {
				askedAt.push(at);
				if (question.kind === "lookup") lookedUp = true;
				remember(question);
				const source = sources.find(candidate => candidate.anchor === question.anchor);
				if (source !== undefined) sources.remove(sources.indexOf(source));
				return 0;
			}
			failures += 1;
			// The seed's metadata is worth one question, not the station's life.
			if (question.kind === "lookup" && failures >= 2) lookedUp = true;
			const wait = RETRY_SECONDS[math.min(failures, RETRY_SECONDS.size()) - 1]!;
			notBefore = at + math.max(wait, math.min(retryAfter ?? 0, 600));
			return notBefore - at;
		},
		wakeAt() {
			return busy || notBefore === 0 ? undefined : notBefore;
		},
		degraded() {
			return failures > 0;
		},
		skipLookup() {
			lookedUp = true;
		},
		hurry() {
			if (failures > 0) notBefore = 0;
		},
	};
}
