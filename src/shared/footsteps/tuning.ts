import type { Engine } from "../sound";
import type { Stride } from "./types";

/** What decides and plays steps; the same on the server and on players' machines. */
export interface Tuning {
	fallback?: string;
	pitch: number;
	level: number;
	avoid: number;
	stride?: Stride;
	runSpeed: number;
	sneakSpeed: number;
	range: number;
	voices: number;
	volume: number;
	replaceDefault: boolean;
	marker: string;
	seed?: number;
	/** What plays; default the usual engine. */
	engine?: Engine;
}
