import type { HostFunction, VmValue } from "./types.ts";

/** The functions of the image; numbers are addresses, references or states. */
export interface LuauExports {
	readonly memory: WebAssembly.Memory;
	readonly __indirect_function_table: WebAssembly.Table;
	readonly emscripten_stack_init: () => void;
	readonly emscripten_stack_get_current: () => number;
	readonly _emscripten_stack_restore: (stack: number) => void;
	readonly setThrew: (threw: number, value: number) => void;
	readonly __wasm_call_ctors: () => void;
	readonly malloc: (size: number) => number;
	readonly free: (pointer: number) => void;
	readonly makeLuaState: (index: number) => number;
	readonly luauLoad: (state: number, source: number, name: number) => number;
	readonly getLuaValue: (state: number, index: number) => number;
	readonly luaPcall: (state: number, ref: number, args: number) => number;
	readonly luaUnref: (state: number, ref: number) => void;
	readonly pushValueToLuaWrapper: (state: number, type: number, value: number, shown: number) => void;
	readonly luaNewIndex: (
		state: number,
		table: number,
		keyType: number,
		key: number,
		valueType: number,
		value: number,
		evenReadonly: number,
	) => number;
	readonly setreadonly: (state: number, ref: number, readonly: number) => void;
}

/** A value as the image writes it for JavaScript. */
export interface Shown {
	readonly type?: string;
	readonly value?: string | number | boolean;
	readonly error?: string;
}

/** A Luau value that stays in the VM, by its number in the registry. */
export interface LuauRef {
	readonly type: string;
	readonly ref: number;
}

const toNumber = (text: string | number): number => {
	if (text === "inf") return Infinity;
	if (text === "-inf") return -Infinity;
	return text === "nan" || text === "-nan" ? NaN : Number(text);
};

/** Texts in the memory of the VM. */
const createTexts = (exportsOf: () => LuauExports) => {
	let view: Buffer | undefined;
	/** A memory that grew has another buffer. */
	const bytes = (): Buffer => {
		const { buffer } = exportsOf().memory;
		if (view?.buffer !== buffer) view = Buffer.from(buffer);
		return view;
	};
	const writeText = (text: string): number => {
		const size = Buffer.byteLength(text);
		const pointer = exportsOf().malloc(size + 1);
		const memory = bytes();
		memory.write(text, pointer, size, "utf8");
		memory[pointer + size] = 0;
		return pointer;
	};
	return {
		writeText,
		readText: (pointer: number): string => {
			const memory = bytes();
			return memory.toString("utf8", pointer, memory.indexOf(0, pointer));
		},
		/** Hands texts to the VM that keeps none of them. */
		withTexts: (texts: readonly string[], use: (...pointers: number[]) => void): void => {
			const pointers = texts.map(writeText);
			use(...pointers);
			for (const pointer of pointers) exportsOf().free(pointer);
		},
	};
};

/**
 * How values cross between Node and one VM: our side of the functions that the image imports. Values wait under a number
 * until the other side asks for them; texts are UTF-8 and end with a zero.
 *
 * @param exportsOf - the functions of the running instance, which exists only after its imports
 * @param wrap - makes a Luau function callable from Node
 * @param unwrap - what `wrap` was given
 */
export const createInterop = (
	exportsOf: () => LuauExports,
	wrap: (ref: number) => VmValue,
	unwrap: (fn: unknown) => number | undefined,
) => {
	const { writeText, readText, withTexts } = createTexts(exportsOf);
	const waiting = new Map<number, unknown>();
	let nextKey = 0;
	const functions: HostFunction[] = [];
	let globals = 0;
	const send = (value: unknown): number => {
		waiting.set(nextKey, value);
		return nextKey++;
	};
	const receive = (key: number): unknown => {
		const value = waiting.get(key);
		waiting.delete(key);
		return value;
	};
	const fromLuau = ({ type, value }: Shown): VmValue | LuauRef => {
		if (type === undefined || value === undefined || type === "nil") return undefined;
		if (type === "string") return String(value);
		if (type === "number") return toNumber(value as string | number);
		if (type === "boolean") return value === true || value === "true";
		return type === "function" ? wrap(Number(value)) : { type: `l${type}`, ref: Number(value) };
	};
	const toLuau = (value: VmValue): [type: string, shown: string] => {
		if (value === undefined) return ["nil", "nil"];
		if (typeof value !== "function") return [typeof value, String(value)];
		const ref = unwrap(value);
		if (ref === undefined) throw new Error("headless: only functions of the VM and exposed ones can be handed to it");
		return ["lfunction", String(ref)];
	};
	const pushAll = (state: number, _index: number, key: number): number => {
		const values = receive(key) as readonly VmValue[];
		for (const item of values)
			withTexts(toLuau(item), (type, value) => exportsOf().pushValueToLuaWrapper(state, type!, value!, type!));
		return values.length;
	};

	const callHost = (_state: number, _index: number, refJson: number, argsJson: number): number => {
		const fn = functions[-1 - (JSON.parse(readText(refJson)) as number)]!;
		const [, ...args] = JSON.parse(readText(argsJson)) as Shown[];
		const result = fn(...args.map(arg => fromLuau(arg) as VmValue));
		return send(Array.isArray(result) ? result : [result]);
	};

	return {
		send,
		receive,
		fromLuau,
		/** Makes a function of Node a global of the VM, or takes another one for it. */
		expose: (state: number, name: string, fn: HostFunction): void => {
			// Luau's own references are positive.
			const ref = -functions.push(fn);
			withTexts(["string", name, "jfunction", String(ref)], (...texts) =>
				exportsOf().luaNewIndex(state, globals, texts[0]!, texts[1]!, texts[2]!, texts[3]!, 1),
			);
		},
		/** In place of the glue that comes with the image. */
		imports: {
			__asyncjs__callJSFunction: callHost,
			acceptStringTransaction: (_index: number, key: number): number => writeText(receive(key) as string),
			pushArgs: pushAll,
			pushRetData: pushAll,
			pushTransactionString: (_index: number, text: number): number => send(readText(text)),
			sendValueToJS: (_index: number, json: number): number => send(JSON.parse(readText(json))),
			setMultretData: (_state: number, _index: number, json: number, key: number): void =>
				void waiting.set(key, JSON.parse(readText(json))),
			setEnvFromJS: (_state: number, _index: number, table: number): void => {
				globals = table;
			},
			ensureInterop: (): void => {},
		},
	};
};
