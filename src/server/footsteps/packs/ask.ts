import type { CatalogPort, Problem, SfxTrack } from "../../catalog/port";
import type { PackTuning } from "../options";
import { addRows, type Candidate } from "./candidates";
import type { Plan } from "./sources";

/** What asking for a surface gave. */
export interface Found {
	candidates: Candidate[];
	/** How many of them make a full pack. */
	wanted: number;
	/** Set when the catalog could not be asked; the candidates are then what was known before. */
	problem?: Problem;
}

/** One page mostly is enough; spares replace sounds that turn out not to be playable. */
const PAGE = 20;
const MOST_PAGES = 4;

interface Page {
	tracks: SfxTrack[];
	total: number;
}

type Ask = (limit: number, offset: number) => { page?: Page; problem?: Problem };

/** Turns pages until the pack is full or there are no more. */
function fill(found: Found, maxDuration: number, ask: Ask): Found {
	const limit = math.clamp(found.wanted * 2, PAGE, 100);
	let offset = 0;
	for (const _ of $range(1, MOST_PAGES)) {
		const { page, problem } = ask(limit, offset);
		if (page === undefined) {
			// A later page that fails leaves a shorter pack, which still is what was asked for.
			if (offset === 0) found.problem = problem;
			return found;
		}
		addRows(found.candidates, page.tracks, maxDuration);
		offset += limit;
		if (found.candidates.size() >= found.wanted || page.tracks.isEmpty() || offset >= page.total) return found;
	}
	return found;
}

function durationUpTo(filters: { duration?: { min?: number; max?: number } } | undefined, maxDuration: number) {
	const max = math.min(filters?.duration?.max ?? maxDuration, maxDuration);
	return { ...filters, duration: { ...filters?.duration, max } };
}

function pageOf(result: { tracks: SfxTrack[]; meta: { total?: number } }, see: (rows: SfxTrack[]) => void): Page {
	see(result.tracks);
	return { tracks: result.tracks, total: result.meta.total ?? math.huge };
}

/**
 * Asks the catalog for a surface. Yields; never raises. Steps are about to be heard, so they go first.
 *
 * @param see is shown every row, those left out included: one of them may be another surface's hero
 */
export function askFor(catalog: CatalogPort, plan: Plan, tuning: PackTuning, see: (rows: SfxTrack[]) => void): Found {
	const call = { priority: "sound" } as const;
	if (plan.kind === "similar") {
		const found: Found = { candidates: [{ assetId: plan.hero }], wanted: plan.variants ?? tuning.variants };
		if (found.wanted <= 1) return found;
		const filters = durationUpTo(plan.filters, tuning.maxDuration);
		return fill(found, tuning.maxDuration, (limit, offset) => {
			const paging = offset > 0 ? { offset } : {};
			const request = { asset_id: plan.hero, limit, dedupe: true, filters, ...paging };
			const [result, , problem] = catalog.sfxSimilar(request, call);
			return { page: result && pageOf(result, see), problem };
		});
	}
	if (plan.kind === "search") {
		const found: Found = { candidates: [], wanted: plan.variants ?? tuning.variants };
		const filters = durationUpTo(plan.filters, tuning.maxDuration);
		return fill(found, tuning.maxDuration, (limit, offset) => {
			const paging = offset > 0 ? { offset } : {};
			const [result, , problem] = catalog.sfxSearch({ query: plan.query, limit, filters, ...paging }, call);
			return { page: result && pageOf(result, see), problem };
		});
	}
	if (plan.kind === "playlist") {
		const [result, , problem] = catalog.getPlaylist({ playlist_id: plan.playlist }, call);
		const candidates: Candidate[] = [];
		const sounds = result?.sounds ?? [];
		see(sounds);
		addRows(candidates, sounds, tuning.maxDuration);
		return { candidates, wanted: candidates.size(), problem };
	}
	const assets = plan.kind === "assets" ? plan.assets : [];
	return { candidates: assets.map(assetId => ({ assetId })), wanted: assets.size() };
}
