import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

import { importedBy } from "./model-runtime.ts";

const ROOT = path.resolve(import.meta.dirname, "..");

/** Where the parts of the model lie before Rojo puts them together, by the name under which it does. */
const PARTS: Record<string, string> = { lib: "build/model", include: "build/include" };

/** Where a player's machine begins: the runtime, the script that starts it all, and what LocalScripts require. */
const RUNTIME = "include/RuntimeLib";
const PROMISE = "include/Promise";
export const PLAYER_ENTRIES: readonly string[] = [RUNTIME, "lib/player", "lib/player/boot", "lib/player/access"];

const ENDINGS = [".luau", ".lua", "/init.luau", "/init.lua", ".server.luau"];

/** The file of a module by its path in the model. */
export function fileOf(module: string): string | undefined {
	const [part = "", ...rest] = module.split("/");
	const base = path.join(ROOT, PARTS[part] ?? part, ...rest);
	return ENDINGS.map(ending => base + ending).find(existsSync);
}

/** What a compiled module imports, as paths in the model. Types leave no trace in it. */
function importsOf(module: string): string[] {
	const file = fileOf(module);
	if (file === undefined) throw new Error(`player-modules: there is no ${module}`);
	const text = readFileSync(file, "utf8");
	// The runtime loads the Promise for these.
	const promise = /\bTS\.(?:Promise|async|await|try|generator)\b/.test(text) && module !== RUNTIME;
	return [...importedBy(text, module), ...(promise ? [PROMISE] : [])];
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
	PLAYER_ENTRIES.forEach(visit);
	return [...found].sort();
}
