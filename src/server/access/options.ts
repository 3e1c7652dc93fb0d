import { accessMessages as messages } from "../../shared/access/messages";
import { type OpenMethod, REMOTES } from "../../shared/access/remotes";
import { shown } from "../catalog/param";
import type { AccessLimits } from "./gate";

/** Options of `enableClientAccess`. */
export interface ClientAccessOptions {
	/** Calls of one player a second, in the long run. Default 2. */
	perSecond?: number;
	/** Calls of one player at once. Default 10. */
	burst?: number;
	/** Calls of all players together that need a request, a minute. Default: half of the client's `requestsPerMinute`. */
	requestsPerMinute?: number;
	/** What players may call. Default: everything. */
	methods?: ReadonlyArray<OpenMethod>;
}

/** What was meant; raises on what cannot be. */
export function readOptions(
	input: unknown,
	budget: number,
): LuaTuple<[limits: AccessLimits, methods: ReadonlySet<OpenMethod>]> {
	if (input !== undefined && !typeIs(input, "table")) error(messages.option("options", shown(input), "a table"), 0);
	const options = (input ?? {}) as Record<string, unknown>;
	const above = (name: string, least: number, may: string) => {
		const value = options[name];
		if (value !== undefined && !(typeIs(value, "number") && value >= least && value < math.huge)) {
			error(messages.option(name, shown(value), may), 0);
		}
		return value as number | undefined;
	};
	const limits: AccessLimits = {
		perSecond: above("perSecond", 0, "a number from 0") ?? 2,
		burst: above("burst", 1, "a number from 1") ?? 10,
		requestsPerMinute: above("requestsPerMinute", 0, "a number from 0") ?? math.max(1, math.floor(budget / 2)),
	};
	const known = new Set<OpenMethod>();
	for (const [name] of pairs(REMOTES)) known.add(name);
	if (options.methods === undefined) return $tuple(limits, known);
	const open = new Set<OpenMethod>();
	const names = new Array<string>();
	for (const name of known) names.push(name);
	names.sort();
	const may = `one of ${names.join(", ")}`;
	if (!typeIs(options.methods, "table"))
		error(messages.option("methods", shown(options.methods), "a list of names"), 0);
	for (const name of options.methods as OpenMethod[]) {
		if (!known.has(name)) error(messages.option("an entry of methods", shown(name), may), 0);
		open.add(name);
	}
	return $tuple(limits, open);
}
