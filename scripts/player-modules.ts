import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

const ROOT = path.resolve(import.meta.dirname, "..");

/** Where the parts of the model lie before Rojo puts them together, by the name under which it does. */
const PARTS: Record<string, string> = { lib: "build/model", include: "build/include" };

/** Where a player's machine begins: the runtime, the script that starts it all, and what LocalScripts require. */
const ENTRIES = ["include/Promise", "include/RuntimeLib", "lib/player", "lib/player/boot", "lib/player/access"];

const ENDINGS = [".luau", ".lua", "/init.luau", "/init.lua", ".server.luau"];

/** The file of a module by its path in the model. */
export function fileOf(module: string): string | undefined {
	const [part = "", ...rest] = module.split("/");
	const base = path.join(ROOT, PARTS[part] ?? part, ...rest);
	return ENDINGS.map(ending => base + ending).find(existsSync);
}

const IMPORT = /TS\.import\(script, ?script((?:\.Parent)*)((?:, ?"[^"]+")*)\)/g;

/** What a compiled module imports, as paths in the model. Types leave no trace in it. */
function importsOf(module: string): string[] {
	const file = fileOf(module);
	if (file === undefined) throw new Error(`player-modules: there is no ${module}`);
	return [...readFileSync(file, "utf8").matchAll(IMPORT)].map(([, parents = "", names = ""]) => {
		const ups = parents.split(".Parent").length - 1;
		const own = module.split("/");
		const base = own.slice(0, own.length - ups);
		return [...base, ...[...names.matchAll(/"([^"]+)"/g)].map(([, name]) => name!)].join("/");
	});
}

/**
 * The modules that players' machines run, by what the compiled modules import: paths below the model, as
 * `src/server/player-half` copies them. Parents come before their children.
 */
export function playerModules(): string[] {
	const found = new Set<string>();
	const visit = (module: string): void => {
		if (found.has(module)) return;
		found.add(module);
		importsOf(module).forEach(visit);
	};
	ENTRIES.forEach(visit);
	return [...found].sort();
}
