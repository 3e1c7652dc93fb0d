import { itemOfEffect, itemOfTrack } from "../../shared/asset-service/items";
import type { AudioPage } from "../../shared/asset-service/pages";
import type { AudioSearch } from "../../shared/asset-service/params";
import type { Track } from "../../shared/wire/music";
import type { Outcome } from "../../shared/wire/outcome";
import type { SfxTrack } from "../../shared/wire/sfx";
import type { CallOptions } from "../catalog/port";

/** Asks the catalog; yields. */
export type AskCatalog = (name: "search" | "sfxSearch", options: object, call?: CallOptions) => Outcome;

/** One page of a search, as items of the engine's search. */
export function searchPage(
	ask: AskCatalog,
	search: AudioSearch,
	limit: number,
	offset: number,
	call?: CallOptions,
): Outcome & { value?: AudioPage } {
	const { kind, query, filters } = search;
	const outcome = ask(kind === "music" ? "search" : "sfxSearch", { query, filters, limit, offset }, call);
	if (!outcome.ok) return outcome;
	const { tracks, meta } = outcome.value as { tracks: unknown[]; meta?: { total?: number } };
	const page = kind === "music" ? (tracks as Track[]).map(itemOfTrack) : (tracks as SfxTrack[]).map(itemOfEffect);
	return { ok: true, value: { page, total: meta?.total ?? offset + page.size() } };
}
