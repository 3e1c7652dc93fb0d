import { createBorder } from "./border.ts";
import { type BytecodeStore, bytecodeStore } from "./bytecode.ts";
import { emptyState, importGlue, INDEX, type Interop } from "./glue.ts";
import { createLoadTap } from "./load-tap.ts";
import { type HostFunction, type LuauVm, VmFailure, type VmFunction, type VmValue } from "./types.ts";
import { loadWasmImage } from "./wasm-image.ts";

export interface VmOptions {
	/** Memory in pages of 64 KiB. @default 8192 */
	readonly memoryPages?: number;
}

/**
 * Kept back from scripts, twice: what it takes to say which of them used up the rest. The first part is given up when
 * memory runs out; a script that catches the error may use it up as well. The second is for when it was stopped.
 */
const RESERVE_BYTES = 2 ** 20;

/** Instantiates the image with our own side of the border. */
const instantiate = async (memoryPages: number) => {
	const image = loadWasmImage(memoryPages);
	const factory = await importGlue();
	const seen = { exports: {} as WebAssembly.Exports, outOfMemory: false, reserves: [] as number[] };
	let functions!: WebAssembly.Table;
	// eslint-disable-next-line prefer-const -- the factory calls back before it returns
	let interop!: Interop;
	const border = createBorder(
		() => interop,
		() => seen.exports,
	);

	const loadTap = createLoadTap(
		() => interop,
		() => (seen.exports.memory as WebAssembly.Memory).buffer,
	);

	/** Every `pcall` and `coroutine.resume` comes through here, so the glue's own bookkeeping wrapper is left out. */
	const protectedCall = (slot: number, first: number, second: number): void => {
		const raw = seen.exports as Record<string, (...args: number[]) => number>;
		const stack = raw.emscripten_stack_get_current!();
		const after = loadTap.onProtectedCall(slot, second);
		try {
			(functions.get(slot) as (a: number, b: number) => void)(first, second);
		} catch (cause) {
			raw._emscripten_stack_restore!(stack);
			if (typeof cause !== "number") throw cause;
			if (seen.outOfMemory && seen.reserves.length === 2) interop._free(seen.reserves.pop()!);
			raw.setThrew!(1, 0);
		} finally {
			after?.();
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
		printErr: () => {},
		instantiateWasm: (
			info: { env: Record<string, unknown> },
			done: (instance: { exports: WebAssembly.Exports }) => void,
		) => {
			// The glue aborts everything where memory cannot grow; told that it cannot, Luau raises an error as usual.
			const resizeHeap = (): number => {
				seen.outOfMemory = true;
				return 0;
			};
			Object.assign(info.env, border.imports, { invoke_vii: protectedCall, emscripten_resize_heap: resizeHeap });
			const instance = new WebAssembly.Instance(image.module, info as unknown as WebAssembly.Imports);
			seen.exports = instance.exports;
			functions = seen.exports.__indirect_function_table as WebAssembly.Table;
			done(instance);
		},
	};
	interop = await factory(moduleArg);
	const memory = seen.exports.memory as WebAssembly.Memory;
	if (memory.buffer.byteLength !== image.memoryBytes)
		throw new Error(
			`luau-web: asked for ${image.memoryBytes} bytes of VM memory, got ${memory.buffer.byteLength}; pin luau-web 1.4.0`,
		);
	seen.reserves.push(interop._malloc(RESERVE_BYTES), interop._malloc(RESERVE_BYTES));
	return { interop, image, seen, memory, loadTap };
};

type Loader = (
	source: string,
	chunkName: string,
	supplied?: Uint8Array,
) => { value: VmFunction | string; compiled?: Uint8Array };

let bytecodes: BytecodeStore | "none" | undefined;

/** What was compiled before, if this build of the VM shows its bytecode and takes it back. */
const openStore = (image: Uint8Array, load: Loader): BytecodeStore | "none" => {
	const probe = load("return 'probed'", "=engine/probe");
	if (probe.compiled === undefined || !Buffer.from(probe.compiled).includes("probed")) return "none";
	const { value } = load("", "=engine/probe", probe.compiled);
	return typeof value !== "string" && value()[0] === "probed" ? bytecodeStore(image) : "none";
};

/**
 * Starts one Luau VM.
 *
 * @example
 * const vm = await createVm({});
 * const chunk = vm.load("return 1 + ...", "=sum");
 * if (typeof chunk === "function") chunk(2); // [3]
 */
// eslint-disable-next-line max-lines-per-function -- the VM's own closures over one memory.
export const createVm = async ({ memoryPages = 8192 }: VmOptions): Promise<LuauVm> => {
	const { interop, image, seen, memory, loadTap } = await instantiate(memoryPages);
	const exhausted = (): VmFailure =>
		new VmFailure(
			`headless: the Luau VM ran out of memory (${Math.round(image.memoryBytes / 2 ** 20)} MB); raise --memory`,
		);
	const table = emptyState();
	interop.states[INDEX] = table;
	const state = interop._makeLuaState(INDEX);

	const transact = (value: unknown): number => {
		const key = table.nextTXKey++;
		table.transactionData[key] = value;
		return key;
	};
	const refOfRaw = (raw: object): number => (raw as Record<symbol, { ref: number }>)[interop.LUA_VALUE]!.ref;
	const raws = new WeakMap<object, object>();
	const wrap = (raw: object): VmFunction => {
		const ref = refOfRaw(raw);
		const call = (...args: VmValue[]): VmValue[] => {
			const key = transact(args.map(arg => (typeof arg === "function" ? (raws.get(arg) ?? arg) : arg)));
			let status: number;
			try {
				status = interop._luaPcall(state, ref, key);
			} catch (cause) {
				throw seen.outOfMemory ? exhausted() : cause;
			}
			const out = table.transactionData[key] as { error?: string; value?: unknown }[];
			delete table.transactionData[key];
			if (status !== 0 && seen.outOfMemory) throw exhausted();
			if (status !== 0) throw new Error(String(out[0]?.error ?? "Luau error without a message"));
			return out.map(value => {
				const plain = interop.luauToJsValue(INDEX, state, value);
				return plain === null ? undefined : typeof plain === "function" ? wrap(plain) : (plain as VmValue);
			});
		};
		raws.set(call, raw);
		return call;
	};

	const unfreezeMetatableOf = (value: string): void => {
		interop._luauLoad(state, transact(`return getmetatable(${value})`), transact("=metatable"));
		const key = interop._getLuaValue(state, -1);
		const getMeta = interop.luauToJsValue(INDEX, state, JSON.parse(String(table.transactionData[key])));
		const meta = transact([]);
		if (interop._luaPcall(state, refOfRaw(getMeta as object), meta) !== 0) return;
		const [held] = table.transactionData[meta] as unknown[];
		table.env.setreadonly(interop.luauToJsValue(INDEX, state, held), false);
	};
	// luau-web freezes both. Vector3 is the native vector, which the engine's datatypes extend; both are to be locked.
	unfreezeMetatableOf("vector.create(0, 0, 0)");
	unfreezeMetatableOf('""');

	const load: Loader = (source, chunkName, supplied) => {
		const { result: failed, compiled } = loadTap.during(supplied, () =>
			interop._luauLoad(state, transact(source), transact(chunkName)),
		);
		const key = interop._getLuaValue(state, -1);
		const value = interop.luauToJsValue(INDEX, state, JSON.parse(String(table.transactionData[key])));
		delete table.transactionData[key];
		return { value: failed !== 0 ? String(value) : wrap(value as object), ...(compiled && { compiled }) };
	};

	return {
		memoryBytes: image.memoryBytes,
		memory: () => memory,
		exports: () => seen.exports,
		spareSlot: image.spareSlot,
		state: () => state,
		failure: () => (seen.outOfMemory ? exhausted() : undefined),
		lastWords: () => {
			for (const reserve of seen.reserves.splice(0)) interop._free(reserve);
		},
		expose: (name, fn) => {
			const host: HostFunction = (...args) => {
				const result = fn(...args);
				const list = Array.isArray(result) ? result : [result];
				return list.map(value => (typeof value === "function" ? ((raws.get(value) ?? value) as VmValue) : value));
			};
			table.env.set(name, host, true);
		},
		load: (source, chunkName) => {
			bytecodes ??= openStore(image.bytes, load);
			const known = bytecodes === "none" ? undefined : bytecodes.get(source);
			// With the bytecode at hand nothing but an empty chunk is compiled.
			const { value, compiled } = load(known === undefined ? source : "", chunkName, known);
			if (compiled !== undefined && bytecodes !== "none" && typeof value !== "string") bytecodes.put(source, compiled);
			return value;
		},
	};
};
