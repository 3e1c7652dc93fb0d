import { type AudioItem, itemOfEffect, itemOfTrack } from "../../shared/asset-service/items";
import type { AudioPage } from "../../shared/asset-service/pages";
import type { AudioSearch } from "../../shared/asset-service/params";
import type { AnswerOf, OptionsOf } from "../../shared/catalog/endpoints";
import type { Outcome } from "../../shared/wire/outcome";

/** Asks the catalog; yields. */
export type AskCatalog = <N extends "search" | "sfxSearch">(name: N, options: OptionsOf<N>) => Outcome<AnswerOf<N>>;

/** One page of a search, as items of the engine's search. */
export function searchPage(ask: AskCatalog, search: AudioSearch, limit: number, offset: number): Outcome<AudioPage> {
	const { kind, query, filters } = search;
	const pageOf = (page: AudioItem[], total: number | undefined): Outcome<AudioPage> => ({
		ok: true,
		value: { page, total: total ?? offset + page.size() },
	});
	if (kind === "music") {
		const outcome = ask("search", { query, filters, limit, offset });
		return outcome.ok ? pageOf(outcome.value.tracks.map(itemOfTrack), outcome.value.meta.total) : outcome;
	}
	const outcome = ask("sfxSearch", { query, filters, limit, offset });
	return outcome.ok ? pageOf(outcome.value.tracks.map(itemOfEffect), outcome.value.meta.total) : outcome;
}
