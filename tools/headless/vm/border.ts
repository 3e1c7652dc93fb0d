import type { Interop } from "./glue.ts";
import type { HostFunction, VmValue } from "./types.ts";

type Raw = Record<string, (...args: number[]) => number>;

/**
 * How values cross between Node and the VM. It stands in for the same functions of luau-web's glue, which go letter by
 * letter through every string (most of what loading a module costs) and may suspend the VM in a host function.
 *
 * @param interop - the glue; asked for when the first value crosses, since the imports are made before it exists
 * @param exportsOf - the exports of the running instance
 */
export const createBorder = (interop: () => Interop, exportsOf: () => WebAssembly.Exports) => {
	let view: Buffer | undefined;
	const memory = (): Buffer => (view ??= Buffer.from((exportsOf().memory as WebAssembly.Memory).buffer));
	const take = (index: number, key: number): unknown => {
		const { transactionData } = interop().states[index]!;
		const value = transactionData[key];
		delete transactionData[key];
		return value;
	};

	const writeString = (text: string): number => {
		const bytes = memory();
		const size = Buffer.byteLength(text);
		const pointer = interop()._malloc(size + 1);
		bytes.write(text, pointer, size, "utf8");
		bytes[pointer + size] = 0;
		return pointer;
	};
	const readString = (pointer: number): string => {
		const bytes = memory();
		return bytes.toString("utf8", pointer, bytes.indexOf(0, pointer));
	};

	const pushAll = (lua: number, index: number, key: number): number => {
		const values = take(index, key) as unknown[];
		const push = (exportsOf() as Raw).pushValueToLuaWrapper!;
		for (const item of values) {
			const [type, value] = interop().jsToLuauValue(index, null, item);
			const [typeAt, valueAt] = [writeString(type), writeString(value)];
			push(lua, typeAt, valueAt, typeAt);
			interop()._free(typeAt);
			interop()._free(valueAt);
		}
		return values.length;
	};

	const callHost = (state: number, index: number, refJson: number, argsJson: number): number => {
		const table = interop().states[index]!;
		const ref = JSON.parse(readString(refJson)) as number;
		const fn: HostFunction = table.jsValueCache.get(ref)![interop().JS_VALUE]!.value;
		const args = (JSON.parse(readString(argsJson)) as unknown[]).slice(1);
		const values = args.map(arg => {
			const value = interop().luauToJsValue(index, state, arg);
			return value === null ? undefined : (value as VmValue);
		});
		const result = fn(...values);
		const key = table.nextTXKey++;
		table.transactionData[key] = Array.isArray(result) ? result : [result];
		return key;
	};

	return {
		/** In place of the glue's own. */
		imports: {
			__asyncjs__callJSFunction: callHost,
			acceptStringTransaction: (index: number, key: number): number => writeString(take(index, key) as string),
			pushArgs: pushAll,
			pushRetData: pushAll,
		},
	};
};
