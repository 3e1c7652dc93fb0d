import { ReplicatedStorage } from "@rbxts/services";

import { accessMessages as messages } from "../../shared/access/messages";
import { type OpenMethod, remoteName, REMOTES_NAME } from "../../shared/access/remotes";
import { type AssetServiceOptions, type CatalogAssetService, createAssetService } from "../../shared/asset-service";
import { engineSearch, engineService } from "../../shared/asset-service/engine";
import type { AudioPage } from "../../shared/asset-service/pages";
import { type BeatReader, createBeatReader } from "../../shared/catalog/beat-reader";
import { type EndpointName, fieldsOf, openEndpoints, type Unchecked } from "../../shared/catalog/endpoints";
import { messages as catalogMessages } from "../../shared/catalog/messages";
import type { CatalogMethods } from "../../shared/catalog/methods";
import { engineClock } from "../../shared/clock/engine-clock";
import { settle } from "../../shared/clock/settle";
import { withLimit } from "../../shared/clock/with-limit";
import { resolveAssetId } from "../../shared/wire/asset-id";
import type { SearchFields } from "../../shared/wire/options";
import type { Outcome } from "../../shared/wire/outcome";
import type { Answer, Problem } from "../../shared/wire/problem";
import type { TrackStructure } from "../../shared/wire/structure";

/** The methods of the catalog that LocalScripts have. */
type OpenCatalog = Pick<CatalogMethods, EndpointName | "lookup" | "beatAtTime" | "sectionAtTime">;

/** The catalog on a player's machine. Every method yields and answers `result, err, problem`; the server asks. */
export interface AudioScapeClient extends OpenCatalog {
	/** A stand-in for AssetService whose searches come from the catalog. */
	getAssetService(options?: AssetServiceOptions): CatalogAssetService;
}

/**
 * What LocalScripts require: `require(ReplicatedStorage:WaitForChild("AudioScapeClient"))`. It is a client itself: its
 * methods wait for the server as `new` does.
 */
export interface AudioScapeClientConstructor extends AudioScapeClient {
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

/** The remotes, as soon as the server has put them up; looked for anew, as a game may destroy them. */
function findFolder(): Instance | undefined {
	return ReplicatedStorage.WaitForChild(REMOTES_NAME, FOLDER_SECONDS);
}

function needFolder(): Instance {
	return findFolder() ?? error(messages.notFound, 0);
}

/** Asks the server; a call whose answer never comes does not wait for ever. */
function invoke(folder: Instance | undefined, method: OpenMethod, ...args: unknown[]): Outcome {
	if (folder === undefined) return failure(method, "not-found", messages.notFound);
	const name = remoteName(method);
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
function withId(method: EndpointName, input: unknown, extras: unknown): Fields | undefined {
	const assetId = resolveAssetId(input);
	if (assetId === undefined) return undefined;
	// A row that was passed as its id has fields of its own, which are no options.
	const options: Fields = {};
	const bag = extras ?? input;
	if (typeIs(bag, "table")) for (const name of fieldsOf(method)) options[name] = (bag as Fields)[name];
	options.asset_id = assetId;
	return options;
}

/** Ids of a look-up as text; what carries none goes as it is and is refused by the server. */
function withIds(options: unknown): unknown {
	if (!typeIs(options, "table")) return options;
	const { asset_ids: given }: Unchecked<SearchFields> = options;
	if (!typeIs(given, "table")) return options;
	const ids = (given as defined[]).map(entry => resolveAssetId(entry) ?? tostring(entry));
	return { ...options, asset_ids: ids };
}

type Method = (client: unknown, a: unknown, b: unknown, c: unknown) => unknown;

/** The methods that are one endpoint each. */
function createMethods(ask: (method: OpenMethod, ...args: unknown[]) => Outcome): Record<string, Method> {
	const methods: Record<string, Method> = {};
	for (const [name, { takes }] of pairs(openEndpoints)) {
		methods[name] = (_, input, extras) => {
			if (takes !== "asset") return answer(ask(name, withIds(input)));
			const options = withId(name, input, extras);
			if (options !== undefined) return answer(ask(name, options));
			return answer(failure(name, "invalid-argument", catalogMessages.input(name)));
		};
	}
	return methods;
}

/** Structures are kept here too: beats are asked for every frame. */
function createBeats(ask: (id: string) => Outcome): BeatReader {
	const structures = new Map<string, Outcome<TrackStructure>>();
	return createBeatReader({
		now: () => os.clock(),
		structure: id => {
			const held = structures.get(id);
			if (held !== undefined) return held;
			// The server has read what it answers.
			const outcome = ask(id) as Outcome<TrackStructure>;
			if (outcome.ok) structures.set(id, outcome);
			return outcome;
		},
	});
}

function createClient(folderOf: () => Instance | undefined): Fields {
	const ask = (method: OpenMethod, ...args: unknown[]) => invoke(folderOf(), method, ...args);
	const beats = createBeats(id => ask("getStructure", { asset_id: id }));
	return {
		...createMethods(ask),
		lookup: (_: unknown, options: unknown) => {
			const { asset_ids: ids }: Unchecked<SearchFields> = typeIs(options, "table") ? options : {};
			if (!typeIs(ids, "table") || next(ids)[0] === undefined) {
				return answer(failure("lookup", "invalid-argument", catalogMessages.lookup));
			}
			return answer(ask("search", withIds({ asset_ids: ids })));
		},
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
	...createClient(needFolder),
	new: () => {
		needFolder();
		return createClient(findFolder);
	},
};

const AudioScapeClient = members as unknown as AudioScapeClientConstructor;

export default AudioScapeClient;
