import type { Problem } from "../../shared/wire/problem";
import type { CallOptions, CatalogPort } from "../catalog/port";
import { createSieve } from "./apart";
import { askPage, type PageAnswer } from "./page";
import type { AudioKind, RowOf, Source } from "./source";

/** How much of a source is wanted. */
export interface Want<A extends AudioKind> {
	/** So many rows are enough; `math.huge` for all that `pages` give. */
	count: number;
	/** Whether a row can be used at all. Default: all can. */
	fits?: (row: RowOf<A>) => boolean;
	/** Is shown every row of every answer, those left out included: one of them may be wanted elsewhere. */
	see?: (rows: ReadonlyArray<RowOf<A>>) => void;
	/** Rows of a page. Default: twice the count, 20 to 100: spares for what turns out not to load. */
	limit?: number;
	/** Pages that are turned at most. Default 4. */
	pages?: number;
}

/** What asking for a source gave. */
export interface Found<A extends AudioKind> {
	/** Best first, each sound once; spares follow after the wanted count. */
	rows: ReadonlyArray<RowOf<A>>;
	/** Why there are none. */
	problem?: Problem;
	/** Whether the catalog has more than was asked for. */
	more?: boolean;
}

const LEAST_PAGE = 20;
const LARGEST_PAGE = 100;
const MOST_PAGES = 4;

/**
 * Asks for a source and turns pages until there is enough: leaving out near duplicates makes pages short although the
 * list goes on. A later page that fails leaves a shorter answer, which still is what was asked for. The likes of an
 * asset do not hold the asset itself. Yields; raises only where the catalog does.
 *
 * @example
 * const { rows, problem } = askSource(catalog, source, { count: 6 }, { priority: "sound" });
 */
export function askSource<A extends AudioKind>(
	catalog: CatalogPort,
	source: Source<A>,
	want: Want<A>,
	call: CallOptions,
): Found<A> {
	const limit = want.limit ?? math.clamp(want.count * 2, LEAST_PAGE, LARGEST_PAGE);
	const sieve = createSieve(source);
	const rows = new Array<RowOf<A>>();
	const itself = source.kind === "similar" ? source.id : undefined;
	let offset: number | undefined = 0;
	for (let turned = 0; turned < (want.pages ?? MOST_PAGES) && offset !== undefined; turned++) {
		const [page, problem]: PageAnswer<A> = askPage(catalog, source, { limit, offset }, call);
		if (page === undefined) return turned === 0 ? { rows, problem } : { rows, more: true };
		want.see?.(page.rows);
		for (const row of page.rows) {
			if (row.asset_id === itself || want.fits?.(row) === false) continue;
			if (sieve.take(row)) rows.push(row);
		}
		offset = page.following;
		if (rows.size() >= want.count) break;
	}
	return { rows, more: offset !== undefined };
}
