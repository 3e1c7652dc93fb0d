import { messages } from "../../shared/catalog/messages";
import { shown } from "../../shared/options/shown";
import { isRow } from "../../shared/wire/table";
import type { Param } from "./param";

interface Nested<V = unknown> {
	readonly fields: Fields;
	readonly exactly?: (value: V) => V;
}
type Fields = Readonly<Record<string, Pick<Param, "check" | "may" | "wire"> | Pick<Nested, "fields">>>;

/** The parameters of a method: each of its options, of exactly its type. */
export interface Params<O> {
	readonly fields: Fields;
	readonly exactly?: (options: O) => O;
}

type ParamsOf<O> = {
	readonly [K in keyof O]-?: Param<Exclude<O[K], undefined>> | Nested<Exclude<O[K], undefined>>;
};

/** The parameters that options may hold; one that is missing, too many or of another type does not compile. */
export function params<O extends object>(fields: ParamsOf<O>): Params<O> {
	return { fields };
}

/**
 * Checks options against their parameters.
 * @returns what goes on the wire, or a sentence that names the parameter, what it got and what it may be
 */
export function readParams(
	method: string,
	{ fields }: { readonly fields: Fields },
	options: Readonly<Record<string, unknown>>,
	prefix = "",
): LuaTuple<[wire: Record<string, unknown> | undefined, fault: string | undefined]> {
	const wire: Record<string, unknown> = {};
	for (const [name, param] of pairs(fields)) {
		const value = options[name];
		if (value === undefined) continue;
		const path = prefix + name;
		if ("fields" in param) {
			if (!isRow(value)) return $tuple(undefined, messages.param(method, path, shown(value), "a table"));
			const [inner, fault] = readParams(method, param, value, `${path}.`);
			if (inner === undefined) return $tuple(undefined, fault);
			// An API may learn filters before this client does: those it does not know go as they are.
			for (const [extra, unknown] of pairs(value)) if (param.fields[extra] === undefined) inner[extra] = unknown;
			// The engine writes an empty table as a list, which a filter never is.
			if (next(inner)[0] !== undefined) wire[name] = inner;
		} else {
			if (!param.check(value)) return $tuple(undefined, messages.param(method, path, shown(value), param.may));
			wire[name] = param.wire !== undefined ? param.wire(value) : value;
		}
	}
	return $tuple(wire, undefined);
}
