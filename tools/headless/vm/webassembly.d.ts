/** What is used of the global that Node has and its type package leaves to the DOM library. */
declare namespace WebAssembly {
	class Module {
		constructor(bytes: Uint8Array);
		private readonly module: true;
	}
	class Instance {
		constructor(module: Module, imports?: Imports);
		readonly exports: Exports;
	}
	class Memory {
		readonly buffer: ArrayBuffer;
	}
	class Table {
		readonly length: number;
		get(index: number): unknown;
		set(index: number, value: unknown): void;
	}
	type Exports = Record<string, unknown>;
	type Imports = Record<string, Record<string, unknown>>;
}
