import type { Interop } from "./glue.ts";

/** What luau-web 1.4.0 hands to the loader of bytecode, as offsets of 32-bit fields; a probe notices when it differs. */
const LOADER = { bytecode: 28, size: 32 } as const;

interface Load {
	/** Loaded in place of what was compiled. */
	readonly supplied: Uint8Array | undefined;
	/** What was compiled. */
	compiled?: Uint8Array;
}

/** The function of the VM that loads bytecode, once a probe showed it; one build has one. */
const known: { slot?: number } = {};

/**
 * luau-web compiles and loads in one go. The loading runs in a protected call, and those come through Node: there the
 * bytecode is read, or exchanged for what was compiled before.
 */
export const createLoadTap = (interop: () => Interop, memoryOf: () => ArrayBuffer) => {
	let waiting: Load | undefined;

	const tap = (load: Load, argument: number): (() => void) | undefined => {
		const memory = memoryOf();
		const fields = new DataView(memory, argument);
		const pointer = fields.getUint32(LOADER.bytecode, true);
		const size = fields.getUint32(LOADER.size, true);
		const { supplied } = load;
		if (supplied === undefined) {
			if (size < 2 ** 26) load.compiled = new Uint8Array(memory, pointer, size).slice();
			return undefined;
		}
		const place = interop()._malloc(supplied.length);
		new Uint8Array(memory, place, supplied.length).set(supplied);
		fields.setUint32(LOADER.bytecode, place, true);
		fields.setUint32(LOADER.size, supplied.length, true);
		return () => {
			fields.setUint32(LOADER.bytecode, pointer, true);
			fields.setUint32(LOADER.size, size, true);
			interop()._free(place);
		};
	};

	return {
		/** For every protected call; returns what is to be done after it. A collection may run protected in between. */
		onProtectedCall: (slot: number, argument: number): (() => void) | undefined => {
			if (waiting === undefined || (known.slot !== undefined && slot !== known.slot)) return undefined;
			const load = waiting;
			waiting = undefined;
			known.slot = slot;
			return tap(load, argument);
		},
		/** Loads something by `run`, with other bytecode than it compiles if there is any; tells what it compiled. */
		during: <T>(supplied: Uint8Array | undefined, run: () => T): { result: T; compiled?: Uint8Array } => {
			const load: Load = { supplied };
			waiting = load;
			try {
				const result = run();
				return load.compiled === undefined ? { result } : { result, compiled: load.compiled };
			} finally {
				waiting = undefined;
			}
		},
	};
};
