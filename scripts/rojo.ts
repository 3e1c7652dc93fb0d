import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import path from "node:path";

import { repackFile } from "./repack-model.ts";
import { findTool, noWayMessage } from "./tool-finder.ts";

const ROOT = path.resolve(import.meta.dirname, "..");

/** What Rojo builds from the compiled model. */
const TARGETS = [
	{ project: "default.project.json", output: "dist/AudioScape.rbxm" },
	{ project: "examples/place.project.json", output: "dist/demo.rbxl" },
] as const;

/** Builds the model and the demo place with real Rojo. @returns an exit code */
export function rojoBuild(): number {
	const rojo = findTool("rojo");
	if (rojo === undefined) {
		console.error(noWayMessage("rojo"));
		return 1;
	}
	console.log(`rojo: ${rojo.way}`);
	mkdirSync(path.join(ROOT, "dist"), { recursive: true });
	for (const { project, output } of TARGETS) {
		const { status } = spawnSync(rojo.command, ["build", project, "-o", output], { cwd: ROOT, stdio: "inherit" });
		if (status !== 0) return 1;
		repackFile(path.join(ROOT, output));
	}
	return 0;
}
