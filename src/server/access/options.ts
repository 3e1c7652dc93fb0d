import { OPEN_METHODS, type OpenMethod } from "../../shared/access/remotes";
import { type Declared, option } from "../../shared/options/declare";
import { number } from "../../shared/options/kinds";
import { ownOptions } from "../../shared/options/read";
import { choice, list } from "../options/kinds";

/** Options of `enableClientAccess`. */
export interface ClientAccessOptions {
	/** Calls of one player a second, in the long run. Default 2. */
	perSecond?: number;
	/** Calls of one player at once. Default 10. */
	burst?: number;
	/** Requests that all players together may cause a minute. Default: half of the client's `requestsPerMinute`. */
	requestsPerMinute?: number;
	/** What players may call. Default: everything. */
	methods?: ReadonlyArray<OpenMethod>;
}

export const accessOptions = {
	perSecond: option(number({ from: 0 }), 2),
	burst: option(number({ from: 1 }), 10),
	requestsPerMinute: option(number({ from: 0 })),
	methods: option(list("a list of method names", choice(...OPEN_METHODS)), OPEN_METHODS),
} satisfies Declared<ClientAccessOptions>;

/** How much players may ask for. */
export interface AccessLimits {
	/** Calls of one player a second, in the long run. */
	perSecond: number;
	/** Calls of one player at once. */
	burst: number;
	/** Requests that all players together may cause a minute. */
	requestsPerMinute: number;
}

/**
 * Reads what was meant; what cannot be is raised in the caller's line.
 *
 * @param budget requests a minute of the whole client
 */
export function readAccessOptions(
	input: unknown,
	budget: number,
): LuaTuple<[limits: AccessLimits, methods: ReadonlySet<OpenMethod>]> {
	const { perSecond, burst, requestsPerMinute, methods } = ownOptions("enableClientAccess", accessOptions, input);
	const pot = requestsPerMinute ?? math.max(1, math.floor(budget / 2));
	return $tuple({ perSecond, burst, requestsPerMinute: pot }, new Set(methods));
}
