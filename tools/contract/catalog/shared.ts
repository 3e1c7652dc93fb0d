import { type Catalog, type CatalogOptions, createCatalog } from "./index.ts";

const KEPT = 4;
const made = new Map<string, Catalog>();

/**
 * A catalog for reading only, made once in a process for each seed and size: servers come and go quicker than their
 * ten thousand tracks are made.
 */
export function sharedCatalog(options: CatalogOptions): Catalog {
	const key = JSON.stringify([options.seed, options.tracks, options.effects]);
	const before = made.get(key);
	if (before !== undefined) return before;
	const catalog = createCatalog(options);
	if (made.size >= KEPT) made.clear();
	made.set(key, catalog);
	return catalog;
}
