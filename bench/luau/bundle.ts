import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

import { withImports } from "../../scripts/model-runtime.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const PARTS: Record<string, string> = { lib: "build/model", include: "build/include" };
const ENDINGS = [".luau", ".lua", "/init.luau", "/init.lua"];

const RUNTIME = /^local TS ?= ?(?:require\(|_G\[)[^\n]*\n/m;

function fileOf(module: string): string {
	const [part = "", ...rest] = module.split("/");
	const base = path.join(ROOT, PARTS[part] ?? part, ...rest);
	const file = ENDINGS.map(ending => base + ending).find(existsSync);
	if (file === undefined) throw new Error(`there is no compiled module ${module}; run npm run build:model`);
	return file;
}

export interface Bundle {
	/** Compiled modules of the product by their path in the model; what they import comes with them. */
	modules: readonly string[];
	/** Luau of our own beside them, by the name under which it is imported. */
	files?: Readonly<Record<string, string>>;
	/** Luau that runs in the end. */
	main: string;
	/** @default "--!optimize 2" */
	directives?: string;
}

/**
 * Compiled modules of the product and a script that uses them, as one plain chunk: no environment is replaced, so that
 * the VM keeps its fast calls. Modules are functions that run when they are first imported.
 *
 * @example bundle({ modules: ["lib/shared/scope/scope"], main: `print(import("lib/shared/scope/scope"))` })
 */
export function bundle({ modules, files = {}, main, directives = "--!optimize 2" }: Bundle): string {
	const texts = new Map<string, string>();
	const visit = (module: string): void => {
		if (texts.has(module)) return;
		texts.set(module, "");
		const source = readFileSync(fileOf(module), "utf8").replace(RUNTIME, "");
		const text = withImports(source, module, target => {
			visit(target);
			return `__import("${target}")`;
		});
		texts.set(module, text.replaceAll(/^--[^\n]*\n/gm, ""));
	};
	modules.forEach(visit);
	for (const [name, file] of Object.entries(files)) texts.set(name, readFileSync(file, "utf8"));
	return [
		directives,
		"local __modules, __values = {}, {}",
		"local import",
		"local function __import(name)",
		"	local value = __values[name]",
		"	if value == nil then",
		"		value = __modules[name]()",
		"		__values[name] = value",
		"	end",
		"	return value",
		"end",
		"import = __import",
		...[...texts].map(([name, text]) => `__modules["${name}"] = function()\n${text}\nend`),
		main,
	].join("\n");
}
