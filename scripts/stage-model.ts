import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";

import { inheritRuntime, loadMakersLater, modelRuntime, shortImports } from "./model-runtime.ts";
import { bundledPackages, noticesText } from "./notices.ts";
import { fileOf, PLAYER_ENTRIES, playerModules } from "./player-modules.ts";
import { denseLuau } from "./slim-luau.ts";

const ROOT = path.resolve(import.meta.dirname, "..");
const MODEL = path.join(ROOT, "build", "model");

/** The runtime and the packages of the model as they are shipped; `default.project.json` takes them from here. */
export const STAGED_INCLUDE = path.join(ROOT, "build", "include");

/** The typed entry of the model without its comments, which editors and source packages have at `build/entry`. */
export const STAGED_DOOR = path.join(ROOT, "build", "door");

function luauFiles(dir: string): string[] {
	return readdirSync(dir).flatMap(entry => {
		const file = path.join(dir, entry);
		if (statSync(file).isDirectory()) return luauFiles(file);
		return /\.luau?$/.test(entry) ? [file] : [];
	});
}

/** Where a module stands in the model, by its file below one of the model's parts. */
const moduleOf = (part: string, file: string): string =>
	[part, ...file.split(path.sep)].join("/").replace(/(?:\/init)?\.luau?$/, "");

function stage(text: string, part: string, folder: string, file: string): void {
	const target = path.join(folder, file);
	mkdirSync(path.dirname(target), { recursive: true });
	const module = moduleOf(part, file);
	writeFileSync(target, denseLuau(loadMakersLater(shortImports(text, module), module)));
}

/**
 * Makes of what was compiled what is shipped: without comments and indentation, with the runtime and the packages beside
 * it, with their licences, and with the list of what players receive of it. Lines keep their numbers. Whoever debugs the
 * model finds the code as it was written in the sources and in the npm package.
 */
export function stageModel(): void {
	const read = (...file: string[]): string => readFileSync(path.join(...file), "utf8");
	for (const file of luauFiles(MODEL)) stage(read(file), "lib", MODEL, path.relative(MODEL, file));
	rmSync(STAGED_INCLUDE, { recursive: true, force: true });
	stage(read(ROOT, "include", "Promise.lua"), "include", STAGED_INCLUDE, "Promise.lua");
	stage(modelRuntime(read(ROOT, "include", "RuntimeLib.lua")), "include", STAGED_INCLUDE, "RuntimeLib.lua");
	for (const { name } of bundledPackages()) {
		const from = path.join(ROOT, "node_modules", name);
		for (const file of luauFiles(from))
			stage(read(file), "include", STAGED_INCLUDE, path.join("node_modules", name, path.relative(from, file)));
	}
	const entry = path.join(ROOT, "build", "entry");
	writeFileSync(path.join(entry, "licences.txt"), noticesText());
	const toPlayers = playerModules();
	for (const module of toPlayers.filter(name => !PLAYER_ENTRIES.includes(name))) {
		const file = fileOf(module)!;
		writeFileSync(file, inheritRuntime(read(file)));
	}
	writeFileSync(path.join(entry, "player-modules.json"), JSON.stringify(toPlayers));
	cpSync(entry, STAGED_DOOR, { recursive: true });
	writeFileSync(path.join(STAGED_DOOR, "init.luau"), denseLuau(read(entry, "init.luau")));
}
