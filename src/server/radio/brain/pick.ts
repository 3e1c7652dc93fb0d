import type { SongKeys } from "../../sources/song-key";
import { isOffCourse, nearestTo } from "./course";
import type { Memory } from "./memory";
import type { PoolEntry } from "./pool";
import { type Candidate, explain, type Score, scoreCandidate, type ScoreContext } from "./score";

/** The rules of recency. */
export interface PickRules {
	/** Tracks that do not come back. */
	history: number;
	/** Tracks between two of one artist. */
	artistGap: number;
}

export interface Picked {
	entry: PoolEntry;
	score: Score;
	reason: string;
	/** Against a rule, or heard before: for want of anything better. */
	makeshift: boolean;
}

/** Scores this near to the best are as good: chance decides. */
const NEAR_TIE = 0.03;

interface Tier {
	history: number;
	gap: number;
	rule: string;
}

/** The strict rule first, then ever looser ones; spacing goes before the history does. */
function tiersOf(rules: PickRules): Tier[] {
	const tiers: Tier[] = [{ history: rules.history, gap: rules.artistGap, rule: "all rules kept" }];
	for (let gap = rules.artistGap - 1; gap >= 0; gap--) {
		tiers.push({ history: rules.history, gap, rule: `artist spacing relaxed to ${gap}` });
	}
	for (let history = math.floor(rules.history / 2); history >= 2; history = math.floor(history / 2)) {
		for (const gap of [rules.artistGap, 1, 0]) {
			tiers.push({ history, gap, rule: `history relaxed to ${history}` });
		}
	}
	return tiers;
}

/** How long ago something was, counting what is queued as the most recent. */
function ageOf(
	memory: number | undefined,
	planned: ReadonlyArray<SongKeys>,
	same: (a: SongKeys) => boolean,
): number | undefined {
	for (let i = planned.size() - 1; i >= 0; i--) {
		if (same(planned[i]!)) return planned.size() - i;
	}
	return memory === undefined ? undefined : memory + planned.size();
}

/**
 * Chooses the next track: the best score among those the strictest satisfiable rule allows, chance among near ties. When no
 * rule can be kept the least recently heard comes back.
 *
 * @param planned what is decided already, in order
 * @param random 0..1
 */
export function pickNext(
	entries: ReadonlyArray<PoolEntry>,
	memory: Memory,
	planned: ReadonlyArray<SongKeys>,
	rules: PickRules,
	context: ScoreContext,
	favourOf: (entry: PoolEntry) => number,
	random: () => number,
): Picked | undefined {
	const aged = new Array<{ entry: PoolEntry; song: number | undefined; artist: number | undefined }>();
	for (const entry of entries) {
		const { keys } = entry;
		aged.push({
			entry,
			song: ageOf(memory.songAge(keys), planned, a => a.id === keys.id || a.song === keys.song),
			artist: ageOf(memory.artistAge(keys), planned, a => keys.artist !== undefined && a.artist === keys.artist),
		});
	}
	for (const tier of tiersOf(rules)) {
		const allowed = aged.filter(
			({ song, artist }) => (song === undefined || song > tier.history) && (artist === undefined || artist > tier.gap),
		);
		if (allowed.isEmpty()) continue;
		const goal = context.isOnCourse === true ? context.energy : undefined;
		const onCourse = goal !== undefined ? nearestTo(goal, allowed) : allowed;
		const scored = onCourse.map(({ entry, song }) => {
			const { track, origin, similarity } = entry;
			const candidate: Candidate = {
				track,
				origin,
				similarity,
				favour: favourOf(entry),
				heardBefore: song !== undefined,
			};
			return { entry, candidate, score: scoreCandidate(candidate, context) };
		});
		let best = -math.huge;
		for (const one of scored) best = math.max(best, one.score.total);
		const tied = scored.filter(one => one.score.total >= best - NEAR_TIE);
		const chosen = tied[math.min(math.floor(random() * tied.size()), tied.size() - 1)]!;
		return {
			entry: chosen.entry,
			score: chosen.score,
			reason: explain(chosen.candidate, chosen.score, context, tier.rule),
			makeshift:
				chosen.candidate.heardBefore ||
				tier.history !== rules.history ||
				tier.gap !== rules.artistGap ||
				isOffCourse(chosen.entry, goal),
		};
	}
	let oldest = aged[0];
	if (oldest === undefined) return undefined;
	for (const one of aged) if ((one.song ?? math.huge) > (oldest.song ?? math.huge)) oldest = one;
	const { track, origin, similarity } = oldest.entry;
	const candidate: Candidate = { track, origin, similarity, favour: 0, heardBefore: true };
	const score = scoreCandidate(candidate, context);
	const rule = "nothing else left: the least recently heard comes back";
	return { entry: oldest.entry, score, reason: explain(candidate, score, context, rule), makeshift: true };
}
