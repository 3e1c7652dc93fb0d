import { RunService } from "@rbxts/services";

import { type AssetServiceOptions, type CatalogAssetService, createAssetService } from "../../shared/asset-service";
import { engineSearch, engineService } from "../../shared/asset-service/engine";
import { messages as catalogMessages } from "../../shared/catalog/messages";
import type { CatalogMethods, CatalogPromises } from "../../shared/catalog/methods";
import { number } from "../../shared/options/kinds";
import { chooseEngine, chooseListEngine } from "../../shared/sound/engine-choice";
import { invalidArgument } from "../../shared/wire/invalid-argument";
import type { Problem } from "../../shared/wire/problem";
import type { ClientAccessOptions } from "../access/options";
import { openClientAccess } from "../access/server";
import { type AnalyticsMethods, analyticsMethods } from "../analytics/methods";
import { type AnalyticsSettings, changeSettings, DEFAULT_SETTINGS } from "../analytics/settings";
import { searchPage } from "../asset-service/search";
import { getBridge } from "../bridge";
import { answerOf } from "../catalog/answers";
import { createPromises, type Operation, operations, perform } from "../catalog/operations";
import { createPages } from "../catalog/pages";
import type { ExperienceCore } from "../catalog/port";
import { createFootsteps, type FootstepOptions, type Footsteps } from "../footsteps";
import { footstepMembers } from "../footsteps/options";
import {
	createFineVoice,
	createSenseAudio,
	type FineVoice,
	type FineVoiceOptions,
	type SenseAudio,
	type SenseAudioOptions,
} from "../generation";
import { enginePorts } from "../http/engine-ports";
import { messages } from "../http/messages";
import type { ClientStats } from "../http/stats";
import { createPlayer, type ListPlayer, type PlayerOptions } from "../list-player";
import { playerMembers, playerRefusals } from "../list-player/options";
import { defineSnapshot, duck, snapshot } from "../mix";
import type { MixMethods } from "../mix/types";
import { callback } from "../options/kinds";
import { checkMembers, faultOf, type Members, optional, type Refusal } from "../options/members";
import { ensurePlayerHalf } from "../player-half/ensure";
import { createRadio, type Radio, type RadioOptions } from "../radio";
import { radioMembers, radioRefusals } from "../radio/options";
import { createSoundBank, type SoundBank, type SoundBankOptions } from "../sound-bank";
import { createZones, type ZoneOptions, type Zones } from "../zones";
import { zoneMembers } from "../zones/options";
import { type ClientCore, createClientCore, retire } from "./client-core";
import {
	type AudioScapeOptions,
	checkEndpoints,
	checkKey,
	DEFAULT_ENDPOINTS,
	type Endpoints,
	readClientOptions,
} from "./client-options";

/** A client of the AudioScape API, and what is built on it. */
export interface AudioScape extends CatalogMethods, AnalyticsMethods, MixMethods {
	/** The catalog methods as Promises, which reject with the problem. */
	readonly promises: CatalogPromises;
	/** What the client did so far: requests, hits, retries, budget, failures. */
	readonly stats: ClientStats;
	/**
	 * Footsteps for all characters, from packs of similar sounds.
	 *
	 * @example
	 * client.createFootsteps({ surfaces: { Grass: { query: "footstep on grass" } } }).attachAll();
	 */
	createFootsteps<Surface extends string = string>(options: FootstepOptions<Surface>): Footsteps<Surface>;
	/**
	 * A station that keeps the mood and never falls silent.
	 *
	 * @example
	 * client.createRadio({ seed: "1848354536" }).start();
	 */
	createRadio(options: RadioOptions): Radio;
	/**
	 * Plays a list of tracks in order.
	 *
	 * @example
	 * const player = client.createPlayer({ volume: 0.5 });
	 * player.setQueue(["1848354536", "123456789"]);
	 * player.play();
	 */
	createPlayer(options?: PlayerOptions): ListPlayer;
	/**
	 * Music that follows players from place to place.
	 *
	 * @example
	 * client.createZones({ zones: { village: { area: { cframe: new CFrame(), size: new Vector3(200, 40, 200) }, music: { query: "calm folk" } } } });
	 */
	createZones<Zone extends string = string>(options?: ZoneOptions<Zone>): Zones<Zone>;
	/**
	 * Pools of sounds that are alike, to pick from without a pattern.
	 *
	 * @example
	 * const bank = client.createSoundBank({ seeds: { impact: "9120386436", door: { query: "wooden door" } } });
	 */
	createSoundBank<Name extends string = string>(options: SoundBankOptions<Name>): SoundBank<Name>;
	/**
	 * A stand-in for AssetService: `SearchAudioAsync` finds in the catalog, everything else is the engine's.
	 *
	 * @example
	 * const pages = client.getAssetService().SearchAudioAsync({ SearchKeyword: "calm piano" });
	 */
	getAssetService(options?: AssetServiceOptions): CatalogAssetService;
	/**
	 * Lets LocalScripts ask the catalog, through `require(ReplicatedStorage:WaitForChild("AudioScapeClient"))`. The key
	 * stays on the server; what players send is checked and limited. Called again it changes the limits.
	 *
	 * @example
	 * client.enableClientAccess({ perSecond: 2, burst: 10 });
	 */
	enableClientAccess(options?: ClientAccessOptions): void;
}

/** The module: makes clients, and is one itself after `setApiKey`. */
export interface AudioScapeConstructor extends AudioScape {
	/**
	 * Makes a client with a key and a memory of its own. Raises when the key or an option is invalid.
	 *
	 * @example
	 * const client = new AudioScape(HttpService.GetSecret("audioscape"));
	 */
	new (apiKey: string | Secret, options?: AudioScapeOptions): AudioScape;
	/** Makes the module itself a client; calling it again swaps the key. */
	setApiKey(apiKey: string | Secret, options?: AudioScapeOptions): void;
	/** Where the module's requests go, and those of clients made later. */
	setEndpoints(endpoints: Partial<Endpoints>): void;
	/** Makes clients of FineVoice, which generates sound from words, pictures and videos. */
	readonly FineVoice: new (key: string | Secret, options?: FineVoiceOptions) => FineVoice;
	/** Makes clients of SenseAudio, which generates sound effects from words. */
	readonly SenseAudio: new (key: string | Secret, options: SenseAudioOptions) => SenseAudio;
	/** The version of this library. */
	readonly VERSION: string;
}

export const VERSION = "0.1.0";

type Fields = Record<string, unknown>;

const members: Fields = {};
const INSTANCE = { __index: members } as unknown as LuaMetatable<object>;
// Clients that nobody holds any more take their cores along.
const cores = setmetatable({}, { __mode: "k" }) as unknown as Map<unknown, ClientCore>;
const endpoints: Endpoints = { ...DEFAULT_ENDPOINTS };

/** `AudioScape.f(x)` and `AudioScape:f(x)` mean the same where there is no client of one's own to call. */
function afterSelf(first: unknown, second: unknown, third: unknown): LuaTuple<[unknown, unknown]> {
	const isSelf = first === members || (first !== undefined && cores.get(first) !== undefined);
	if (isSelf) return $tuple(second, third);
	return $tuple(first, second);
}

function equip(target: Fields, core: ClientCore) {
	cores.set(target, core);
	target.promises = createPromises(core.catalog);
	target.stats = core.pipeline.stats;
}

function begin() {
	if (RunService.IsServer() && RunService.IsRunning()) ensurePlayerHalf();
}

/** Defines a method that works on a client, on the module, and called with a dot on the module. */
function define(
	name: string,
	run: (core: ClientCore, a: unknown, b: unknown, c: unknown, d: unknown) => unknown,
	missing: (first: unknown, second: unknown) => unknown,
) {
	members[name] = (client: unknown, a: unknown, b: unknown, c: unknown, d: unknown) => {
		const own = client !== undefined ? cores.get(client) : undefined;
		if (own !== undefined) return run(own, a, b, c, d);
		const core = cores.get(members);
		if (core === undefined) return missing(client, a);
		return run(core, client, a, b, c);
	};
}

function defineOperation(name: string, operation: Operation) {
	define(
		name,
		(core, a, b, c) => perform(name, operation, core.catalog, a, b, c),
		() => {
			const message = messages.noKey;
			return $tuple(undefined, message, { kind: "unauthorized", message, endpoint: name, attempts: 0 });
		},
	);
}
for (const [name, operation] of operations) defineOperation(name, operation);

const eachArguments = [
	optional("maxItems", number({ from: 0, endless: true })),
	optional("onProblem", callback("a function that is told the problem")),
];
const needsKey = () => error(messages.noKey, 0);
define(
	"each",
	({ catalog }, method, options, most, onProblem) => {
		const warnOf = (problem: Problem) => warn(catalogMessages.eachStopped(problem.message));
		const report = typeIs(onProblem, "function") ? (onProblem as (problem: Problem) => void) : warnOf;
		const fault = faultOf("each", eachArguments, [most, onProblem]);
		if (fault !== undefined) {
			report(invalidArgument("each", fault));
			return () => undefined;
		}
		return createPages(catalog.call, method, options, most as number | undefined, report);
	},
	needsKey,
);

// What was said of the module's analytics before it had a key.
let early: AnalyticsSettings = DEFAULT_SETTINGS;
for (const [name, run] of analyticsMethods) {
	define(
		name,
		(core, a, b, c, d) => run(core.analytics, a, b, c, d),
		(first, second) => {
			if (name !== "configureAnalytics") return $tuple(false, messages.noKey, undefined);
			early = changeSettings(early, first === members ? second : first);
			return undefined;
		},
	);
}

function experienceOf(core: ClientCore): ExperienceCore {
	const { manifest, engine } = core.options;
	return {
		catalog: core.port,
		manifest,
		bridge: getBridge(),
		engine: chooseEngine(engine),
		listEngine: chooseListEngine(engine),
		analytics: core.analytics,
	};
}
/** Defines an entry that makes something whose methods are checked, too. */
function defineMaker<T extends object>(
	name: string,
	made: string,
	members: Members<T>,
	make: (core: ExperienceCore, options: unknown) => T,
	refusals?: { readonly [K in keyof T]?: Refusal },
) {
	const run = (core: ClientCore, options: unknown) =>
		checkMembers(made, members, make(experienceOf(core), options), refusals);
	define(name, run, needsKey);
}
defineMaker("createFootsteps", "footsteps", footstepMembers, (core, options) =>
	createFootsteps(core, options as FootstepOptions),
);
defineMaker(
	"createRadio",
	"radio",
	radioMembers,
	(core, options) => createRadio(core, options as RadioOptions),
	radioRefusals,
);
defineMaker(
	"createPlayer",
	"player",
	playerMembers,
	(core, options) => createPlayer(core, options as PlayerOptions),
	playerRefusals,
);
defineMaker("createZones", "zones", zoneMembers, (core, options) => createZones(core, options as ZoneOptions));

define(
	"createSoundBank",
	(core, options) => createSoundBank(experienceOf(core), options as SoundBankOptions),
	needsKey,
);
define("duck", (_, options) => duck(getBridge(), options), needsKey);
define("snapshot", (_, name, options) => snapshot(getBridge(), name, options), needsKey);
define("defineSnapshot", (_, name, definition) => defineSnapshot(name, definition), needsKey);
define(
	"getAssetService",
	({ catalog, analytics }, options) =>
		createAssetService(
			{
				page: (search, _, limit, offset) => answerOf(searchPage(catalog.call, search, limit, offset)),
				engine: engineSearch,
				service: engineService,
				report: (kind, metadata) => {
					analytics.track("getAssetService", kind, { metadata });
				},
			},
			options,
		),
	needsKey,
);
define(
	"enableClientAccess",
	({ catalog, pipeline, options: { requestsPerMinute } }, options) => {
		openClientAccess({ call: catalog.call, pot: pipeline.pot, budget: requestsPerMinute }, options);
		return undefined;
	},
	needsKey,
);

members.new = (first: unknown, second: unknown, third: unknown) => {
	const [rawKey, rawOptions] = afterSelf(first, second, third);
	const key = checkKey("AudioScape.new", rawKey);
	const options = readClientOptions("AudioScape.new", rawOptions);
	const own: Endpoints = {
		baseUrl: options.baseUrl ?? endpoints.baseUrl,
		analyticsUrl: options.analyticsUrl ?? endpoints.analyticsUrl,
	};
	const client: Fields = {};
	equip(client, createClientCore(key, options, own));
	begin();
	return setmetatable(client, INSTANCE);
};

members.setApiKey = (first: unknown, second: unknown, third: unknown) => {
	const [rawKey, rawOptions] = afterSelf(first, second, third);
	const key = checkKey("AudioScape.setApiKey", rawKey);
	const before = cores.get(members);
	const kept = rawOptions === undefined ? before?.options : undefined;
	const options = kept ?? readClientOptions("AudioScape.setApiKey", rawOptions);
	if (options.baseUrl !== undefined) endpoints.baseUrl = options.baseUrl;
	if (options.analyticsUrl !== undefined) endpoints.analyticsUrl = options.analyticsUrl;
	if (before !== undefined) retire(before);
	// What a game switched off stays off when the key is swapped.
	if (rawOptions !== undefined && options.analytics !== undefined) before?.analytics.configure(options.analytics);
	equip(members, createClientCore(key, options, endpoints, before?.analytics, early));
	begin();
};

members.setEndpoints = (first: unknown, second: unknown) => {
	const [input] = afterSelf(first, second, undefined);
	const wanted = checkEndpoints(input);
	endpoints.baseUrl = wanted.baseUrl ?? endpoints.baseUrl;
	endpoints.analyticsUrl = wanted.analyticsUrl ?? endpoints.analyticsUrl;
	// What another address answered is not what this one would.
	cores.get(members)?.catalog.clear();
};

function base64(text: string): buffer {
	const service = game.GetService("EncodingService" as never) as unknown as { Base64Decode(input: buffer): buffer };
	return service.Base64Decode(buffer.fromstring(text));
}

members.FineVoice = {
	new: (key: unknown, options?: unknown) => createFineVoice(key, options, enginePorts()),
};
members.SenseAudio = {
	new: (key: unknown, options?: unknown) => createSenseAudio(key, options, { ...enginePorts(), base64 }),
};
members.VERSION = VERSION;

const AudioScape = members as unknown as AudioScapeConstructor;

export default AudioScape;
