import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";

import { repackFile } from "./repack-model.ts";
import { findTool, noWayMessage } from "./tool-finder.ts";

const ROOT = path.resolve(import.meta.dirname, "..");

/** What Rojo builds from the compiled model. */
const TARGETS = [
	{ project: "default.project.json", output: "dist/AudioScape.rbxm" },
	{ project: "examples/place.project.json", output: "dist/demo.rbxl" },
] as const;

const STAMP = path.join(ROOT, "build", "rojo.stamp");
/** What the files are made of and by: the stamp of the compiled model stands for all of it. */
const INPUTS = [
	"build/model.stamp",
	"scripts/repack-model.ts",
	"scripts/lz4.ts",
	...TARGETS.map(({ project }) => project),
];
const GAME = "examples/game";

function fingerprint(): string {
	const hash = createHash("sha256");
	const game = readdirSync(path.join(ROOT, GAME)).map(name => `${GAME}/${name}`);
	for (const file of [...INPUTS, ...game.sort()]) hash.update(file).update(readFileSync(path.join(ROOT, file)));
	return hash.digest("hex");
}

/**
 * Builds the model and the demo place with real Rojo; does nothing when what they are made of has not changed since. The
 * model has to be compiled before.
 *
 * @returns an exit code
 */
export function rojoBuild(): number {
	const now = fingerprint();
	const there = TARGETS.every(({ output }) => existsSync(path.join(ROOT, output)));
	if (there && existsSync(STAMP) && readFileSync(STAMP, "utf8") === now) return 0;
	const rojo = findTool("rojo");
	if (rojo === undefined) {
		console.error(noWayMessage("rojo"));
		return 1;
	}
	console.log(`rojo: ${rojo.way}`);
	mkdirSync(path.join(ROOT, "dist"), { recursive: true });
	for (const { project, output } of TARGETS) {
		// Nobody meets a half-written file: several specs build at once.
		const part = output.replace(/(\.\w+)$/, `.${process.pid}$1`);
		const { status } = spawnSync(rojo.command, ["build", project, "-o", part], { cwd: ROOT, stdio: "inherit" });
		if (status !== 0) return 1;
		repackFile(path.join(ROOT, part));
		renameSync(path.join(ROOT, part), path.join(ROOT, output));
	}
	writeFileSync(STAMP, now);
	return 0;
}
