import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

import { fileOf, playerModules } from "./player-modules.ts";

const ROOT = path.resolve(import.meta.dirname, "..");
const MODEL = "dist/AudioScape.rbxm";

const LARGEST = 10;

interface Module {
	file: string;
	bytes: number;
}

interface Bounds {
	modelBytes: number;
	playerBytes: number;
	playerModules: number;
}

function modulesOf(folder: string): Module[] {
	return readdirSync(path.join(ROOT, folder)).flatMap(entry => {
		const file = path.posix.join(folder, entry);
		const stat = statSync(path.join(ROOT, file));
		if (stat.isDirectory()) return modulesOf(file);
		return /\.luau?$/.test(entry) ? [{ file, bytes: stat.size }] : [];
	});
}

const sum = (modules: readonly Module[]): number => modules.reduce((total, { bytes }) => total + bytes, 0);
const figure = (value: number): string => value.toLocaleString("en-US").padStart(9);

if (!existsSync(path.join(ROOT, MODEL))) {
	console.error(`size: ${MODEL} is not built yet; run npm run build:model`);
	process.exit(1);
}
const bounds = JSON.parse(readFileSync(path.join(import.meta.dirname, "size-bounds.json"), "utf8")) as Bounds;
const all = ["build/door", "build/model", "build/include"].flatMap(modulesOf);
// The modules that LocalScripts require stand before the library, with their types.
const player = [
	...playerModules().map(module => ({ file: module, bytes: statSync(fileOf(module)!).size })),
	...modulesOf("build/door/AudioScapePlayer"),
	...modulesOf("build/door/AudioScapeClient"),
];
const rows: [what: string, value: number, bound?: number][] = [
	["bytes of the model", statSync(path.join(ROOT, MODEL)).size, bounds.modelBytes],
	["modules in it", all.length],
	["bytes of Luau in it", sum(all)],
	["bytes of Luau that a joining player receives", sum(player), bounds.playerBytes],
	["modules that a joining player receives", player.length, bounds.playerModules],
];
for (const [what, value, bound] of rows) {
	console.log(`${figure(value)}  ${what}${bound === undefined ? "" : ` (at most ${bound.toLocaleString("en-US")})`}`);
}
console.log("\nThe largest modules:");
for (const { file, bytes } of all.sort((a, b) => b.bytes - a.bytes).slice(0, LARGEST)) {
	console.log(`${figure(bytes)}  ${file}`);
}
for (const [what, value, bound] of rows) {
	if (bound === undefined || value <= bound) continue;
	console.error(
		`size: ${what}: ${value}, more than the recorded ${bound}; shrink it, or raise it in size-bounds.json and say why`,
	);
	process.exitCode = 1;
}
