import { answerOf } from "./answers";
import type { Catalog } from "./catalog";
import type { CatalogPort } from "./port";

/** What the experiences ask, on a catalog. */
export function createCatalogPort(catalog: Catalog): CatalogPort {
	return {
		search(options, call) {
			return answerOf(catalog.ask("search", options, call));
		},
		lookup(options, call) {
			return answerOf(catalog.lookup(options, call));
		},
		similar(options, call) {
			return answerOf(catalog.ask("similar", options, call));
		},
		browse(options, call) {
			return answerOf(catalog.ask("browse", options, call));
		},
		sfxSearch(options, call) {
			return answerOf(catalog.ask("sfxSearch", options, call));
		},
		sfxSimilar(options, call) {
			return answerOf(catalog.ask("sfxSimilar", options, call));
		},
		getStructure(options, call) {
			return answerOf(catalog.ask("getStructure", options, call));
		},
		getPlaylist(options, call) {
			return answerOf(catalog.ask("getPlaylist", options, call));
		},
	};
}
