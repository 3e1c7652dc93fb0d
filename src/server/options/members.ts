import { type AnyKind, type Notes, takeOne, wrong } from "../../shared/options/kinds";
import { raiseAtCaller } from "../../shared/options/raise";
import { warnOnce } from "../../shared/options/read";

/** One argument of a method. */
export interface Argument {
	/** Its name in a sentence; that of the thing which is meant, where an argument before names it. */
	readonly name: string | ((before: ReadonlyArray<unknown>) => string);
	readonly kind: AnyKind;
	readonly isRequired?: boolean;
}

/** The arguments of an object's methods, in their order. */
export type Members<T> = { readonly [K in keyof T]?: ReadonlyArray<Argument> };

/** An argument that has to be given. */
export function argument(name: Argument["name"], kind: AnyKind): Argument {
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
		const { kind, isRequired, name: named } = rules[at]!;
		const name = typeIs(named, "string") ? named : named(given);
		const value = given[at];
		if (value === undefined) {
			if (isRequired === true) return wrong(entry, name, value, kind.may);
			continue;
		}
		const notes: Notes = { entry, unknown: [] };
		takeOne(kind, value, name, notes);
		const [unknown] = notes.unknown;
		if (unknown !== undefined || notes.fault !== undefined) return unknown ?? notes.fault;
	}
	return undefined;
}

type Method = (owner: unknown, a: unknown, b: unknown, c: unknown, d: unknown) => unknown;

/**
 * What becomes of a call that is invalid.
 *
 * @param goOn calls the method all the same
 * @returns what the caller gets
 */
export type Refusal = (fault: string, goOn: () => unknown) => unknown;

/** Says it once and does nothing. */
export const warnAndLeave: Refusal = fault => warnOnce(fault);

/** Says it once; the method makes of it what it can. */
export const warnAndGoOn: Refusal = (fault, goOn) => {
	warnOnce(fault);
	return goOn();
};

/**
 * Checks what an object's methods are called with, before the object sees it. What is invalid is raised in the
 * caller's line, unless `refusals` says otherwise.
 */
export function checkMembers<T extends object>(
	owner: string,
	members: Members<T>,
	object: T,
	refusals: { readonly [K in keyof T]?: Refusal } = {},
): T {
	const methods = object as unknown as Record<string, unknown>;
	for (const [name, run] of pairs(methods)) {
		if (!typeIs(run, "function")) continue;
		const method = run as Method;
		const entry = `${owner}:${name}`;
		const rules = (members as Record<string, ReadonlyArray<Argument> | undefined>)[name] ?? [];
		const refuse = (refusals as Record<string, Refusal | undefined>)[name] ?? raiseAtCaller;
		methods[name] = (me: unknown, a: unknown, b: unknown, c: unknown, d: unknown) => {
			const fault = faultOf(entry, rules, [a, b, c, d]);
			// The object is known: a method without arguments may as well be called with a dot.
			if (fault === undefined) return method(object, a, b, c, d);
			const dotted = me !== object ? ". Was it called with a dot instead of a colon?" : "";
			return refuse(fault + dotted, () => method(object, a, b, c, d));
		};
	}
	return object;
}
