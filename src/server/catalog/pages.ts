import { isEndpoint, openEndpoints } from "../../shared/catalog/endpoints";
import { messages } from "../../shared/catalog/messages";
import type { Pages } from "../../shared/catalog/methods";
import type { Outcome } from "../../shared/wire/outcome";
import type { Problem } from "../../shared/wire/problem";
import { deepCopy } from "../http/copy";
import { refused } from "./requests";

/** Rows of one page; the most the API gives. */
const PAGE = 100;

/** What all answers with pages have in common. */
interface Page {
	readonly tracks?: ReadonlyArray<object>;
	readonly items?: ReadonlyArray<object>;
	readonly meta?: { readonly total?: number; readonly limit?: number };
}
/** The endpoints that answer with pages. */
type PagedName = "search" | "similar" | "browse" | "sfxSearch" | "sfxSimilar" | "sfxBrowse";
type Ask = (name: PagedName, input: unknown, extras: unknown) => Outcome<Page>;

const isPaged = (method: unknown): method is PagedName =>
	isEndpoint(method) && openEndpoints[method].pages !== undefined;
const isWhole = (value: unknown): value is number => typeIs(value, "number") && value >= 0 && value % 1 === 0;

/** What a `for` takes: a function that answers the next item. */
function iterator<T>(advance: () => unknown): IterableFunction<T> {
	// Only the compiler knows of iterators; whoever iterates says what it gets.
	return advance as unknown as IterableFunction<T>;
}

/** Whether the iterator of a `for` may yield: Luau allows it since its release 722. */
function iteratorsYield(): boolean {
	let yieldable = false;
	const probe = () => {
		yieldable = coroutine.isyieldable();
		return undefined;
	};
	for (const _ of iterator<true>(probe)) break;
	return yieldable;
}

/** Asks for one page after the other; answers the next row, or `undefined` at the end or after a problem. */
function createWalk(
	ask: Ask,
	method: PagedName,
	input: unknown,
	most: number,
	onProblem: (problem: Problem) => void,
): () => object | undefined {
	const { takes, pages } = openEndpoints[method];
	const bag: Readonly<Record<string, unknown>> = typeIs(input, "table") ? { ...input } : {};
	const filtered = bag.max_score !== undefined || bag.dedupe === true;
	const size = isWhole(bag.limit) ? bag.limit : math.clamp(most, 1, PAGE);
	let offset = isWhole(bag.offset) ? bag.offset : 0;
	let page: ReadonlyArray<object> = [];
	let place = 0;
	let given = 0;
	let more = true;
	const seen = new Set<unknown>();

	function turn() {
		place = 0;
		page = [];
		const extras = { ...bag, limit: size, offset };
		const outcome = ask(method, takes === "asset" ? input : extras, extras);
		if (!outcome.ok) {
			more = false;
			return onProblem(outcome.problem);
		}
		const body = outcome.value;
		page = (pages!.includes("items") ? body.items : undefined) ?? body.tracks ?? [];
		const { total, limit } = body.meta ?? {};
		// Filtered pages come short although the list goes on behind them.
		const step = filtered ? (limit ?? size) : page.size();
		offset += step;
		more = step > 0 && !page.isEmpty() && (total !== undefined ? offset < total : page.size() >= size);
	}

	return () => {
		while (given < most) {
			if (place >= page.size()) {
				if (!more) return undefined;
				turn();
				continue;
			}
			const row = page[place]!;
			place += 1;
			const { asset_id: id }: { readonly asset_id?: unknown } = row;
			if (id !== undefined && seen.has(id)) continue;
			if (id !== undefined) seen.add(id);
			given += 1;
			return deepCopy(row);
		}
		return undefined;
	};
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
	let advance: () => object | undefined = () => undefined;
	if (isPaged(method)) {
		advance = createWalk(ask, method, input, maxItems ?? math.huge, onProblem);
	} else {
		const refusal = refused("each", messages.each(tostring(method)));
		if (!refusal.ok) onProblem(refusal.problem);
	}
	if (iteratorsYield()) return iterator<T>(advance);
	const items = new Array<object>();
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
	return iterator<T>(following);
}
