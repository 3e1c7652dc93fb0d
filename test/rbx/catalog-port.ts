import { answerOf } from "../../src/server/catalog/answers";
import type { Catalog } from "../../src/server/catalog/catalog";
import type { EndpointName } from "../../src/server/catalog/endpoints";
import type { CallOptions, CatalogPort } from "../../src/server/catalog/port";

/** What the experiences ask, over a catalog on virtual time. */
export function createCatalogPort(catalog: Catalog): CatalogPort {
	const method = (name: EndpointName) => (_: unknown, options: unknown, call?: CallOptions) =>
		answerOf(catalog.ask(name, options, undefined, call));
	return {
		search: method("search"),
		lookup: method("search"),
		similar: method("similar"),
		browse: method("browse"),
		sfxSearch: method("sfxSearch"),
		sfxSimilar: method("sfxSimilar"),
		getStructure: method("getStructure"),
		getPlaylist: method("getPlaylist"),
	} as unknown as CatalogPort;
}
