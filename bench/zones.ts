// What the zones' brain costs in native Luau (Lune): `node --import tsx bench/zones.ts`, after a model build.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";

import { findTool, noWayMessage } from "../scripts/tool-finder.ts";

const ROOT = path.resolve(import.meta.dirname, "..");
const MODEL = path.join(ROOT, "build", "model");

if (!existsSync(path.join(MODEL, "shared", "zones", "brain.luau"))) {
	console.error("the model is not built yet: npm run build:model");
	process.exit(1);
}
const lune = findTool("lune");
if (lune === undefined) {
	console.error(noWayMessage("lune"));
	process.exit(1);
}
const args = ["run", path.join(ROOT, "bench", "zones.luau"), MODEL];
process.exit(spawnSync(lune.command, args, { cwd: ROOT, stdio: "inherit" }).status ?? 1);
