import { type AnyKind, type Notes, takeOne, wrong } from "./kinds";
import { raiseAtCaller } from "./raise";

/** One argument of a method. */
export interface Argument {
	readonly name: string;
	readonly kind: AnyKind;
	readonly isRequired?: boolean;
}

/** The arguments of an object's methods, in their order. */
export type Members<T> = { readonly [K in keyof T]?: ReadonlyArray<Argument> };

/** An argument that has to be given. */
export function argument(name: string, kind: AnyKind): Argument {
	return { name, kind, isRequired: true };
}

/** An argument that may be left out. */
export function optional(name: string, kind: AnyKind): Argument {
	return { name, kind };
}

/** What is wrong with the arguments of a call, in a sentence. */
export function faultOf(
	entry: string,
	rules: ReadonlyArray<Argument>,
	given: ReadonlyArray<unknown>,
): string | undefined {
	for (let at = 0; at < rules.size(); at++) {
		const { name, kind, isRequired } = rules[at]!;
		const value = given[at];
		if (value === undefined) {
			if (isRequired === true) return wrong(entry, name, value, kind.may);
			continue;
		}
		const notes: Notes = { entry, unknown: [] };
		takeOne(kind, value, name, notes);
		if (notes.fault !== undefined) return notes.fault;
	}
	return undefined;
}

type Method = (owner: unknown, a: unknown, b: unknown, c: unknown) => unknown;

/**
 * Checks what an object's methods are called with, before the object sees it.
 *
 * @param refuse is told the sentence; default: it is raised in the caller's line
 */
export function checkMembers<T extends object>(
	owner: string,
	members: Members<T>,
	object: T,
	refuse?: (fault: string) => void,
): T {
	const methods = object as unknown as Record<string, Method>;
	for (const [name, rules] of pairs(members as Record<string, ReadonlyArray<Argument>>)) {
		const run = methods[name]!;
		const entry = `${owner}:${name}`;
		methods[name] = (me, a, b, c) => {
			const fault = faultOf(entry, rules, [a, b, c]);
			if (fault === undefined) return run(me, a, b, c);
			const dotted = me !== object ? `. Was it called with a dot instead of a colon?` : "";
			(refuse ?? raiseAtCaller)(fault + dotted);
			return undefined;
		};
	}
	return object;
}
