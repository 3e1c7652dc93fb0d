/**
 * Where sound comes from, for footsteps, sound banks, zones, radio and bake alike.
 *
 * - `readSource(input, accepts)` reads what a game wrote into a `Source`, or says what is wrong; `readSources` reads the
 *   several sources of a station. `keyOf` is equal for equal sources.
 * - `askPage` asks the catalog for one page of a source, `askSource` for as many rows as are wanted, near duplicates left
 *   out. Both yield. Who goes further and further through a list (radio) uses `askPage` and its `following`.
 * - `createSourceBook` keeps the sources of one caller: asks each once, the nearest first (`createNearestFirst`), and what
 *   failed again. What it holds grows; `changed(key)` says so. `createTrackBook` does the same for rows of known ids.
 * - `secondsUntilAgain(problem, failures, chance)` is the one table of when to ask again. Nobody keeps another.
 *   `isLasting(problem)` tells what will hardly pass by itself.
 * - `sounds.ts`, `level-match.ts`, `trim.ts`, `song-key.ts` say what makes several sounds one set: levels, trims, and
 *   what counts as the same. Bags and dice are in `src/shared/variety`: players' machines deal too.
 */
export { failuresAfter, isLasting, secondsUntilAgain } from "./again";
export { askSource, type Found } from "./ask";
export { createSourceBook, type SourceBook } from "./book";
export type { Held } from "./entry";
export { createNearestFirst } from "./nearest-first";
export { askPage } from "./page";
export { type Accepts, readSource, readSources } from "./read";
export { type AudioKind, keyOf, type RowOf, type Source } from "./source";
export { createTrackBook, type TrackBook } from "./tracks";
