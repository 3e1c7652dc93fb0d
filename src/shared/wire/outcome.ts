import type { Problem } from "./problem";

export type Success = { readonly ok: true; readonly value: unknown; readonly life?: number };
export type Failure = { readonly ok: false; readonly problem: Problem; readonly final?: boolean };
/** How a call ended. Values are shared inside the pipeline and copied where they leave it. */
export type Outcome = Success | Failure;
