import type { Problem } from "../../shared/wire/problem";
import type { AudioMetadata } from "../catalog/engine-audio";
import type { CallOptions, CatalogPort } from "../catalog/port";
import { askPage, askSource, type AudioKind, type Found, keyOf, type RowOf, type Source } from "../sources";
import type { BankSettings } from "./options";
import type { PoolSource } from "./types";

/** What asking needs; everything yields. */
export interface AskPorts {
	catalog: CatalogPort;
	/** What the engine knows of one asset; never raises. */
	describe: (assetId: string) => AudioMetadata | undefined;
}

/** What is known of a seed beside its likes. */
export interface SeedNote {
	/** Where its likes come from. */
	source: PoolSource;
	/** Its own row, where the catalog tells one. */
	row?: RowOf<AudioKind>;
}

/** Asks for the sources of one bank. */
export interface BankAsker {
	/** Yields. */
	ask: (source: Source, count: number) => Found<AudioKind>;
	noteOf: (key: string) => SeedNote | undefined;
}

/** Makes the asker of a bank. Seeds that the catalog does not know are reached over what the engine calls them. */
export function createBankAsker({ catalog, describe }: AskPorts, settings: BankSettings): BankAsker {
	const { kind: audio } = settings;
	const call: CallOptions = { priority: "sound", playerId: settings.playerId };
	const notes = new Map<string, SeedNote>();

	function isUnknown({ rows, problem }: Found<AudioKind>): boolean {
		return problem !== undefined ? problem.kind === "not-found" : rows.isEmpty();
	}

	/** What the engine calls an asset is searched for, and the first answer stands for it. */
	function standIn(id: string): LuaTuple<[anchor: string | undefined, problem: Problem | undefined]> {
		const known = describe(id);
		if (known?.title === undefined || known.title === "") return $tuple(undefined, undefined);
		const artist = known.artist !== undefined && known.artist !== "" ? ` ${known.artist}` : "";
		const search: Source = { kind: "search", audio, query: known.title + artist };
		const [page, problem] = askPage(catalog, search, { limit: 1, offset: 0 }, call);
		return $tuple(page?.rows[0]?.asset_id, problem);
	}

	function bridge(id: string, count: number): Found<AudioKind> {
		const [anchor, noAnchor] = standIn(id);
		if (anchor === undefined) return { rows: [], problem: noAnchor };
		const { rows, problem, more } = askSource(catalog, { kind: "similar", audio, id: anchor }, { count }, call);
		return { rows: rows.filter(row => row.asset_id !== id), problem, more };
	}

	/** The row of the seed itself; effects cannot be looked up. */
	function ownRow(id: string): RowOf<AudioKind> | undefined {
		if (audio === "sfx") return undefined;
		const [page] = askPage(catalog, { kind: "assets", audio, ids: [id] }, { limit: 1, offset: 0 }, call);
		return page?.rows[0];
	}

	function askSeed(source: Source, id: string, count: number): Found<AudioKind> {
		const likes = askSource(catalog, source, { count }, call);
		const unknown = isUnknown(likes);
		const found = unknown ? bridge(id, count) : likes;
		const failed = found.problem !== undefined || found.rows.isEmpty();
		const origin: PoolSource = failed ? "none" : unknown ? "bridged" : "catalog";
		notes.set(keyOf(source), { source: origin, row: origin === "catalog" ? ownRow(id) : undefined });
		return found;
	}

	return {
		ask: (source, count) =>
			source.kind === "similar" ? askSeed(source, source.id, count) : askSource(catalog, source, { count }, call),
		noteOf: key => notes.get(key),
	};
}
