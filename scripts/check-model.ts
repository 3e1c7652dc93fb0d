import { spawnSync } from "node:child_process";
import path from "node:path";

import { findTool, noWayMessage } from "./tool-finder.ts";

const ROOT = path.resolve(import.meta.dirname, "..");

/** Loads the built model in Lune, an independent Luau with Roblox's real reflection data. */
const rojo = findTool("rojo");
const lune = findTool("lune");
if (rojo === undefined || lune === undefined) {
	console.error(noWayMessage(rojo === undefined ? "rojo" : "lune"));
	process.exit(1);
}
const binary = path.join(ROOT, "dist", "AudioScape.rbxm");
const xml = path.join(ROOT, "build", "check.rbxmx");
const project = path.join(ROOT, "default.project.json");
const built = spawnSync(rojo.command, ["build", project, "-o", xml], { cwd: ROOT, stdio: "inherit" });
if (built.status !== 0) process.exit(1);
const args = ["run", "scripts/check-model.luau", binary, xml];
process.exit(spawnSync(lune.command, args, { cwd: ROOT, stdio: "inherit" }).status ?? 1);
