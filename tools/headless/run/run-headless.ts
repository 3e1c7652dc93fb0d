import type { Cloud } from "../net/cloud.ts";
import type { Network } from "../net/network.ts";
import { loadPlace, PlaceError, type PlaceNode } from "../place/index.ts";
import { VmFailure } from "../vm/types.ts";
import { embeddedApi, type StartApi } from "./embedded.ts";
import { createEngine, type Engine, OptionError } from "./engine.ts";
import { toWire } from "./host-ops.ts";
import { messages } from "./messages.ts";
import { createHostOps } from "./ops.ts";
import { createPacer } from "./pacing.ts";
import type { TraceLine } from "./trace.ts";
import type { WireValue } from "./wire.ts";

/** A script that the run adds to the place. */
export interface RunScript {
	readonly name: string;
	readonly source: string;
}

/** What an audio id is (design section 7). */
export interface AssetEntry {
	readonly duration?: number;
	readonly loadDelay?: number;
	/** Name of an `AssetFetchStatus` item. */
	readonly failure?: string;
	readonly title?: string;
	readonly artist?: string;
	readonly album?: string;
	readonly tags?: readonly string[];
	/** `Music` (the default) or `SoundEffect`. */
	readonly audioType?: string;
}

export interface RunOptions {
	/** A Rojo project or a place that Rojo built, `default.project.json` when absent; a model stands in ServerScriptService. `false` for an empty place; nodes for one made by hand. */
	readonly place?: string | false | readonly PlaceNode[];
	readonly serverScripts?: readonly RunScript[];
	/** LocalScripts of every player. */
	readonly playerScripts?: readonly RunScript[];
	/** @default 0 */
	readonly players?: number;
	/** Virtual second at which each player joins. @default 0 each */
	readonly join?: readonly number[];
	/** Virtual second at which each player leaves. */
	readonly leave?: readonly number[];
	/** Virtual seconds. @default 10 */
	readonly seconds?: number;
	/** Where requests to the `apiHosts` lead: a URL, a function that starts an API for this run, or `embedded` for the one that the project's configuration names. */
	readonly api?: string | StartApi;
	/** Hosts whose requests go to `api`. @default those of the project's configuration */
	readonly apiHosts?: readonly string[];
	/** Shared by several runs: the DataStore and MemoryStore of one experience (`createCloud`). */
	readonly cloud?: Cloud;
	readonly key?: string;
	/** What `GetSecret` knows: the content, for any host or for those of a pattern (`*.example.com`). */
	readonly secrets?: Readonly<Record<string, string | { readonly value: string; readonly domain?: string }>>;
	readonly assets?: Readonly<Record<string, AssetEntry>>;
	/** How signals behave. @default what the place says in `Workspace.SignalBehavior`, else "deferred" */
	readonly signals?: "deferred" | "immediate";
	/** Virtual seconds that each answer costs; as measured when absent. */
	readonly latency?: number;
	readonly seed?: number;
	/** Switches for facts that the sources do not settle (docs/headless.md). */
	readonly flags?: Readonly<Record<string, string | number | boolean>>;
	readonly baseplate?: boolean;
	/** @default true */
	readonly characters?: boolean;
	/** Real seconds a script may run without yielding. @default 10 */
	readonly scriptTimeout?: number;
	/** Gives scripts `headless.realClock()`, this machine's own seconds, to measure work by. */
	readonly realClock?: boolean;
	/** Gives server scripts the global `headless` of specs: players that join and leave, machines that hang (docs/headless.md). */
	readonly control?: boolean;
	/** Frames a second of every machine, from 1 to 60; fewer make a long run quick. @default 60 */
	readonly pace?: number;
	/** Fault rules for the embedded API; their windows are virtual seconds. */
	readonly faults?: unknown;
	readonly memoryPages?: number;
	/** What stands between the place and the world: answers of your own, faults, silence, on virtual time. */
	readonly network?: Network;
	readonly onTrace?: (line: TraceLine) => void;
	/** The virtual second at which a request leaves, before it does. */
	readonly onRequest?: (sent: number) => void;
	/** A line for the terminal as it appears. */
	readonly onOutput?: (line: string, level: string) => void;
	/** Ends the run before its time; asked whenever the VM rests. */
	readonly stopWhen?: () => boolean;
	/** Keep all trace lines in the result. @default true */
	readonly keepTrace?: boolean;
}

export interface RunResult {
	readonly trace: TraceLine[];
	readonly output: string[];
	/** Errors that scripts raised. */
	readonly errors: number;
	readonly wallMs: number;
}

/** `BindToClose` callbacks may take this long (facts 17). */
const CLOSE_SECONDS = 30;
/** Unix time at virtual second 0 of a run with a seed: 2026-01-01. */
export const SEEDED_EPOCH = 1_767_225_600;

interface EmbeddedApi {
	readonly url: string;
	/** `;id=seconds;id=seconds;`: ten thousand tables would cost more than most runs. */
	readonly durations: string;
	close(): Promise<void>;
}

const epochOf = ({ seed }: RunOptions): number => (seed === undefined ? Math.floor(Date.now() / 1000) : SEEDED_EPOCH);

const startApi = async (options: RunOptions, now: () => number): Promise<EmbeddedApi> => {
	const start = typeof options.api === "function" ? options.api : await embeddedApi();
	const started = await start({
		seed: options.seed ?? 1,
		now,
		unixNow: () => epochOf(options) + now(),
		...(options.faults === undefined ? {} : { faults: options.faults as never }),
		...(options.key === undefined ? {} : { keys: [options.key] }),
	});
	const durations = Object.entries(started.assets()).map(([id, { duration }]) => `${id}=${duration}`);
	return { url: started.url, durations: `;${durations.join(";")};`, close: () => started.close() };
};

const placeOf = (place: RunOptions["place"]): readonly PlaceNode[] => {
	if (place === false) return [];
	if (typeof place === "object") return place;
	const node = loadPlace(place ?? "default.project.json");
	if (node.className === "DataModel") return node.children;
	// A model goes where libraries of the server live in a game.
	return [
		{
			name: "ServerScriptService",
			className: "ServerScriptService",
			properties: {},
			attributes: {},
			tags: [],
			children: [node],
		},
	];
};

/** `Workspace.SignalBehavior` of a place, by number; `Default` is Immediate today (facts 14). */
const BEHAVIOURS = ["Default", "Immediate", "Deferred", "AncestryDeferred"];
const signalsOf = (place: readonly PlaceNode[]): "deferred" | "immediate" => {
	const value = place.find(node => node.className === "Workspace")?.properties.SignalBehavior;
	if (value === undefined) return "deferred";
	const plain = typeof value === "object" ? value.value : value;
	const name = typeof plain === "number" ? BEHAVIOURS[plain] : String(plain);
	if (name === "Deferred") return "deferred";
	if (name === "Immediate" || name === "Default") return "immediate";
	throw new OptionError(messages.badSignalBehavior(name ?? String(plain)));
};

const BASEPLATE: PlaceNode = {
	name: "Workspace",
	className: "Workspace",
	properties: {},
	attributes: {},
	tags: [],
	children: [
		{
			name: "Baseplate",
			className: "Part",
			properties: {
				Anchored: true,
				Size: { type: "Vector3", value: [2048, 16, 2048] },
				Position: { type: "Vector3", value: [0, -8, 0] },
			},
			attributes: {},
			tags: [],
			children: [],
		},
	],
};

/** Makes the Instances; what a place says and no engine can do is told as a fault of the place. */
const buildPlace = (engine: Engine, nodes: readonly PlaceNode[]): void => {
	try {
		engine.build(nodes);
	} catch (cause) {
		if (cause instanceof VmFailure) throw cause;
		throw new PlaceError(messages.notBuilt((cause as Error).message), { cause });
	}
};

const ADD_SCRIPT = `local engine, class, name, source, where = ...
local services = engine.server.services
local parent = if where == "player" then services.StarterPlayer:FindFirstChild("StarterPlayerScripts") else services.ServerScriptService
engine.addScript(engine.server, class, name, source, parent)`;

const addScripts = (engine: Engine, options: RunOptions): void => {
	const add = (script: RunScript, className: string, where: string): void => {
		const source = engine.sources.add(Buffer.from(script.source, "utf8").toString("latin1"));
		engine.call(ADD_SCRIPT, className, Buffer.from(script.name, "utf8").toString("latin1"), source, where);
	};
	for (const script of options.serverScripts ?? []) add(script, "Script", "server");
	for (const script of options.playerScripts ?? []) add(script, "LocalScript", "player");
};

/**
 * Runs a place: a server and players, scripts in them, on a virtual clock. The door of the command line, of specs
 * and of CI.
 *
 * @example
 * const { trace } = await runHeadless({
 *   place: false, players: 1, seconds: 5,
 *   serverScripts: [{ name: "Main", source: "print(time())" }],
 * });
 */
// eslint-disable-next-line max-lines-per-function -- a run from its start to its end, in order.
export const runHeadless = async (options: RunOptions): Promise<RunResult> => {
	const began = performance.now();
	const trace: TraceLine[] = [];
	const output: string[] = [];
	const say = (line: string, level: string): void => {
		output.push(line);
		options.onOutput?.(line, level);
	};
	const keep = options.keepTrace ?? true;
	let runningScript = (): string | undefined => undefined;
	let sentAt = 0;
	const given = options.api === "embedded" || typeof options.api === "function" ? undefined : options.api;
	const embedded = options.api === given ? undefined : await startApi(options, () => sentAt);
	const api = embedded?.url ?? given;
	const host = createHostOps({
		...(api === undefined ? {} : { api }),
		...(options.apiHosts === undefined ? {} : { apiHosts: options.apiHosts }),
		...(options.cloud === undefined ? {} : { cloud: options.cloud }),
		...(options.network === undefined ? {} : { network: options.network }),
	});
	try {
		const extra: Record<string, WireValue> = {
			countInstances: true,
			api,
			key: options.key,
			characters: options.characters ?? true,
			secrets: toWire(options.secrets ?? {}),
			assets: toWire(options.assets ?? {}),
			catalogDurations: embedded?.durations,
			scriptTimeout: options.scriptTimeout ?? 10,
			realClock: options.realClock ?? false,
			control: options.control ?? false,
			pace: options.pace,
		};
		const place = placeOf(options.place);
		const engine = await createEngine({
			signals: options.signals ?? signalsOf(place),
			epoch: epochOf(options),
			flags: options.flags ?? {},
			extra,
			...(options.seed === undefined ? {} : { seed: options.seed }),
			...(options.memoryPages === undefined ? {} : { memoryPages: options.memoryPages }),
			onTrace: line => {
				if (keep) trace.push(line);
				options.onTrace?.(line);
				if (line.kind !== "log") return;
				for (const text of String(line.text).split("\n")) say(`[${line.peer}] ${text}`, String(line.level));
			},
			onStack: (peer, line) => say(`[${peer}]   ${line}`, "stack"),
		});
		runningScript = () => {
			try {
				return engine.call("local engine = ... return engine.cell.ctx and engine.cell.ctx.name")[0] as
					string | undefined;
			} catch {
				return undefined;
			}
		};
		buildPlace(engine, [...place, ...(options.baseplate ? [BASEPLATE] : [])]);
		addScripts(engine, options);
		const seconds = options.seconds ?? 10;
		schedulePlayers(engine, options);
		engine.call("local engine = ... engine.open(engine.server)");
		const pacer = createPacer(engine, {
			ops: host.ops,
			onRequest: sent => {
				sentAt = sent;
				options.onRequest?.(sent);
			},
			...(options.latency === undefined ? {} : { latency: options.latency }),
		});
		await pacer.runUntil(seconds, options.stopWhen);
		const closers = engine.call("local engine = ... return engine.close()")[0] === true;
		if (closers) {
			await pacer.runUntil(seconds + CLOSE_SECONDS);
			if (engine.call("local engine = ... return engine.closingCount()")[0] !== 0)
				say(messages.closeTimedOut(CLOSE_SECONDS), "warn");
		}
		return { trace, output, errors: engine.errors(), wallMs: performance.now() - began };
	} catch (cause) {
		if (!(cause instanceof VmFailure)) throw cause;
		// The VM is lost: what it had to say is what was flushed, plus the reason and whose script was running.
		const name = runningScript();
		say(`[server] ${name === undefined || name === "engine" ? "" : `${name}: `}${cause.message}`, "error");
		return { trace, output, errors: 1, wallMs: performance.now() - began };
	} finally {
		host.close();
		await embedded?.close();
	}
};

const schedulePlayers = (engine: Engine, options: RunOptions): void => {
	const players = options.players ?? 0;
	for (let index = 0; index < players; index++) {
		const at = options.join?.[index] ?? 0;
		const leave = options.leave?.[index];
		engine.call(
			`local engine, at, leave = ...
			engine.at(engine.server, at, function()
				local client = engine.join()
				if leave then
					engine.at(engine.server, leave, function() engine.leave(client) end)
				end
			end)`,
			at,
			leave,
		);
	}
};
