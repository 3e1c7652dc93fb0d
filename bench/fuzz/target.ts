import { createDice, type Dice } from "./random.ts";
import { simpler, type Value } from "./values.ts";

/** Something that takes what strangers send: what is sent to it, and what came of that. */
export interface Target {
	readonly name: string;
	/** What it is that strangers send, for the table. */
	readonly about: string;
	/** Cases that a case costs more of than others take fewer. @default 1 */
	readonly share?: number;
	readonly make: (dice: Dice) => Value;
	/** What is wrong about what came of each case; nothing where all is well. */
	readonly run: (cases: readonly Value[]) => Promise<ReadonlyArray<string | undefined>>;
	readonly close?: () => void;
}

/** A case that did what must not be, as small as it could be made. */
export interface Failure {
	readonly target: string;
	/** Makes the case again: `--seed SEED --target NAME --only INDEX`. */
	readonly seed: number;
	readonly index: number;
	readonly wrong: string;
	readonly smallest: Value;
}

/** Every case has a seed of its own, so that one can be had again without those before it. */
const seedOf = (seed: number, index: number): number =>
	Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b);

export const caseOf = (target: Target, seed: number, index: number): Value =>
	target.make(createDice(seedOf(seed, index)));

const MOST_STEPS = 60;
const MOST_CANDIDATES = 400;

/** Makes a failing case smaller as long as it still fails. */
async function shrink(target: Target, start: Value, first: string): Promise<{ smallest: Value; wrong: string }> {
	let smallest = start;
	let wrong = first;
	for (let step = 0; step < MOST_STEPS; step++) {
		const candidates = simpler(smallest).slice(0, MOST_CANDIDATES);
		if (candidates.length === 0) break;
		const found = await target.run(candidates);
		const next = found.findIndex(text => text !== undefined);
		if (next < 0) break;
		smallest = candidates[next]!;
		wrong = found[next]!;
	}
	return { smallest, wrong };
}

const BATCH = 500;
/** Different failures of a target that are shown; the rest is mostly the same again. */
const MOST_FAILURES = 5;

/** Runs so many cases and answers those that fail, each made small; one of each kind. */
export async function fuzz(
	target: Target,
	{ seed, cases, only }: { readonly seed: number; readonly cases: number; readonly only?: number | undefined },
): Promise<Failure[]> {
	const failures: Failure[] = [];
	const seen = new Set<string>();
	const last = only === undefined ? cases : only + 1;
	for (let from = only ?? 0; from < last && failures.length < MOST_FAILURES; from += BATCH) {
		const values = Array.from({ length: Math.min(BATCH, last - from) }, (_, index) =>
			caseOf(target, seed, from + index),
		);
		const found = await target.run(values);
		for (const [index, wrong] of found.entries()) {
			if (wrong === undefined || failures.length >= MOST_FAILURES) continue;
			const kind = wrong.replaceAll(/\d+|"[^"]*"|'[^']*'/g, "");
			if (seen.has(kind)) continue;
			seen.add(kind);
			failures.push({
				target: target.name,
				seed,
				index: from + index,
				...(await shrink(target, values[index]!, wrong)),
			});
		}
	}
	return failures;
}
