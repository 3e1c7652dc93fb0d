import { type Declared, option } from "../options/declare";
import { flag, number } from "../options/kinds";
import { officialOptions } from "../options/read";
import type { Problem } from "../wire/problem";
import { assetServiceMessages as messages } from "./messages";
import { type AudioPage, type AudioPagesLike, createAudioPages } from "./pages";
import { type AudioSearch, plainParams, type PlainSearchParams, searchOf } from "./params";

export type { AudioItem } from "./items";
export type { AudioPagesLike } from "./pages";
export type { PlainSearchParams } from "./params";

/** Options of `getAssetService`. */
export interface AssetServiceOptions {
	/** Ask the engine's own search when the catalog cannot answer; for first pages only. Default `true`. */
	fallback?: boolean;
	/** Items on a page, 1 to 100. Default 30, as the engine has it. */
	limit?: number;
	/** Send what was searched for with the listening events. Default `false`: only that somebody searched. */
	reportQueries?: boolean;
}

/** Stands in for AssetService: searches come from the catalog, every other member is the engine's. */
export interface CatalogAssetService {
	/**
	 * Finds music, or sound effects with `AudioSubType = SoundEffect`. Yields; raises when neither the catalog nor the
	 * engine answers, as the engine's does.
	 *
	 * @param searchParameters an `AudioSearchParams`, or a table with its fields
	 */
	SearchAudioAsync(searchParameters: AudioSearchParams | PlainSearchParams): AudioPagesLike;
	/** The engine's older name for the same. */
	SearchAudio(searchParameters: AudioSearchParams | PlainSearchParams): AudioPagesLike;
	/** What the engine's AssetService has besides. */
	[member: string]: unknown;
}

/** Where the stand-in asks, and whom it tells. */
export interface AssetServicePorts {
	/** One page of a search; yields. */
	page: (
		search: AudioSearch,
		params: PlainSearchParams,
		limit: number,
		offset: number,
	) => LuaTuple<[page: AudioPage | undefined, err: string | undefined, problem: Problem | undefined]>;
	/** The engine's search; yields and may raise. */
	engine: (params: AudioSearchParams | PlainSearchParams) => AudioPagesLike;
	/** The engine's AssetService. */
	service: () => Instance;
	/** An event for analytics. */
	report: (kind: string, metadata: Record<string, string | number | boolean>) => void;
}

/** Longest part of a query that is reported. */
const LONGEST_QUERY = 256;

function shortened(query: string): string {
	if (query.size() <= LONGEST_QUERY) return query;
	const finish = utf8.offset(query, 0, LONGEST_QUERY);
	return string.sub(query, 1, (finish ?? LONGEST_QUERY) - 1);
}

export const assetServiceOptions = {
	fallback: option(flag, true),
	limit: option(number({ from: 1, to: 100, whole: true }), 30),
	reportQueries: option(flag, false),
} satisfies Declared<AssetServiceOptions>;

/**
 * Makes a stand-in for AssetService.
 *
 * @example
 * local AssetService = client:getAssetService()
 */
export function createAssetService(ports: AssetServicePorts, rawOptions: unknown): CatalogAssetService {
	const options = officialOptions("getAssetService", assetServiceOptions, rawOptions);

	function told(search: AudioSearch, found: AudioPage, offset: number): void {
		const metadata: Record<string, string | number | boolean> = {
			sub_type: search.kind === "music" ? "Music" : "SoundEffect",
			result_count: found.page.size(),
			offset,
		};
		if (options.reportQueries && search.query !== undefined) metadata.query = shortened(search.query);
		ports.report("search_shim", metadata);
	}

	function search(input: AudioSearchParams | PlainSearchParams): AudioPagesLike {
		const params = plainParams(input);
		if (params === undefined) error(messages.params, 0);
		const wanted = searchOf(params!);

		function instead(reason: string, err: string): AudioPagesLike {
			if (!options.fallback) error(err, 0);
			const [ok, pages] = pcall(() => ports.engine(input));
			if (!ok) error(err, 0);
			ports.report("search_fallback", { reason });
			return pages as AudioPagesLike;
		}
		if (wanted.query === undefined) return instead("no-query", messages.nothing);

		const ask = (offset: number) => ports.page(wanted, params!, options.limit, offset);
		const [first, err, problem] = ask(0);
		if (first === undefined) return instead(problem?.kind ?? "unknown", err ?? messages.nothing);
		told(wanted, first, 0);
		const fetch = (offset: number): AudioPage => {
			const [page, why] = ask(offset);
			if (page === undefined) error(why, 0);
			told(wanted, page!, offset);
			return page!;
		};
		return createAudioPages(fetch, first, options.limit);
	}

	const searchAsync = (_: unknown, params: AudioSearchParams | PlainSearchParams) => search(params);
	const forwarded = new Map<string, unknown>();
	const shim: Record<string, unknown> = { SearchAudioAsync: searchAsync, SearchAudio: searchAsync };
	const forward = (_: unknown, name: string): unknown => {
		const held = forwarded.get(name);
		if (held !== undefined) return held;
		const service = ports.service();
		const member = (service as unknown as Record<string, unknown>)[name];
		if (!typeIs(member, "function")) return member;
		const method = (__: unknown, ...args: unknown[]) => (member as Callback)(service, ...args) as unknown;
		forwarded.set(name, method);
		return method;
	};
	return setmetatable(shim, { __index: forward } as LuaMetatable<
		Record<string, unknown>
	>) as unknown as CatalogAssetService;
}
