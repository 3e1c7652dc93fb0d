import { shown } from "./shown";

/** What was noticed while reading: the first thing that is invalid, and every name that nothing has. */
export interface Notes {
	/** What was called, for the sentences. */
	readonly entry: string;
	/** Whether faults are told in the words of the official SDK, where it has some. */
	readonly isOfficial?: boolean;
	fault?: string;
	/** Whether the fault is told in those words. */
	isInOfficialWords?: boolean;
	readonly unknown: string[];
}

/** What a value may be, in code and in words. */
export interface Kind<In, Out = In> {
	/** Completes "it may be ...". */
	readonly may: string;
	/**
	 * The value as it is meant; `undefined` where it is invalid. A kind with parts notes what is wrong inside.
	 *
	 * @param path the option's name, with those of the tables that it stands in
	 */
	readonly take: (value: unknown, path: string, notes: Notes) => Out | undefined;
	/** What a value might have been meant to be. */
	readonly near?: (value: unknown) => string | undefined;
	/** Exists in types only: the kind takes what its interface says, no more and no less. */
	readonly takes?: (value: In) => In;
}

/** Any kind, where only the reading matters. */
export type AnyKind = Omit<Kind<unknown>, "takes">;

/** A sentence with what was called before it, where that is named. */
export function saidOf(entry: string, sentence: string): string {
	return entry !== "" ? `${entry}: ${sentence}` : sentence;
}

/** The sentence about an invalid value. */
export function wrong(entry: string, path: string, got: unknown, may: string, near?: string): string {
	const meant = near !== undefined ? `; did you mean "${near}"?` : "";
	return saidOf(entry, `${path} is ${shown(got)}; it must be ${may}${meant}`);
}

/** Reads one value, and notes what is wrong with it. */
export function takeOne(of: AnyKind, value: unknown, path: string, notes: Notes): unknown {
	const taken = of.take(value, path, notes);
	if (taken === undefined) notes.fault ??= wrong(notes.entry, path, value, of.may, of.near?.(value));
	return taken;
}

/** A kind of values that are taken as they are. */
export function kind<In>(may: string, check: (value: unknown) => boolean): Kind<In> {
	return { may, take: value => (check(value) ? (value as In) : undefined) };
}

/** A text that can travel, with more in it than spaces. */
export function isFilled(value: unknown): value is string {
	return typeIs(value, "string") && utf8.len(value)[0] !== undefined && string.match(value, "%S")[0] !== undefined;
}

/** A number that can be reckoned with. */
export function isNumber(value: unknown): value is number {
	return typeIs(value, "number") && value - value === 0;
}

export const text = (may = "a non-empty string"): Kind<string> => kind(may, isFilled);

export const flag: Kind<boolean> = kind("true or false", value => typeIs(value, "boolean"));

export interface NumberRule {
	/** At least this. */
	from?: number;
	/** More than this. */
	above?: number;
	/** At most this. */
	to?: number;
	whole?: boolean;
	/** Fractions are cut off. */
	floored?: boolean;
	/** `math.huge` is fine, too. */
	endless?: boolean;
	/** What it counts. Default: "a number". */
	unit?: string;
}

function wordsOf({ from, above, to, whole, unit }: NumberRule): string {
	const noun = unit ?? (whole === true ? "a whole number" : "a number");
	const least = above !== undefined ? ` above ${above}` : from !== undefined ? ` from ${from}` : "";
	return noun + least + (to !== undefined ? ` to ${to}` : "");
}

/** A finite number within bounds; its words follow from the rule. */
export function number(rule: NumberRule = {}): Kind<number> {
	const { from = -math.huge, above = -math.huge, to = math.huge, whole = false, floored = false } = rule;
	return {
		may: wordsOf(rule),
		take: value => {
			if (rule.endless === true && value === math.huge) return math.huge;
			if (!isNumber(value) || value < from || value <= above || value > to) return undefined;
			if (whole && value % 1 !== 0) return undefined;
			return floored ? math.floor(value) : value;
		},
	};
}
