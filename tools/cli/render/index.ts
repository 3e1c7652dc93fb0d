/**
 * The room in which a run is heard: a trace becomes a score, and a score is played through the Web Audio API, by the report in a
 * browser and by `audioscape mix` in Node alike. Nothing here needs Node.
 *
 * 1. `scoreOf(trace)`, or `createScore()` line by line while a run goes on: per player what plays, when, where in its file, how
 *    loud, from which side and through which effects. Plain data; `packScore` makes it half as long for a page, `unpackScore` undoes it.
 * 2. `createSketches(score.clips)`: a made-up file for each row of the catalog that is heard. Anything with a `load` of the same
 *    shape may stand in its place.
 * 3. `render(score, clips, context, { player, from, speed })`: in an `AudioContext` it is heard, in an `OfflineAudioContext`
 *    written down. `schedule(until)` brings in what begins before a second of the run: again and again, a little ahead, where it
 *    is heard; once where it is written down. A context that stays suspended until the first `schedule` has answered begins
 *    complete; otherwise files that take their time come in late. To seek, or to change speed or player, stop it and render anew.
 */
export { type PackedScore, packScore, unpackScore } from "./pack.ts";
export { type Clips, render, type Rendering, type RenderOptions } from "./render.ts";
export { createScore, scoreOf } from "./score.ts";
export { createSketches, type Sketch, type Sketcher, sketchOf } from "./sketch/index.ts";
export type { ClipFacts, Course, Curve, Ending, Score, Tone, Voice } from "./types.ts";
