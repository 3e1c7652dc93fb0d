import { openEndpoints } from "../../shared/catalog/endpoints";
import type { CatalogPromises } from "../../shared/catalog/methods";
import type { Outcome } from "../../shared/wire/outcome";
import type { Answer } from "../../shared/wire/problem";
import { answerOf, sharedAnswerOf } from "./answers";
import type { Catalog } from "./catalog";
import { warnOfUnknownNames } from "./unknown-names";

/** One public method: what it asks for, with whatever a game gave, and how its answer is handed out. */
export interface Operation {
	run: (catalog: Catalog, a: unknown, b: unknown, c: unknown) => Outcome;
	/** `"frozen"` answers are shared, the others copied for each caller. */
	answer: "copied" | "frozen";
}

/** Every catalog method by name: those of the endpoint table, and those that are more than one request. */
export const operations = new Map<string, Operation>();
for (const [name] of pairs(openEndpoints)) {
	operations.set(name, { run: (catalog, a, b) => catalog.call(name, a, b), answer: "copied" });
}
operations.set("lookup", { run: (catalog, a) => catalog.lookup(a), answer: "copied" });
operations.set("getSfxTaxonomy", { run: catalog => catalog.ask("getSfxTaxonomy", {}), answer: "copied" });
operations.set("listPlaylists", {
	run: (catalog, a) => catalog.call("listPlaylists", typeIs(a, "table") ? a : { playerId: a }),
	answer: "copied",
});
operations.set("beatAtTime", { run: (catalog, a, b) => catalog.beatAt(a, b), answer: "frozen" });
operations.set("sectionAtTime", { run: (catalog, a, b, c) => catalog.segmentAt(a, b, c), answer: "frozen" });
operations.set("checkAssetHealth", { run: (catalog, a, b) => catalog.health(a, b), answer: "copied" });
operations.set("auditAudio", { run: (catalog, a) => catalog.audit(a), answer: "copied" });

/** Does what a method does for a game. */
export function perform(
	name: string,
	operation: Operation,
	catalog: Catalog,
	a: unknown,
	b: unknown,
	c: unknown,
): Answer<unknown> {
	warnOfUnknownNames(name, a, b);
	const outcome = operation.run(catalog, a, b, c);
	return operation.answer === "frozen" ? sharedAnswerOf(outcome) : answerOf(outcome);
}

/** The same methods as Promises. A colon call works too. */
export function createPromises(catalog: Catalog): CatalogPromises {
	const promises: Record<string, unknown> = {};
	for (const [name, operation] of operations) {
		promises[name] = (first: unknown, second: unknown, third: unknown, fourth: unknown) => {
			const colon = first === promises;
			const a = colon ? second : first;
			const b = colon ? third : second;
			const c = colon ? fourth : third;
			return new Promise<unknown>((resolve, reject) => {
				const [result, , problem] = perform(name, operation, catalog, a, b, c);
				if (problem !== undefined) reject(problem);
				else resolve(result);
			});
		};
	}
	// The compiler cannot see that the loop made every method; `methods.ts` says what each takes.
	return promises as unknown as CatalogPromises;
}
