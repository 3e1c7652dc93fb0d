import type { Catalog } from "./index.ts";
import { hash } from "./random.ts";

/**
 * A catalog to which no id is unknown: one that it does not have stands for another that it has, always the same one. What
 * a game asks can be counted so, whatever ids it uses.
 */
export function knowingAll(catalog: Catalog): Catalog {
	const finder = <T extends { id: string }>(known: ReadonlyMap<string, T>, all: readonly T[]): ReadonlyMap<string, T> =>
		Object.assign(new Map(known), {
			get: (id: string) => known.get(id) ?? { ...all[hash("stands for", id) % all.length]!, id },
		});
	let tracks: Catalog["trackById"] | undefined;
	let effects: Catalog["effectById"] | undefined;
	return Object.create(catalog, {
		trackById: { get: () => (tracks ??= finder(catalog.trackById, catalog.tracks)) },
		effectById: { get: () => (effects ??= finder(catalog.effectById, catalog.effects)) },
	}) as Catalog;
}
