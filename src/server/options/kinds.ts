import { isFilled, type Kind, kind, type Notes, takeOne, wrong } from "../../shared/options/kinds";
import { nearest } from "../../shared/options/nearest";

/** A text that can travel, perhaps an empty one. */
export const anyText: Kind<string> = kind("text", value => typeIs(value, "string") && utf8.len(value)[0] !== undefined);

/** The address of an API, without slashes at its end. */
export const address: Kind<string> = {
	may: "a URL such as https://example.com",
	take: value => (isFilled(value) ? string.gsub(value, "/+$", "")[0] : undefined),
};

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
					notes.fault ??= wrong(notes.entry, `a name in ${path}`, name, "a non-empty string");
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
