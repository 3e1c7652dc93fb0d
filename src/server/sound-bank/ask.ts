import type { AudioMetadata } from "../catalog/engine-audio";
import type { CallOptions, CatalogPort, Problem, SfxTrack, Track } from "../catalog/port";
import { nearDuplicate } from "../footsteps/packs/candidates";
import type { Found } from "./build";
import type { BankSettings, Plan } from "./options";
import type { PoolSource } from "./types";

/** What asking for a source gave. */
export interface Asked {
	source: PoolSource;
	found: Found[];
	problem?: Problem;
}

/** What asking needs; everything yields. */
export interface AskPorts {
	catalog: CatalogPort;
	/** What the engine knows of one asset; never raises. */
	describe: (assetId: string) => AudioMetadata | undefined;
}

type Row = SfxTrack | Track;
type PageAnswer = LuaTuple<[page: { tracks: Row[]; total: number } | undefined, problem: Problem | undefined]>;

const LEAST_PAGE = 20;
const MOST_PAGES = 4;

/** Adds rows that are not there yet. Two uploads of one recording are no variety. */
function addRows(found: Found[], rows: ReadonlyArray<Row>, kind: BankSettings["kind"], most: number): void {
	for (const row of rows) {
		if (found.size() >= most) return;
		const twin = found.some(
			held =>
				held.assetId === row.asset_id ||
				(kind === "sfx" && held.row !== undefined && nearDuplicate(held.row as SfxTrack, row as SfxTrack)),
		);
		if (!twin) found.push({ assetId: row.asset_id, row });
	}
}

/** Turns pages until there is enough: leaving out near duplicates makes pages short although the list goes on. */
function fill(
	found: Found[],
	kind: BankSettings["kind"],
	most: number,
	ask: (limit: number, offset: number) => PageAnswer,
): Problem | undefined {
	const limit = math.clamp(most * 2, LEAST_PAGE, 100);
	for (let page = 0; page < MOST_PAGES && found.size() < most; page++) {
		const [answer, problem] = ask(limit, page * limit);
		// A later page that fails leaves a shorter pool, which still is what was asked for.
		if (answer === undefined) return page === 0 ? problem : undefined;
		addRows(found, answer.tracks, kind, most);
		if (answer.tracks.isEmpty() || (page + 1) * limit >= answer.total) break;
	}
	return undefined;
}

function alike(ports: AskPorts, settings: BankSettings, anchor: string, found: Found[], most: number) {
	const call: CallOptions = { priority: "sound", playerId: settings.playerId };
	return fill(found, settings.kind, most, (limit, offset) => {
		const paging = offset > 0 ? { offset } : {};
		const request = { asset_id: anchor, limit, dedupe: true, ...paging };
		const [result, , problem] =
			settings.kind === "sfx" ? ports.catalog.sfxSimilar(request, call) : ports.catalog.similar(request, call);
		const page = result && { tracks: result.tracks as Row[], total: result.meta.total ?? math.huge };
		return $tuple(page, problem);
	});
}

function search(ports: AskPorts, settings: BankSettings, options: { query: string; filters?: object }, limit: number) {
	const call: CallOptions = { priority: "sound", playerId: settings.playerId };
	const request = { query: options.query, filters: options.filters, limit };
	const [result, , problem] =
		settings.kind === "sfx" ? ports.catalog.sfxSearch(request, call) : ports.catalog.search(request, call);
	const page = result && { tracks: result.tracks as Row[], total: result.meta.total ?? math.huge };
	return $tuple(page, problem);
}

/** The catalog does not know the seed: what the engine calls it is searched for, and the first answer stands for it. */
function bridge(ports: AskPorts, settings: BankSettings, seed: string): string | undefined {
	const known = ports.describe(seed);
	if (known?.title === undefined) return undefined;
	const artist = known.artist !== undefined && known.artist !== "" ? ` ${known.artist}` : "";
	const [page] = search(ports, settings, { query: known.title + artist }, 1);
	return page?.tracks[0]?.asset_id;
}

function askSeed(ports: AskPorts, settings: BankSettings, seed: string): Asked {
	const { kind, poolSize } = settings;
	const likes = new Array<Found>();
	// The seed takes one place, unless it is left out for its likes.
	let problem = alike(ports, settings, seed, likes, poolSize + 1);
	let source: PoolSource = "catalog";
	const unknown = problem?.kind === "not-found" || (problem === undefined && likes.isEmpty());
	if (unknown) {
		const anchor = bridge(ports, settings, seed);
		problem = anchor !== undefined ? alike(ports, settings, anchor, likes, poolSize + 1) : undefined;
		source = anchor !== undefined && problem === undefined ? "bridged" : "none";
	} else if (problem !== undefined) source = "none";

	let own: Row | undefined;
	if (kind === "music" && source === "catalog") {
		const [result] = ports.catalog.lookup({ asset_ids: [seed] }, { priority: "sound", playerId: settings.playerId });
		own = result?.tracks[0];
	}
	const others = likes.filter(({ assetId }) => assetId !== seed);
	// A seed of another's own may be private to this game: a stand-in that is not surely the same does not replace it.
	const keep = settings.mode === "extend" || source !== "catalog" || others.isEmpty();
	const found: Found[] = keep ? [{ assetId: seed, row: own }] : [];
	for (const other of others) if (found.size() < poolSize) found.push(other);
	return { source, found, problem };
}

/** Asks for one source. Yields; never raises as long as its ports do not. */
export function askFor(ports: AskPorts, settings: BankSettings, plan: Plan): Asked {
	const { kind, poolSize } = settings;
	const found = new Array<Found>();
	if (plan.kind === "seed") return askSeed(ports, settings, plan.assetId);
	if (plan.kind === "assets") {
		for (const assetId of plan.assets) found.push({ assetId });
		return { source: "assets", found };
	}
	if (plan.kind === "search") {
		const problem = fill(found, kind, poolSize, (limit, offset) => {
			if (offset > 0) return $tuple({ tracks: [], total: 0 }, undefined);
			return search(ports, settings, plan, limit);
		});
		return { source: "search", found, problem };
	}
	const [result, , problem] = ports.catalog.getPlaylist(
		{ playlist_id: plan.playlist },
		{ priority: "sound", playerId: settings.playerId },
	);
	// Somebody chose these one by one: all of them, as they are.
	for (const row of kind === "sfx" ? (result?.sounds ?? []) : (result?.tracks ?? [])) {
		if (!found.some(held => held.assetId === row.asset_id)) found.push({ assetId: row.asset_id, row });
	}
	return { source: "playlist", found, problem };
}
