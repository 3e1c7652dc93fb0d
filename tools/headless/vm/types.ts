/** What crosses the border between Node and the VM. Strings are byte strings: one UTF-16 unit a byte. */
export type VmValue = string | number | boolean | undefined | VmFunction;

/** A function of Node that the VM calls. */
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
	/** Lets go of a function of the VM that nobody calls again. */
	release(fn: VmFunction): void;
	readonly memory: () => WebAssembly.Memory;
	/** The functions that the VM calls by number. */
	readonly table: () => WebAssembly.Table;
	readonly spareSlot: number;
	/** Address of the main `lua_State`. */
	readonly state: () => number;
	/** Set once memory ran out. The VM still works, on what was kept back for its last words. */
	readonly failure: () => VmFailure | undefined;
	/** Called when memory runs out, in the middle of what asked for it. */
	readonly whenExhausted: (fn: () => void) => void;
	/** Gives up all that was kept back, once no script runs any more. */
	readonly lastWords: () => void;
}
