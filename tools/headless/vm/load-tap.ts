import type { LuauExports } from "./interop.ts";

/** What the image hands to its loader of bytecode, as offsets of 32-bit fields; a probe notices when it differs. */
const LOAD = { bytecode: 28, size: 32 } as const;

/**
 * The image compiles and loads in one go. The loading runs in a protected call, and those come through Node: there the
 * bytecode is read, or exchanged for what was compiled before.
 */
export const createLoadTap = (exportsOf: () => LuauExports) => {
	/** The slot of the function that loads, once it was seen. */
	let loader: number | undefined;
	let waiting = false;
	let supplied: Uint8Array | undefined;
	let compiled: Uint8Array | undefined;

	const exchange = (load: number, bytecode: Uint8Array): (() => void) => {
		const { memory, malloc, free } = exportsOf();
		const place = malloc(bytecode.length);
		new Uint8Array(memory.buffer, place, bytecode.length).set(bytecode);
		const fields = new DataView(memory.buffer, load);
		const [start, size] = [fields.getUint32(LOAD.bytecode, true), fields.getUint32(LOAD.size, true)];
		fields.setUint32(LOAD.bytecode, place, true);
		fields.setUint32(LOAD.size, bytecode.length, true);
		return () => {
			// Memory that grew meanwhile has another buffer.
			const after = new DataView(memory.buffer, load);
			after.setUint32(LOAD.bytecode, start, true);
			after.setUint32(LOAD.size, size, true);
			free(place);
		};
	};

	return {
		/** For every protected call; returns what is to be done after it. A collection may run protected in between. */
		onProtectedCall: (slot: number, argument: number): (() => void) | undefined => {
			if (!waiting || (loader !== undefined && slot !== loader)) return undefined;
			waiting = false;
			loader = slot;
			if (supplied !== undefined) return exchange(argument, supplied);
			const { buffer } = exportsOf().memory;
			const fields = new DataView(buffer, argument);
			const start = fields.getUint32(LOAD.bytecode, true);
			compiled = new Uint8Array(buffer, start, fields.getUint32(LOAD.size, true)).slice();
			return undefined;
		},
		/** Loads something by `run`, with other bytecode than it compiles if there is any; tells what it compiled. */
		during: <T>(bytecode: Uint8Array | undefined, run: () => T): { result: T; compiled: Uint8Array | undefined } => {
			waiting = true;
			supplied = bytecode;
			compiled = undefined;
			try {
				return { result: run(), compiled };
			} finally {
				waiting = false;
			}
		},
	};
};
