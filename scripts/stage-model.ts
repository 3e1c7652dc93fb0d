import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";

import { bundledPackages, noticesText } from "./notices.ts";
import { fileOf, playerModules } from "./player-modules.ts";
import { denseLuau, slimLuau } from "./slim-luau.ts";

const ROOT = path.resolve(import.meta.dirname, "..");
const MODEL = path.join(ROOT, "build", "model");

/** The runtime and the packages of the model as they are shipped; `default.project.json` takes them from here. */
export const STAGED_INCLUDE = path.join(ROOT, "build", "include");

function luauFiles(dir: string): string[] {
	return readdirSync(dir).flatMap(entry => {
		const file = path.join(dir, entry);
		if (statSync(file).isDirectory()) return luauFiles(file);
		return /\.luau?$/.test(entry) ? [file] : [];
	});
}

function slimCopy(file: string, target: string): void {
	mkdirSync(path.dirname(target), { recursive: true });
	writeFileSync(target, slimLuau(readFileSync(file, "utf8")));
}

/**
 * Makes of what was compiled what is shipped: without comments, with the runtime and the packages beside it, with their
 * licences, and with the list of what players receive of it, which travels to every one of them and so goes without
 * indentation too. Whoever debugs the model finds the comments in the sources and in the npm package.
 */
export function stageModel(): void {
	for (const file of luauFiles(MODEL)) slimCopy(file, file);
	rmSync(STAGED_INCLUDE, { recursive: true, force: true });
	for (const file of ["RuntimeLib.lua", "Promise.lua"])
		slimCopy(path.join(ROOT, "include", file), path.join(STAGED_INCLUDE, file));
	for (const { name } of bundledPackages()) {
		const from = path.join(ROOT, "node_modules", name);
		for (const file of luauFiles(from))
			slimCopy(file, path.join(STAGED_INCLUDE, "node_modules", name, path.relative(from, file)));
	}
	const entry = path.join(ROOT, "build", "entry");
	writeFileSync(path.join(entry, "licences.txt"), noticesText());
	const toPlayers = playerModules();
	for (const file of toPlayers.map(module => fileOf(module)!))
		writeFileSync(file, denseLuau(readFileSync(file, "utf8")));
	writeFileSync(path.join(entry, "player-modules.json"), JSON.stringify(toPlayers));
}
