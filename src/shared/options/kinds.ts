import { nearest } from "./nearest";
import { shown } from "./shown";

/** What was noticed while reading: the first thing that cannot be meant so, and every name that nothing has. */
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
	 * The value as it is meant; `undefined` where it cannot be meant so. A kind with parts notes what is wrong inside.
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

/** The sentence about a value that cannot be meant so. */
export function wrong(entry: string, path: string, got: unknown, may: string, near?: string): string {
	const meant = near !== undefined ? `; did you mean "${near}"?` : "";
	return saidOf(entry, `${path} is ${shown(got)}; it may be ${may}${meant}`);
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

export const text = (may = "a text that is not empty"): Kind<string> => kind(may, isFilled);

/** A text that can travel, perhaps an empty one. */
export const anyText: Kind<string> = kind("text", value => typeIs(value, "string") && utf8.len(value)[0] !== undefined);

/** The address of an API, without slashes at its end. */
export const address: Kind<string> = {
	may: "an address such as https://example.com",
	take: value => (isFilled(value) ? string.gsub(value, "/+$", "")[0] : undefined),
};

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

/** One of some words. */
export function choice<T extends string>(...words: T[]): Kind<T> {
	const quoted = words.map(word => `"${word}"`);
	const last = quoted.size() > 1 ? ` or ${quoted.pop()}` : "";
	return {
		may: quoted.join(", ") + last,
		take: value => (words.includes(value as T) ? (value as T) : undefined),
		near: value => nearest(value, words),
	};
}

/** This value and no other. */
export function exactly<T extends boolean>(value: T): Kind<T> {
	return { may: tostring(value), take: given => (given === value ? value : undefined) };
}

/** An Instance of a class, by the class's name. */
export function instance<K extends keyof Instances>(className: K): Kind<Instances[K]> {
	const article = string.match(className, "^[AEIOU]")[0] !== undefined ? "an" : "a";
	return kind(`${article} ${className}`, value => typeIs(value, "Instance") && value.IsA(className));
}

/** A function of the game's. */
export function callback<F>(may: string): Kind<F> {
	return kind(may, value => typeIs(value, "function"));
}

/** Either of two kinds; the first that takes a value decides what it means. */
export function either<A, OutA, B, OutB>(
	first: Kind<A, OutA>,
	second: Kind<B, OutB>,
	may = `${first.may} or ${second.may}`,
): Kind<A | B, OutA | OutB> {
	return {
		may,
		take: (value, path, notes) => {
			const own: Notes = { ...notes, fault: undefined, unknown: [] };
			let taken: OutA | OutB | undefined = first.take(value, path, own);
			let last = own;
			if (taken === undefined) {
				last = { ...notes, fault: undefined, unknown: [] };
				taken = second.take(value, path, last);
			}
			if (taken === undefined) notes.fault ??= own.fault ?? last.fault;
			for (const sentence of last.unknown) notes.unknown.push(sentence);
			return taken;
		},
		near: value => first.near?.(value) ?? second.near?.(value),
	};
}

/** The same kind, read further; a sentence of its own where that cannot be done. */
export function further<In, Out, Last>(
	of: Kind<In, Out>,
	read: (taken: Out, path: string, notes: Notes) => Last | undefined,
): Kind<In, Last> {
	return {
		may: of.may,
		near: of.near,
		take: (value, path, notes) => {
			const taken = of.take(value, path, notes);
			return taken !== undefined ? read(taken, path, notes) : undefined;
		},
	};
}

/** A list of one kind; anything with other keys than 1 to its length is none. */
export function list<In, Out>(may: string, of: Kind<In, Out>): Kind<ReadonlyArray<In>, Out[]> {
	return {
		may,
		take: (value, path, notes) => {
			if (!typeIs(value, "table")) return undefined;
			const given = value as unknown as ReadonlyArray<defined>;
			const taken = new Array<defined>();
			let keys = 0;
			for (const [_] of pairs(value)) keys += 1;
			if (keys !== given.size()) return undefined;
			for (const index of $range(1, keys)) {
				const one = takeOne(of, given[index - 1], `${path}[${index}]`, notes);
				if (one === undefined) return undefined;
				taken.push(one as defined);
			}
			return taken as unknown as Out[];
		},
	};
}

/** A table whose keys are the game's own names, each value of one kind. */
export function named<In, Out>(may: string, of: Kind<In, Out>): Kind<Record<string, In>, Record<string, Out>> {
	return {
		may,
		take: (value, path, notes) => {
			if (!typeIs(value, "table")) return undefined;
			const taken: Record<string, unknown> = {};
			for (const [name, entry] of pairs(value as Record<string, unknown>)) {
				if (!isFilled(name)) {
					notes.fault ??= wrong(notes.entry, `a name in ${path}`, name, "a text that is not empty");
					return undefined;
				}
				const one = takeOne(of, entry, `${path}.${name}`, notes);
				if (one === undefined) return undefined;
				taken[name] = one;
			}
			return taken as Record<string, Out>;
		},
	};
}
