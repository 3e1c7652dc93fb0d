import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { loadSchema } from "../schema/load-schema.ts";
import { createVm } from "../vm/luau-vm.ts";
import type { LuauVm, VmFunction } from "../vm/types.ts";

const LUAU = fileURLToPath(new URL("../luau/", import.meta.url));

/** Puts the engine's files together, one a call: the VM's stack has room for some twenty arguments. */
const STARTER = `local chunks = {}
local function add(path, chunk)
	chunks[path] = chunk
end
local function start(boot, schema, packed)
	local host = { load = __load, watch = __watch, unicode = __unicode, flush = __flush }
	return boot(chunks)("bridge")(schema(), host, packed)
end
return add, start`;

/** What every file begins with; on its first line, so that line numbers hold. */
const PROLOGUE = "local require = ... ";

const read = (...parts: string[]): string => readFileSync(join(LUAU, ...parts), "latin1");

const must = (vm: LuauVm, source: string, name: string): VmFunction => {
	const chunk = vm.load(source, name);
	if (typeof chunk === "string") throw new Error(`headless: ${chunk}`);
	return chunk;
};

interface EngineFile {
	/** Below `luau`, without its ending. */
	readonly path: string;
	readonly text: string;
}
const readAll = (): EngineFile[] =>
	readdirSync(LUAU, { recursive: true, encoding: "utf8" })
		.filter(name => name.endsWith(".luau") && name !== "boot.luau")
		.sort()
		.map(name => ({
			path: name.replace(/\.luau$/, "").replaceAll("\\", "/"),
			text: PROLOGUE + read(name),
		}));
/** Read once in a process, which starts many engines. */
let texts: { files: EngineFile[]; boot: string } | undefined;

export interface EngineVm {
	readonly vm: LuauVm;
	/** Starts the engine with packed settings; the globals `__load`, `__watch`, `__unicode` and `__flush` have to be exposed before. */
	readonly start: (packed: string) => VmFunction[];
}

/**
 * A VM with the engine's files in it, not yet started.
 *
 * @param memoryPages - memory in pages of 64 KiB, default `8192`
 * @example
 * const { vm, start } = await createEngineVm();
 */
export const createEngineVm = async (memoryPages?: number): Promise<EngineVm> => {
	const vm = createVm(memoryPages === undefined ? {} : { memoryPages });
	const [add, start] = must(vm, STARTER, "=engine/start")() as VmFunction[];
	texts ??= { files: readAll(), boot: read("boot.luau") };
	for (const { path, text } of texts.files) add!(path, must(vm, text, `=engine/${path}`));
	const boot = must(vm, texts.boot, "=engine/boot");
	const schema = must(vm, await loadSchema(), "=engine/schema");
	return { vm, start: packed => start!(boot, schema, packed) as VmFunction[] };
};
