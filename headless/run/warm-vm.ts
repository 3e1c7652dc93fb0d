import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { loadSchema } from "../schema/load-schema.ts";
import { fromBytes } from "../vm/bytes.ts";
import { createVm, type LuauVm, type VmFunction } from "../vm/luau-vm.ts";
import type { VmSnapshot } from "../vm/snapshot.ts";
import { COMPILED } from "./sources.ts";

const LUAU = fileURLToPath(new URL("../luau/", import.meta.url));
const ROOMS = ["kernel", "datatypes", "services", "audio", "characters"];

/** Host functions of every engine; what they do is said when an engine starts. */
const HOSTED = ["__load", "__cutoff"] as const;

/**
 * Puts the engine's files together, one a call: the VM's stack has room for some twenty arguments. What differs from
 * run to run comes with the call of the function that `ready` returns.
 */
const STARTER = `local files = {}
local function add(file)
	table.insert(files, file)
end
local function ready(bridge, boot, schema)
	local tree = schema()
	return function(packed)
		return bridge(boot, files, tree, __load, __cutoff, packed)
	end
end
return add, ready`;

/** A VM that knows the engine's files, and the modules that earlier runs of this process loaded. */
interface Warm {
	readonly snapshot: VmSnapshot;
	readonly starter: number;
	/** Held functions by chunk name and text. */
	readonly factories: ReadonlyMap<string, number>;
}

const read = (...parts: string[]): string => readFileSync(join(LUAU, ...parts), "latin1");

const must = (vm: LuauVm, source: string, name: string): VmFunction => {
	const chunk = vm.load(source, name);
	if (typeof chunk === "string") throw new Error(`headless: ${chunk}`);
	return chunk;
};

const engineFiles = (vm: LuauVm): VmFunction[] =>
	ROOMS.flatMap(room =>
		readdirSync(join(LUAU, room))
			.filter(name => name.endsWith(".luau"))
			.sort()
			.map(name => must(vm, read(room, name), `=engine/${room}/${name.replace(/\.luau$/, "")}`)),
	);

const begin = async (): Promise<Warm> => {
	const vm = await createVm({});
	for (const name of HOSTED) vm.expose(name, () => undefined);
	const [add, ready] = must(vm, STARTER, "=engine/start")() as VmFunction[];
	for (const file of engineFiles(vm)) add!(file);
	const bridge = must(vm, read("bridge.luau"), "=engine/bridge");
	const boot = must(vm, read("boot.luau"), "=engine/boot");
	const [start] = ready!(bridge, boot, must(vm, await loadSchema(), "=engine/schema"));
	const starter = vm.refOf(start as VmFunction);
	return { snapshot: vm.save(), starter, factories: new Map() };
};

interface Module {
	readonly text: string;
	readonly chunkName: string;
}
const keyOf = ({ text, chunkName }: Module): string => `${chunkName}\n${text}`;

/** The chunk returns the factory itself. Luau takes a source as text and makes UTF-8 of it itself. */
const compileFactory = (vm: LuauVm, { text, chunkName }: Module): VmFunction | string => {
	const chunk = vm.load(fromBytes(text), chunkName);
	return typeof chunk === "string" ? chunk : (chunk()[0] as VmFunction);
};

const learn = async (warm: Warm, modules: Iterable<[string, Module]>): Promise<Warm> => {
	const vm = await createVm({ from: warm.snapshot });
	const factories = new Map(warm.factories);
	for (const [key, module] of modules) {
		const factory = compileFactory(vm, module);
		if (typeof factory !== "string") factories.set(key, vm.refOf(factory));
	}
	return { ...warm, snapshot: vm.save(), factories };
};

let warm: Promise<Warm> | undefined;
/** Modules that the next VM of this process will know. */
const pending = new Map<string, Module>();
const met = new Set<string>();

/** What roblox-ts compiled is a module of the place, loaded in every run of it; anything else has to come twice. */
const remember = (key: string, module: Module): void => {
	if (met.has(key) || COMPILED.test(module.text)) pending.set(key, module);
	else met.add(key);
};

export interface WarmVm {
	readonly vm: LuauVm;
	/** Starts the engine; see headless/luau/bridge.luau. */
	readonly start: VmFunction;
	/** The factory of a module or script; a syntax error comes back as a string. */
	readonly factory: (text: string, chunkName: string) => VmFunction | string;
}

/**
 * A VM with the engine's files in it. Compiling those and the product's modules is most of what a short run costs, so
 * it happens once in a process: every VM begins from the memory of one that had compiled them.
 *
 * @param memoryPages - memory in pages of 64 KiB, default `8192`
 * @example
 * const { vm, start } = await createWarmVm();
 */
export const createWarmVm = async (memoryPages?: number): Promise<WarmVm> => {
	warm ??= begin();
	if (pending.size > 0) {
		const modules = [...pending];
		pending.clear();
		warm = warm.then(known => learn(known, modules));
	}
	const { snapshot, starter, factories } = await warm;
	const vm = await createVm({ from: snapshot, ...(memoryPages === undefined ? {} : { memoryPages }) });
	return {
		vm,
		start: vm.held(starter),
		factory: (text, chunkName) => {
			const module = { text, chunkName };
			const key = keyOf(module);
			const known = factories.get(key);
			if (known !== undefined) return vm.held(known);
			const made = compileFactory(vm, module);
			if (typeof made !== "string") remember(key, module);
			return made;
		},
	};
};
