import type { PlaceNode } from "../place/place-node.ts";
import { fromBytes, toBytes, unescapeBytes } from "../vm/bytes.ts";
import { installWatchdog } from "../vm/interrupt.ts";
import type { VmFunction, VmValue } from "../vm/types.ts";
import { createEngineVm } from "./engine-vm.ts";
import { messages } from "./messages.ts";
import { createSources, type LoadMode } from "./sources.ts";
import type { TraceLine } from "./trace.ts";
import { unicode, type UnicodeOp } from "./unicode.ts";
import { packWire, unpackWire, type WireValue } from "./wire.ts";

/** A request of the engine to Node; see `engine.host` in headless/luau/README.md. */
export interface HostRequest {
	readonly id: number;
	readonly op: string;
	readonly payload: unknown;
	/** Virtual second at which it was sent. */
	readonly sent: number;
}

export interface EngineOptions {
	readonly signals: "deferred" | "immediate";
	/** Repeats `math.random` and `Random.new()`. */
	readonly seed?: number;
	/** Unix time at virtual second 0. */
	readonly epoch: number;
	readonly flags: Readonly<Record<string, string | number | boolean>>;
	/** Anything an engine file reads from `engine.options`. */
	readonly extra: Readonly<Record<string, WireValue>>;
	readonly memoryPages?: number;
	readonly onTrace: (line: TraceLine) => void;
	/** A line of a Luau stack behind an error. */
	readonly onStack: (peer: string, line: string) => void;
}

export type SliceStatus = "limit" | "host" | "budget" | "stopped";

export interface Engine {
	readonly sources: ReturnType<typeof createSources>;
	/** Runs up to a virtual time; see `engine.advance`. */
	slice(limit: number, budget: number): { status: SliceStatus; now: number; requests: HostRequest[] };
	answer(id: number, result: WireValue, due: number): void;
	answerLimit(latency: number): number;
	build(nodes: readonly PlaceNode[]): void;
	/** Runs a chunk with the engine table as its argument. */
	call(source: string, ...args: VmValue[]): VmValue[];
	errors(): number;
}

/** A run that was asked for something that does not exist; the message says what does. */
export class OptionError extends Error {
	override name = "OptionError";
}

interface FlatNode {
	readonly [key: string]: WireValue;
}

const bytesDeep = (value: unknown): WireValue => {
	if (typeof value === "string") return toBytes(value);
	if (Array.isArray(value)) return value.map(bytesDeep);
	if (typeof value === "object" && value !== null)
		return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, bytesDeep(item)]));
	return value as WireValue;
};

/**
 * A VM with the engine in it, without a place.
 *
 * @example
 * const engine = await createEngine({ signals: "deferred", epoch: 0, flags: {}, extra: {}, onTrace, onStack });
 */
// eslint-disable-next-line max-lines-per-function -- what the VM is handed at its start, once; each member is a line or two.
export const createEngine = async (options: EngineOptions): Promise<Engine> => {
	const { vm, start } = await createEngineVm(options.memoryPages);
	const sources = createSources();
	const compiled = new Map<string, VmFunction | string>();
	let spent: VmFunction | undefined;
	vm.expose("__load", (id, chunkName, mode) => {
		// By now the engine has it, and nothing is left of it when the engine lets go.
		if (spent !== undefined) vm.release(spent);
		spent = undefined;
		const chunk = sources.chunk(id as number, mode as LoadMode);
		const key = `${String(id)} ${String(chunkName)}`;
		let loaded = mode === "factory" ? compiled.get(key) : undefined;
		if (loaded === undefined) {
			// Luau takes a source as text and makes UTF-8 of it itself.
			loaded = vm.load(fromBytes(chunk.text), chunkName as string);
			if (mode === "factory") compiled.set(key, loaded);
			else if (typeof loaded === "function") spent = loaded;
		}
		return typeof loaded === "string" ? [undefined, loaded] : [loaded, chunk.names];
	});
	const timeout = options.extra.scriptTimeout;
	const watchdog = typeof timeout === "number" ? installWatchdog(vm, timeout) : undefined;
	const warnOfNone = (): void =>
		options.onTrace({ t: 0, peer: "server", kind: "log", level: "warn", text: messages.noWatchdog });
	if (typeof timeout === "number" && watchdog === undefined) warnOfNone();
	vm.expose("__watch", shown => {
		if (watchdog?.attach(String(shown)) === false) warnOfNone();
		return undefined;
	});

	vm.expose("__unicode", (op, text) => packWire(unicode(op as UnicodeOp, unpackWire(text as string) as string)));

	const flush = (lines: string): void => {
		if (lines === "") return;
		// Line feeds stand between lines only; within them they are escaped.
		const list = `[${fromBytes(unescapeBytes(lines)).replaceAll("\n", ",")}]`;
		for (const line of JSON.parse(list) as TraceLine[]) {
			if (line.kind === "stack") options.onStack(line.peer, String(line.text));
			else options.onTrace(line);
		}
	};
	vm.expose("__flush", lines => {
		flush(lines as string);
		return undefined;
	});

	const flags = { ...options.flags, signals: options.signals };
	const settings: WireValue = {
		...options.extra,
		flags,
		epoch: options.epoch,
		entropy: Math.floor(Math.random() * 2 ** 31),
		...(options.seed === undefined ? {} : { seed: options.seed }),
	};
	let held: VmFunction[];
	try {
		held = start(packWire(settings));
	} catch (cause) {
		const message = (cause as Error).message;
		throw /^(unknown )?flag /.test(message) ? new OptionError(message) : cause;
	}
	const [slice, answer, answerLimit, build, call, errors, lastWords] = held;

	/** With memory exhausted the VM still says what it had to say, and who exhausted it. */
	const endIfExhausted = (): void => {
		const failure = vm.failure();
		if (failure === undefined) return;
		vm.lastWords();
		flush(lastWords!()[0] as string);
		throw failure;
	};
	const runSlice = (limit: number, budget: number): VmValue[] => {
		try {
			return slice!(limit, budget);
		} catch (cause) {
			endIfExhausted();
			throw cause;
		}
	};

	return {
		sources,
		slice: (limit, budget) => {
			const [status, now, lines, requests] = runSlice(limit, budget);
			flush(lines as string);
			endIfExhausted();
			const list =
				requests === undefined
					? []
					: [...(unpackWire(requests as string) as Map<number, Map<string, unknown>>).values()];
			return {
				status: status as SliceStatus,
				now: now as number,
				requests: list.map(entry => ({
					id: entry.get("id") as number,
					op: entry.get("op") as string,
					payload: entry.get("payload"),
					sent: entry.get("sent") as number,
				})),
			};
		},
		answer: (id, result, due) => void answer!(id, packWire(result), due),
		answerLimit: latency => answerLimit!(latency)[0] as number,
		build: nodes => {
			const flat: FlatNode[] = [];
			const referents = new Map<string, number>();
			const add = (node: PlaceNode, parent: number | undefined): void => {
				const index = flat.length + 1;
				if (node.referent !== undefined) referents.set(node.referent, index);
				flat.push({
					class: node.className,
					name: toBytes(node.name),
					parent,
					source: node.source === undefined ? undefined : sources.add(toBytes(node.source)),
					properties: bytesDeep(node.properties),
					attributes: bytesDeep(node.attributes),
					tags: node.tags.map(toBytes),
				});
				for (const child of node.children) add(child, index);
			};
			for (const node of nodes) add(node, undefined);
			build!(packWire(flat), packWire(Object.fromEntries(referents)));
		},
		call: (source, ...args) => {
			const id = sources.add(toBytes(source));
			const chunk = vm.load(sources.text(id), "=engine/call");
			if (typeof chunk === "string") throw new Error(`headless: ${chunk}`);
			const result = call!(chunk, ...args);
			vm.release(chunk);
			return result;
		},
		errors: () => errors!()[0] as number,
	};
};
