import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { loadSchema } from "../schema/load-schema.ts";
import { createVm, type LuauVm, type VmFunction } from "../vm/luau-vm.ts";

const LUAU = fileURLToPath(new URL("../luau/", import.meta.url));
const ROOMS = ["kernel", "datatypes", "services", "audio", "characters"];

/** Puts the engine's files together, one a call: the VM's stack has room for some twenty arguments. */
const STARTER = `local files = {}
local function add(file)
	table.insert(files, file)
end
local function start(bridge, boot, schema, packed)
	return bridge(boot, files, schema(), { load = __load, watch = __watch, unicode = __unicode, flush = __flush }, packed)
end
return add, start`;

const read = (...parts: string[]): string => readFileSync(join(LUAU, ...parts), "latin1");

const must = (vm: LuauVm, source: string, name: string): VmFunction => {
	const chunk = vm.load(source, name);
	if (typeof chunk === "string") throw new Error(`headless: ${chunk}`);
	return chunk;
};

interface EngineFile {
	readonly name: string;
	readonly text: string;
}
const readAll = (): EngineFile[] =>
	ROOMS.flatMap(room =>
		readdirSync(join(LUAU, room))
			.filter(name => name.endsWith(".luau"))
			.sort()
			.map(name => ({ name: `=engine/${room}/${name.replace(/\.luau$/, "")}`, text: read(room, name) })),
	);
/** Read once in a process, which starts many engines. */
let texts: { files: EngineFile[]; bridge: string; boot: string } | undefined;

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
	const vm = await createVm(memoryPages === undefined ? {} : { memoryPages });
	const [add, start] = must(vm, STARTER, "=engine/start")() as VmFunction[];
	texts ??= { files: readAll(), bridge: read("bridge.luau"), boot: read("boot.luau") };
	for (const { name, text } of texts.files) add!(must(vm, text, name));
	const bridge = must(vm, texts.bridge, "=engine/bridge");
	const boot = must(vm, texts.boot, "=engine/boot");
	const schema = must(vm, await loadSchema(), "=engine/schema");
	return { vm, start: packed => start!(bridge, boot, schema, packed) as VmFunction[] };
};
