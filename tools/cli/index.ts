export { bake, type Baked, type BakeOptions } from "./bake/run.ts";
export { examine, type ExamineOptions } from "./doctor/examine.ts";
export type { Finding, Severity } from "./doctor/finding.ts";
export { generate, type GenerateOptions, type GeneratePorts } from "./generate/run.ts";
export { main } from "./main.ts";
export { play, type Played, type PlayOptions } from "./play/run.ts";
export { renderPage } from "./report/page.ts";
export type { Report } from "./report/types.ts";
