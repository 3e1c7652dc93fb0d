import { deepCopy } from "../http/copy";
import type { Outcome } from "../http/call";
import { invalidArgument } from "../http/problem";
import type { Problem } from "../wire/problem";
import { type Endpoint, type EndpointName, endpoints } from "./endpoints";
import { messages } from "./messages";

/** Rows of one page; the most the API gives. */
const PAGE = 100;

/**
 * Walks over all pages of a list. Call it for the next item; in Luau it stands in a generic `for`.
 * When it ended early, `err` and `problem` say why.
 */
export type Pages<T> = IterableFunction<T> & { readonly err?: string; readonly problem?: Problem };

type Ask = (name: EndpointName, input: unknown, extras: unknown) => Outcome;

interface Walker {
	err?: string;
	problem?: Problem;
}

/** An iterator over the rows of a method with pages. Pages are asked for when they are needed. */
export function createPages<T extends defined>(ask: Ask, method: unknown, input: unknown, maxItems?: number): Pages<T> {
	const endpoint = (endpoints as unknown as Record<string, Endpoint | undefined>)[method as string];
	const most = maxItems ?? math.huge;
	const walker: Walker = {};
	const bag = (typeIs(input, "table") ? input : {}) as Record<string, unknown>;
	const filtered = bag.max_score !== undefined || bag.dedupe === true;
	const size = (bag.limit as number | undefined) ?? math.clamp(most, 1, PAGE);
	let offset = (bag.offset as number | undefined) ?? 0;
	let page = new Array<defined>();
	let place = 0;
	let given = 0;
	let more = true;
	const seen = new Set<string>();

	function stop(problem: Problem) {
		more = false;
		walker.err = problem.message;
		walker.problem = problem;
	}

	function turn() {
		page = [];
		place = 0;
		const extras = { ...bag, limit: size, offset };
		const outcome = ask(method as EndpointName, endpoint!.input === true ? input : extras, extras);
		if (!outcome.ok) return stop(outcome.problem);
		const body = outcome.value as Record<string, unknown>;
		const field = endpoint!.pages!.find(name => body[name] !== undefined);
		page = (field !== undefined ? body[field] : []) as defined[];
		const meta = (body.meta ?? {}) as { total?: number; limit?: number };
		// Filtered pages come short although the list goes on behind them.
		offset += filtered ? (meta.limit ?? size) : page.size();
		more = !page.isEmpty() && offset < (meta.total ?? 0);
	}

	function advance(): defined | undefined {
		while (given < most) {
			if (place >= page.size()) {
				if (!more) return undefined;
				turn();
				continue;
			}
			const row = page[place]!;
			place += 1;
			const id = (row as { asset_id?: string }).asset_id;
			if (id !== undefined && seen.has(id)) continue;
			if (id !== undefined) seen.add(id);
			given += 1;
			return deepCopy(row);
		}
		return undefined;
	}

	if (endpoint?.pages === undefined) stop(invalidArgument("each", messages.each(tostring(method))));
	return setmetatable(walker, { __call: () => advance() } as LuaMetatable<Walker>) as unknown as Pages<T>;
}
