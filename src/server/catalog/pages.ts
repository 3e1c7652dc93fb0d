import { messages } from "../../shared/catalog/messages";
import type { Pages } from "../../shared/catalog/methods";
import { invalidArgument } from "../../shared/wire/invalid-argument";
import type { Outcome } from "../../shared/wire/outcome";
import type { Problem } from "../../shared/wire/problem";
import { deepCopy } from "../http/copy";
import { type Endpoint, type EndpointName, endpoints } from "./endpoints";

/** Rows of one page; the most the API gives. */
const PAGE = 100;

type Ask = (name: EndpointName, input: unknown, extras: unknown) => Outcome;

/** Whether the iterator of a `for` may yield: Luau allows it since its release 722. */
function iteratorsYield(): boolean {
	let yieldable = false;
	const probe = () => {
		yieldable = coroutine.isyieldable();
		return undefined;
	};
	for (const _ of probe as unknown as IterableFunction<true>) break;
	return yieldable;
}

/**
 * An iterator over the rows of a method with pages. Pages are asked for when they are needed; where an iterator may
 * not yield, all of them (up to `maxItems`) are asked for at once.
 */
export function createPages<T extends defined>(
	ask: Ask,
	method: unknown,
	input: unknown,
	maxItems: number | undefined,
	onProblem: (problem: Problem) => void,
): Pages<T> {
	const endpoint = (endpoints as unknown as Record<string, Endpoint | undefined>)[method as string];
	const most = maxItems ?? math.huge;
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
		onProblem(problem);
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
	if (iteratorsYield()) return advance as unknown as Pages<T>;
	const items = new Array<defined>();
	while (true) {
		const item = advance();
		if (item === undefined) break;
		items.push(item);
	}
	let taken = 0;
	const following = () => {
		taken += 1;
		return items[taken - 1];
	};
	return following as unknown as Pages<T>;
}
