import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

import type { HostFunction } from "./types.ts";

/** The part of luau-web's Emscripten module that is used here (luau-web 1.4.0 ships no types for it). */
export interface Interop {
	states: Record<number, InteropState>;
	LUA_VALUE: symbol;
	JS_VALUE: symbol;
	_makeLuaState(index: number): number;
	_luauLoad(state: number, source: number, name: number): number;
	_getLuaValue(state: number, index: number): number;
	_luaPcall(state: number, ref: number, args: number): number;
	_malloc(size: number): number;
	_free(pointer: number): void;
	jsToLuauValue(index: number, parent: null, value: unknown): [type: string, value: string];
	luauToJsValue(index: number, state: number, value: unknown): unknown;
}
/** What the glue keeps of one `lua_State`. */
export interface InteropState {
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
export type InteropFactory = (arg: object) => Promise<Interop>;

/** The one `lua_State` of a VM. */
export const INDEX = 1;

export const emptyState = (): InteropState => ({
	luaValueCache: new Map(),
	jsValueCache: new Map(),
	jsValueReverse: new Map(),
	transactionData: [],
	nextJSRef: -1,
	nextTXKey: 0,
	env: undefined as never,
});

export const importGlue = async (): Promise<InteropFactory> => {
	const entry = createRequire(import.meta.url).resolve("luau-web");
	const url = pathToFileURL(entry.replace(/index\.js$/, "lib/Luau.Web.Asyncify.js")).href;
	return ((await import(url)) as { default: InteropFactory }).default;
};
