import { messages } from "../../shared/catalog/messages";
import { type Param, shown } from "./param";

/** The parameters of a method, or of a table inside its options. */
export type Params = Record<string, Param | { fields: Params }>;

function isNested(param: Param | { fields: Params }): param is { fields: Params } {
	return (param as { fields?: Params }).fields !== undefined;
}

/**
 * Checks options against their parameters.
 * @returns what goes on the wire, or a sentence that names the parameter, what it got and what it may be
 */
export function readParams(
	method: string,
	params: Params,
	options: Record<string, unknown>,
	prefix = "",
): LuaTuple<[wire: Record<string, unknown> | undefined, fault: string | undefined]> {
	const wire: Record<string, unknown> = {};
	for (const [name, param] of pairs(params)) {
		const value = options[name];
		if (value === undefined) continue;
		const path = prefix + name;
		if (isNested(param)) {
			if (!typeIs(value, "table")) return $tuple(undefined, messages.param(method, path, shown(value), "a table"));
			const [inner, fault] = readParams(method, param.fields, value as Record<string, unknown>, `${path}.`);
			if (inner === undefined) return $tuple(undefined, fault);
			// An API may learn filters before this client does: those it does not know go as they are.
			for (const [extra, unknown] of pairs(value as Record<string, unknown>)) {
				if (param.fields[extra] === undefined) inner[extra] = unknown;
			}
			// The engine writes an empty table as a list, which a filter never is.
			if (next(inner)[0] !== undefined) wire[name] = inner;
		} else {
			if (!param.check(value)) return $tuple(undefined, messages.param(method, path, shown(value), param.may));
			wire[name] = param.wire !== undefined ? param.wire(value) : value;
		}
	}
	return $tuple(wire, undefined);
}
