import { count, table } from "../command.ts";
import type { Failure } from "./target.ts";

/** What came of one kind of input. */
export interface Fuzzed {
	readonly target: string;
	/** What is sent. */
	readonly about: string;
	readonly cases: number;
	readonly failures: readonly Failure[];
}

/** A run of all kinds. */
export interface FuzzResult {
	readonly seed: number;
	readonly kinds: readonly Fuzzed[];
}

/** What the command prints, and what stands in the page. */
export function fuzzReport({ seed, kinds }: FuzzResult): string {
	const failures = kinds.flatMap(kind => kind.failures);
	return [
		`Inputs that chance made, seed ${seed}. A failure is anything but a clear answer: an internal text, a value that was let through, a hang.`,
		"",
		table(
			["target", "what is sent", "cases", "failures"],
			kinds.map(({ target, about, cases, failures: own }) => [target, about, count(cases), String(own.length)]),
		),
		...failures.map(
			({ target, index, wrong, smallest }) =>
				`\n${target} ${index}: ${wrong}\n  ${JSON.stringify(smallest)}\n  again: npm run fuzz -- --seed ${seed} --target ${target} --only ${index}`,
		),
	].join("\n");
}
