import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

import { loadWasmImage } from "./wasm-image.ts";

/** What crosses the border between Node and the VM. Strings are byte strings: one UTF-16 unit a byte. */
export type VmValue = string | number | boolean | undefined | VmFunction;
export type HostFunction = (...args: VmValue[]) => VmValue | VmValue[];

/** Something that ended the whole VM, not just a script. */
export class VmFailure extends Error {
	override name = "VmFailure";
}

/** A Luau function held from Node. Calls are synchronous. */
export interface VmFunction {
	(...args: VmValue[]): VmValue[];
}

export interface LuauVm {
	/** Compiles a chunk; a syntax error comes back as a string. */
	load(source: string, chunkName: string): VmFunction | string;
	/** Makes a Node function callable as a global of the VM. */
	expose(name: string, fn: HostFunction): void;
	/** Bytes of memory the VM may use in all. */
	readonly memoryBytes: number;
	readonly memory: () => WebAssembly.Memory;
	readonly exports: () => WebAssembly.Exports;
	readonly spareSlot: number;
	/** When the VM last asked for the real time (`performance.now()`): the kernel does when a resumption begins. */
	readonly clockReadAt: () => number;
	/** Address of the main `lua_State`. */
	readonly state: () => number;
}

/** The part of luau-web's Emscripten module that is used here (luau-web 1.4.0 ships no types for it). */
interface Interop {
	states: Record<number, InteropState>;
	LUA_VALUE: symbol;
	_makeLuaState(index: number): number;
	_luauLoad(state: number, source: number, name: number): number;
	_getLuaValue(state: number, index: number): number;
	_luaPcall(state: number, ref: number, args: number): number;
	_luaUnref(state: number, ref: number): void;
	_malloc(size: number): number;
	luauToJsValue(index: number, state: number, value: unknown): unknown;
}
interface InteropState {
	luaValueCache: Map<number, unknown>;
	jsValueCache: Map<number, { [key: symbol]: { value: HostFunction } }>;
	jsValueReverse: Map<unknown, unknown>;
	transactionData: unknown[];
	nextJSRef: number;
	nextTXKey: number;
	env: {
		set(key: string, value: unknown, bypass: boolean): boolean;
		setreadonly(table: unknown, readonly: boolean): void;
	};
}
type InteropFactory = (arg: object) => Promise<Interop>;

const INDEX = 1;

const UNSAFE = /[\0\x1b\x80-\xff]/g;

const ESCAPED = /\x1b([0-9a-f]{2})/g;

/** Byte strings cross as plain ASCII: the C side of luau-web stops at NUL and re-encodes everything above 127. */
export const escapeBytes = (text: string): string =>
	text.replace(UNSAFE, unit => `\x1b${unit.charCodeAt(0).toString(16).padStart(2, "0")}`);
export const unescapeBytes = (text: string): string =>
	text.replace(ESCAPED, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
export const toBytes = (text: string): string => Buffer.from(text, "utf8").toString("latin1");
export const fromBytes = (bytes: string): string => Buffer.from(bytes, "latin1").toString("utf8");

const importInterop = async (): Promise<InteropFactory> => {
	const entry = createRequire(import.meta.url).resolve("luau-web");
	const url = pathToFileURL(entry.replace(/index\.js$/, "lib/Luau.Web.Asyncify.js")).href;
	return ((await import(url)) as { default: InteropFactory }).default;
};

/**
 * Starts one Luau VM.
 *
 * @param options.memoryPages - memory in 64 KiB pages, default `8192`
 * @example
 * const vm = await createVm({});
 * const chunk = vm.load("return 1 + ...", "=sum");
 * if (typeof chunk === "function") chunk(2); // [3]
 */
export const createVm = async ({ memoryPages = 8192 }: { memoryPages?: number }): Promise<LuauVm> => {
	const image = loadWasmImage(memoryPages);
	const factory = await importInterop();
	let exportsOf: WebAssembly.Exports = {};
	let functions!: WebAssembly.Table;
	// eslint-disable-next-line prefer-const -- the factory calls back before it returns
	let interop!: Interop;
	let outOfMemory = false;
	let clockRead = 0;

	const readString = (pointer: number): string => {
		const bytes = new Uint8Array((exportsOf.memory as WebAssembly.Memory).buffer);
		return Buffer.from(bytes.buffer, pointer, bytes.indexOf(0, pointer) - pointer).toString("utf8");
	};

	const callHost = (state: number, index: number, refJson: number, argsJson: number): number => {
		const table = interop.states[index]!;
		const ref = JSON.parse(readString(refJson)) as number;
		const holder = table.jsValueCache.get(ref)!;
		const fn = holder[Object.getOwnPropertySymbols(holder)[0]!]!.value;
		const args = (JSON.parse(readString(argsJson)) as unknown[]).slice(1);
		const values = args.map(arg => {
			const value = interop.luauToJsValue(index, state, arg);
			return value === null ? undefined : (value as VmValue);
		});
		const result = fn(...values);
		const key = table.nextTXKey++;
		table.transactionData[key] = Array.isArray(result) ? result : [result];
		return key;
	};

	/** Every `pcall` and `coroutine.resume` comes through here, so the glue's own bookkeeping wrapper is left out. */
	const protectedCall = (slot: number, first: number, second: number): void => {
		const raw = exportsOf as Record<string, (...args: number[]) => number>;
		const stack = raw.emscripten_stack_get_current!();
		try {
			(functions.get(slot) as (a: number, b: number) => void)(first, second);
		} catch (cause) {
			raw._emscripten_stack_restore!(stack);
			if (typeof cause !== "number") throw cause;
			raw.setThrew!(1, 0);
		}
	};

	const moduleArg: Record<string | symbol, unknown> = {
		LUA_VALUE: Symbol("LuaValue"),
		JS_VALUE: Symbol("JsValue"),
		JS_MUTABLE: Symbol("JsMutable"),
		securityTransmitList: new Map(),
		options: new Map([["LUA_IMPLICIT_ARRAYS_TO_JS_ARRAYS", false]]),
		states: [],
		_asyncMutex: { enabled: false, _locked: false, _queue: [], acquire() {}, release() {} },
		printErr: (text: string) => {
			if (/OOM/.test(text)) outOfMemory = true;
		},
		instantiateWasm: (
			info: { env: Record<string, unknown> },
			done: (instance: { exports: WebAssembly.Exports }) => void,
		) => {
			info.env.__asyncjs__callJSFunction = callHost;
			info.env.invoke_vii = protectedCall;
			for (const name of ["clock_time_get", "emscripten_get_now"]) {
				const read = info.env[name] as (...args: unknown[]) => unknown;
				info.env[name] = (...args: unknown[]) => {
					clockRead = performance.now();
					return read(...args);
				};
			}
			const instance = new WebAssembly.Instance(image.module, info as unknown as WebAssembly.Imports);
			exportsOf = instance.exports;
			functions = exportsOf.__indirect_function_table as WebAssembly.Table;
			done(instance);
		},
	};
	interop = await factory(moduleArg);
	const table: InteropState = {
		luaValueCache: new Map(),
		jsValueCache: new Map(),
		jsValueReverse: new Map(),
		transactionData: [],
		nextJSRef: -1,
		nextTXKey: 0,
		env: undefined as never,
	};
	interop.states[INDEX] = table;
	const state = interop._makeLuaState(INDEX);
	const actual = (exportsOf.memory as WebAssembly.Memory).buffer.byteLength;
	if (actual !== image.memoryBytes)
		throw new Error(`luau-web: asked for ${image.memoryBytes} bytes of VM memory, got ${actual}; pin luau-web 1.4.0`);

	const transact = (value: unknown): number => {
		const key = table.nextTXKey++;
		table.transactionData[key] = value;
		return key;
	};
	const refs = new WeakMap<object, unknown>();
	const wrap = (raw: unknown): VmFunction => {
		const ref = ((raw as Record<symbol, { ref: number }>)[interop.LUA_VALUE] ?? { ref: 0 }).ref;
		const call = (...args: VmValue[]): VmValue[] => {
			const key = transact(args.map(arg => (typeof arg === "function" ? (refs.get(arg) ?? arg) : arg)));
			let status: number;
			try {
				status = interop._luaPcall(state, ref, key);
			} catch (cause) {
				if (outOfMemory)
					throw new VmFailure(
						`headless: the Luau VM ran out of memory (${Math.round(image.memoryBytes / 2 ** 20)} MB); raise --memory`,
					);
				throw cause;
			}
			const out = table.transactionData[key] as { error?: string; value?: unknown }[];
			delete table.transactionData[key];
			if (status !== 0) throw new Error(String(out[0]?.error ?? "Luau error without a message"));
			return out.map(value => {
				const plain = interop.luauToJsValue(INDEX, state, value);
				return plain === null ? undefined : typeof plain === "function" ? wrap(plain) : (plain as VmValue);
			});
		};
		refs.set(call, raw);
		return call;
	};

	// Vector3 is the native vector; luau-web freezes its metatable, the engine's datatypes extend it.
	interop._luauLoad(state, transact("return getmetatable(vector.create(0, 0, 0))"), transact("=vector"));
	const metaKey = interop._getLuaValue(state, -1);
	const getMeta = interop.luauToJsValue(INDEX, state, JSON.parse(String(table.transactionData[metaKey])));
	const meta = transact([]);
	if (interop._luaPcall(state, (getMeta as Record<symbol, { ref: number }>)[interop.LUA_VALUE]!.ref, meta) === 0) {
		const [held] = table.transactionData[meta] as unknown[];
		table.env.setreadonly(interop.luauToJsValue(INDEX, state, held), false);
	}

	return {
		memoryBytes: actual,
		memory: () => exportsOf.memory as WebAssembly.Memory,
		exports: () => exportsOf,
		spareSlot: image.spareSlot,
		clockReadAt: () => clockRead,
		state: () => state,
		expose: (name, fn) => {
			const hosted: HostFunction = (...args) => {
				const result = fn(...args);
				const list = Array.isArray(result) ? result : [result];
				return list.map(value => (typeof value === "function" ? ((refs.get(value) ?? value) as VmValue) : value));
			};
			table.env.set(name, hosted, true);
		},
		load: (source, chunkName) => {
			const failed = interop._luauLoad(state, transact(source), transact(chunkName));
			const key = interop._getLuaValue(state, -1);
			const value = interop.luauToJsValue(INDEX, state, JSON.parse(String(table.transactionData[key])));
			delete table.transactionData[key];
			return failed !== 0 ? String(value) : wrap(value);
		},
	};
};
