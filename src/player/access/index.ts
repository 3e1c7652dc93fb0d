import { ReplicatedStorage } from "@rbxts/services";

import { accessMessages as messages } from "../../shared/access/messages";
import { type OpenMethod, REMOTES, REMOTES_NAME } from "../../shared/access/remotes";
import { type AssetServiceOptions, type CatalogAssetService, createAssetService } from "../../shared/asset-service";
import { engineSearch, engineService } from "../../shared/asset-service/engine";
import type { AudioPage } from "../../shared/asset-service/pages";
import { createBeatReader } from "../../shared/catalog/beat-reader";
import { messages as catalogMessages } from "../../shared/catalog/messages";
import type { CatalogMethods } from "../../shared/catalog/methods";
import { engineClock } from "../../shared/clock/engine-clock";
import { settle } from "../../shared/clock/settle";
import { withLimit } from "../../shared/clock/with-limit";
import { resolveAssetId } from "../../shared/wire/asset-id";
import type { Outcome } from "../../shared/wire/outcome";
import type { Answer, Problem } from "../../shared/wire/problem";

/** The methods of the catalog that LocalScripts have. */
type OpenCatalog = Pick<
	CatalogMethods,
	| "search"
	| "lookup"
	| "similar"
	| "browse"
	| "sfxSearch"
	| "sfxSimilar"
	| "sfxBrowse"
	| "getSfxTaxonomy"
	| "getStructure"
	| "beatAtTime"
	| "sectionAtTime"
	| "getPlaylist"
	| "listPlaylists"
>;

/** The catalog on a player's machine. Every method yields and answers `result, err, problem`; the server asks. */
export interface AudioScapeClient extends OpenCatalog {
	/** A stand-in for AssetService whose searches come from the catalog. */
	getAssetService(options?: AssetServiceOptions): CatalogAssetService;
}

/** What LocalScripts require: `require(ReplicatedStorage:WaitForChild("AudioScapeClient"))`. */
export interface AudioScapeClientConstructor {
	/**
	 * Waits for the server to open access, 10 s at most; raises when it does not.
	 *
	 * @example
	 * const client = new AudioScapeClient();
	 */
	new (): AudioScapeClient;
}

const FOLDER_SECONDS = 10;
const REMOTE_SECONDS = 5;
/** Longer than any deadline of the server: after that nothing comes any more. */
const ANSWER_SECONDS = 60;

type Fields = Record<string, unknown>;

function failure(endpoint: string, kind: Problem["kind"], message: string): Outcome {
	return { ok: false, problem: { kind, message, endpoint, attempts: 0 } };
}

function answer<T>(outcome: Outcome): Answer<T> {
	if (outcome.ok) return $tuple(outcome.value as T, undefined, undefined);
	return $tuple(undefined, outcome.problem.message, outcome.problem);
}

/** Asks the server; a call whose answer never comes does not wait for ever. */
function invoke(folder: Instance, method: OpenMethod, ...args: unknown[]): Outcome {
	const name = REMOTES[method];
	const remote = folder.WaitForChild(name, REMOTE_SECONDS);
	if (remote === undefined || !remote.IsA("RemoteFunction")) {
		return failure(method, "not-found", messages.notAvailable(name));
	}
	return settle<Outcome>(done => {
		const call = (): Outcome => {
			const [ok, result, err, problem] = pcall(
				() => (remote as unknown as { InvokeServer(...sent: unknown[]): unknown }).InvokeServer(...args) as never,
			) as unknown as LuaTuple<[boolean, unknown, string | undefined, Problem | undefined]>;
			if (!ok) return failure(method, "network", messages.failed(tostring(result)));
			if (err === undefined && problem === undefined) return { ok: true, value: result };
			return problem !== undefined ? { ok: false, problem } : failure(method, "server", tostring(err));
		};
		withLimit(engineClock, ANSWER_SECONDS, call, (ok, outcome) => {
			done(ok ? outcome! : failure(method, "timeout", messages.failed(messages.noAnswer(ANSWER_SECONDS))));
		});
	});
}

/** The options of a method that takes an id in any form; the id is found here, where Sounds can be read. */
function withId(input: unknown, extras: unknown): Fields | undefined {
	const assetId = resolveAssetId(input);
	if (assetId === undefined) return undefined;
	const bag = (extras ?? (typeIs(input, "table") ? input : {})) as Fields;
	const { limit, offset, filters, max_score, dedupe, include_metadata } = bag;
	return { asset_id: assetId, limit, offset, filters, max_score, dedupe, include_metadata };
}

/** Ids of a look-up as text; what carries none goes as it is and is refused by the server. */
function withIds(options: unknown): unknown {
	if (!typeIs(options, "table") || !typeIs((options as Fields).asset_ids, "table")) return options;
	const ids = ((options as Fields).asset_ids as defined[]).map(entry => resolveAssetId(entry) ?? tostring(entry));
	return { ...(options as Fields), asset_ids: ids };
}

function createClient(folder: Instance): Fields {
	const ask = (method: OpenMethod, ...args: unknown[]) => invoke(folder, method, ...args);
	const alike =
		(method: "similar" | "sfxSimilar" | "getStructure") => (_: unknown, input: unknown, extras: unknown) => {
			const options = withId(input, extras);
			if (options === undefined) return answer(failure(method, "invalid-argument", catalogMessages.input(method)));
			return answer(ask(method, options));
		};
	const plain = (method: OpenMethod) => (_: unknown, options: unknown) => answer(ask(method, options));
	const structures = new Map<string, Outcome>();
	const beats = createBeatReader({
		now: () => os.clock(),
		structure: id => {
			const held = structures.get(id);
			if (held !== undefined) return held;
			const outcome = ask("getStructure", { asset_id: id });
			if (outcome.ok) structures.set(id, outcome);
			return outcome;
		},
	});
	return {
		search: (_: unknown, options: unknown) => answer(ask("search", withIds(options))),
		lookup: (_: unknown, options: unknown) => {
			const sent = withIds(options) as Fields;
			if (!typeIs(sent, "table") || !typeIs(sent.asset_ids, "table") || (sent.asset_ids as defined[]).isEmpty()) {
				return answer(failure("lookup", "invalid-argument", catalogMessages.lookup));
			}
			return answer(ask("search", { asset_ids: sent.asset_ids }));
		},
		similar: alike("similar"),
		sfxSimilar: alike("sfxSimilar"),
		getStructure: alike("getStructure"),
		sfxSearch: plain("sfxSearch"),
		browse: plain("browse"),
		sfxBrowse: plain("sfxBrowse"),
		getSfxTaxonomy: plain("getSfxTaxonomy"),
		getPlaylist: plain("getPlaylist"),
		listPlaylists: plain("listPlaylists"),
		beatAtTime: (_: unknown, input: unknown, time: unknown) => answer(beats.beatAt(input, time)),
		sectionAtTime: (_: unknown, input: unknown, time: unknown, level: unknown) =>
			answer(beats.segmentAt(input, time, level)),
		getAssetService: (_: unknown, options: unknown) =>
			createAssetService(
				{
					page: (___, params, limit, offset) => answer<AudioPage>(ask("searchAudio", params, offset, limit)),
					engine: engineSearch,
					service: engineService,
					// The server's events are the server's to tell.
					report: () => {},
				},
				options,
			),
	};
}

const members: Fields = {
	new: () => {
		const folder = ReplicatedStorage.WaitForChild(REMOTES_NAME, FOLDER_SECONDS);
		if (folder === undefined) error(messages.notFound, 0);
		return createClient(folder as Instance);
	},
};

const AudioScapeClient = members as unknown as AudioScapeClientConstructor;

export default AudioScapeClient;
