import type { AudioItem } from "./items";
import { assetServiceMessages as messages } from "./messages";

/** One page, and how many items there are on all of them. */
export interface AudioPage {
	page: AudioItem[];
	total: number;
}

/** Pages of found assets, as the engine's `AudioPages`. */
export interface AudioPagesLike {
	/** Whether this is the last page. */
	IsFinished: boolean;
	/** The items of the page that was fetched last. */
	GetCurrentPage(): AudioItem[];
	/** Fetches the next page; yields, and raises when there is none or it cannot be had. */
	AdvanceToNextPageAsync(): void;
}

/** Asks for the items from `offset` on; raises when they cannot be had. */
export type FetchPage = (offset: number) => AudioPage;

/**
 * Pages on a first page that is there already. A page that could not be fetched is fetched by the next try: the place
 * moves only with success.
 */
export function createAudioPages(fetch: FetchPage, first: AudioPage, limit: number): AudioPagesLike {
	let offset = 0;
	let current = first;

	const isLast = () => current.page.isEmpty() || offset + math.max(limit, current.page.size()) >= current.total;
	const pages: AudioPagesLike = {
		IsFinished: isLast(),
		GetCurrentPage() {
			return current.page;
		},
		AdvanceToNextPageAsync() {
			if (pages.IsFinished) error(messages.noMore, 0);
			const wanted = offset + limit;
			const following = fetch(wanted);
			offset = wanted;
			current = following;
			pages.IsFinished = isLast();
		},
	};
	return pages;
}
