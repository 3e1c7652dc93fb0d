import { type BytecodeStore, bytecodeStore } from "./bytecode.ts";
import { createInterop, type LuauExports, type Shown } from "./interop.ts";
import { createLoadTap } from "./load-tap.ts";
import { systemImports } from "./system.ts";
import { type LuauVm, VmFailure, type VmFunction, type VmValue } from "./types.ts";
import { loadWasmImage, type WasmImage } from "./wasm-image.ts";

export interface VmOptions {
	/** Memory in pages of 64 KiB. @default 8192 */
	readonly memoryPages?: number;
}

/** The one `lua_State` of a VM. */
const INDEX = 1;
const PAGE = 65536;
/**
 * Kept back from scripts, twice: what it takes to say which of them used up the rest. The first part is given up when
 * memory runs out; a script that catches the error may use it up as well. The second is for when it was stopped.
 */
const RESERVE_PAGES = 16;
/** Memory grows by this much at least. */
const STEP_PAGES = 64;

/** How much memory there is to be had; past that Luau raises an error, as it does when a system has none left. */
const createHeap = (image: WasmImage, exportsOf: () => LuauExports) => {
	let limit = image.pages - 2 * RESERVE_PAGES;
	let exhausted = false;
	let onExhausted = (): void => {};
	const refuse = (): number => {
		if (!exhausted) limit += RESERVE_PAGES;
		exhausted = true;
		onExhausted();
		return 0;
	};
	return {
		exhausted: (): boolean => exhausted,
		whenExhausted: (fn: () => void): void => {
			onExhausted = fn;
		},
		/** Gives up all that was kept back. */
		release: (): void => {
			limit = image.pages;
		},
		/** How the C library asks for `size` bytes in all; told that there are none, it finds its own words. */
		resize: (size: number): number => {
			const { memory } = exportsOf();
			const pages = memory.buffer.byteLength / PAGE;
			const needed = Math.ceil((size >>> 0) / PAGE);
			if (needed > limit) return refuse();
			try {
				memory.grow(Math.min(Math.max(needed, pages + STEP_PAGES, Math.ceil(pages * 1.25)), limit) - pages);
				return 1;
			} catch {
				// The machine has less than was asked for.
				limit = pages;
				return refuse();
			}
		},
	};
};

/** Imports that nothing here leads to: Luau holds no values of JavaScript but the functions that are exposed. */
const absent =
	(name: string): (() => never) =>
	() => {
		throw new VmFailure(`headless: the Luau VM called ${name}, which it never should`);
	};

type Loader = (
	source: string,
	chunkName: string,
	supplied?: Uint8Array,
) => { value: VmFunction | string; compiled: Uint8Array | undefined };

let bytecodes: BytecodeStore | undefined;

/**
 * Starts one Luau VM.
 *
 * @example
 * const vm = createVm({});
 * const chunk = vm.load("return 1 + ...", "=sum");
 * if (typeof chunk === "function") chunk(2); // [3]
 */
// eslint-disable-next-line max-lines-per-function -- the VM's own closures over one memory.
export const createVm = ({ memoryPages = 8192 }: VmOptions): LuauVm => {
	const image = loadWasmImage(memoryPages);
	// eslint-disable-next-line prefer-const -- what is made first needs it, and it needs them
	let exports!: LuauExports;
	const exportsOf = (): LuauExports => exports;
	const heap = createHeap(image, exportsOf);
	const exhausted = (): VmFailure =>
		new VmFailure(
			`headless: the Luau VM ran out of memory (${Math.round((image.pages * PAGE) / 2 ** 20)} MB); raise --memory`,
		);

	const refs = new WeakMap<object, number>();
	const wrap = (ref: number): VmFunction => {
		const call = (...args: VmValue[]): VmValue[] => {
			const key = interop.send(args);
			let status: number;
			try {
				status = exports.luaPcall(state, ref, key);
			} catch (cause) {
				throw heap.exhausted() ? exhausted() : cause;
			}
			const out = interop.receive(key) as readonly Shown[];
			if (status !== 0 && heap.exhausted()) throw exhausted();
			if (status !== 0) throw new Error(String(out[0]?.error ?? "Luau error without a message"));
			return out.map(value => interop.fromLuau(value) as VmValue);
		};
		refs.set(call, ref);
		return call;
	};
	const interop = createInterop(exportsOf, wrap, fn => refs.get(fn as object));
	const loadTap = createLoadTap(exportsOf);

	const functions: ((first: number, second: number) => void)[] = [];
	/** Every `pcall` and `coroutine.resume` comes through here. An error of Luau arrives as a number. */
	const protectedCall = (slot: number, first: number, second: number): void => {
		const stack = exports.emscripten_stack_get_current();
		const after = loadTap.onProtectedCall(slot, second);
		try {
			(functions[slot] ??= exports.__indirect_function_table.get(slot) as (typeof functions)[0])(first, second);
		} catch (cause) {
			exports._emscripten_stack_restore(stack);
			if (typeof cause !== "number") throw cause;
			exports.setThrew(1, 0);
		} finally {
			after?.();
		}
	};

	const own: Record<string, unknown> = {
		...interop.imports,
		...systemImports(() => new DataView(exports.memory.buffer)),
		emscripten_resize_heap: heap.resize,
		invoke_vii: protectedCall,
		_emscripten_throw_longjmp: (): never => {
			throw Infinity;
		},
	};
	const imports: WebAssembly.Imports = {};
	for (const { module, name } of WebAssembly.Module.imports(image.module))
		(imports[module] ??= {})[name] = (own[name] ?? absent(name)) as WebAssembly.ImportValue;
	exports = new WebAssembly.Instance(image.module, imports).exports as unknown as LuauExports;
	exports.emscripten_stack_init();
	exports.__wasm_call_ctors();
	const state = exports.makeLuaState(INDEX);

	const topOfStack = (): Shown => JSON.parse(String(interop.receive(exports.getLuaValue(state, -1)))) as Shown;
	const load: Loader = (source, chunkName, supplied) => {
		const { result: failed, compiled } = loadTap.during(supplied, () =>
			exports.luauLoad(state, interop.send(source), interop.send(chunkName)),
		);
		const value = interop.fromLuau(topOfStack());
		return { value: failed === 0 ? (value as VmFunction) : String(value), compiled };
	};

	const unfreezeMetatableOf = (value: string): void => {
		const getMeta = load(`return getmetatable(${value})`, "=metatable").value;
		const key = interop.send([]);
		if (typeof getMeta === "string" || exports.luaPcall(state, refs.get(getMeta)!, key) !== 0) return;
		const [meta] = interop.receive(key) as readonly Shown[];
		exports.setreadonly(state, Number(meta!.value), 0);
	};
	// luau-web freezes both. Vector3 is the native vector, which the engine's datatypes extend; both are to be locked.
	unfreezeMetatableOf("vector.create(0, 0, 0)");
	unfreezeMetatableOf('""');

	return {
		memory: () => exports.memory,
		table: () => exports.__indirect_function_table,
		spareSlot: image.spareSlot,
		state: () => state,
		failure: () => (heap.exhausted() ? exhausted() : undefined),
		whenExhausted: heap.whenExhausted,
		lastWords: heap.release,
		expose: (name, fn) => interop.expose(state, name, fn),
		release: fn => {
			const ref = refs.get(fn);
			if (ref !== undefined) exports.luaUnref(state, ref);
			refs.delete(fn);
		},
		load: (source, chunkName) => {
			bytecodes ??= bytecodeStore(image.hash);
			const known = bytecodes.get(source);
			// With the bytecode at hand nothing but an empty chunk is compiled.
			const { value, compiled } = load(known === undefined ? source : "", chunkName, known);
			if (compiled !== undefined && typeof value !== "string") bytecodes.put(source, compiled);
			return value;
		},
	};
};
