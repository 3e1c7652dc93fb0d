import { plainText } from "../../shared/wire/plain-text";
import type { CallOptions, CatalogPort } from "../catalog/port";
import { askPage, readSources, type Source } from "../sources";
import type { TopUp } from "./brain/top-up";
import type { CatalogEvent } from "./feeding";
import { radioMessages } from "./messages";
import type { RadioSettings } from "./options";

const CALL: CallOptions = { priority: "background" };

/** The settings of a station whose sources are read. */
export type StationSettings = Omit<RadioSettings, "sources"> & { sources: ReadonlyArray<Source<"music">> };

/** Reads where a station's tracks come from. Raises for what is no source. */
export function withSources(settings: RadioSettings): StationSettings {
	const { seeds, query, playlist, genre, trending, filters } = settings;
	const input = { seed: seeds, query, playlist, genre, trending, filters };
	const [sources, why] = readSources(input, {
		audio: "music",
		forms: ["query", "playlist", "genre", "trending", "seed"],
	});
	if (sources === undefined) error(radioMessages.badSource(why!), 0);
	return { ...settings, sources };
}

/** Equal for stations that play from the same sources: what was baked for one counts for the other. */
export function sourceKey({ sources }: StationSettings): string {
	return plainText(sources);
}

/** Asks the catalog. Yields. */
export function askCatalog(catalog: CatalogPort, question: TopUp): CatalogEvent {
	const [page, problem] = askPage(catalog, question.source, question, CALL);
	if (page === undefined) return { kind: "no-rows", question, problem: problem! };
	return { kind: "rows", question, rows: page.rows, following: page.following };
}
