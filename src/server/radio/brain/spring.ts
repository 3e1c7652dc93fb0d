import { keyOf, type Source } from "../../sources";

export type MusicSource = Source<"music">;

/** What an energy is looked for with: the likes of a track, or a rung of the ladder of searches. */
export interface Aim {
	energy: number;
	rung?: number;
}

/** One question to the catalog: a page of a source. */
export interface TopUp {
	source: MusicSource;
	/** Tells sources apart: never two questions on their way for one. */
	key: string;
	offset: number;
	/** Rows at most. */
	limit: number;
	/** Asked for the sake of an energy. */
	aim?: Aim;
}

/** A source, and how far it was asked. */
export interface Spring {
	readonly source: MusicSource;
	readonly key: string;
	offset: number;
	/** Asked to its end; begins anew after all others. */
	isExhausted: boolean;
	asked: number;
	/** Refused so often in a row. */
	refusals: number;
	/** It is not asked before. */
	notBefore: number;
}

/** A source that was not asked yet. */
export function springOf(source: MusicSource): Spring {
	return { source, key: keyOf(source), offset: 0, isExhausted: false, asked: 0, refusals: 0, notBefore: 0 };
}

/** A page was given. @param following where the list goes on; `undefined` at its end */
export function flowed(spring: Spring, following: number | undefined): void {
	spring.asked += 1;
	spring.refusals = 0;
	spring.isExhausted = following === undefined;
	spring.offset = following ?? spring.offset;
}
