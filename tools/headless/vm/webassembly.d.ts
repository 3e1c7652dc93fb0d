/** What is used of the global that Node has and its type package leaves to the DOM library. */
declare namespace WebAssembly {
	class Module {
		constructor(bytes: Uint8Array);
		private readonly module: true;
		static imports(module: Module): { module: string; name: string }[];
	}
	class Instance {
		constructor(module: Module, imports?: Imports);
		readonly exports: Exports;
	}
	class Memory {
		readonly buffer: ArrayBuffer;
		grow(pages: number): number;
	}
	class Table {
		readonly length: number;
		get(index: number): unknown;
		set(index: number, value: unknown): void;
	}
	type Exports = Record<string, unknown>;
	type Imports = Record<string, Record<string, unknown>>;
}
