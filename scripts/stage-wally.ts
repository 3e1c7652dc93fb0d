import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

import { STAGED_INCLUDE } from "./stage-model.ts";

const ROOT = path.resolve(import.meta.dirname, "..");
const STAGE = path.join(ROOT, "dist", "wally");

/** The model's files as source packages have them: its entry, the compiled modules, the runtime. */
export function stageSource(source: string): void {
	mkdirSync(source, { recursive: true });
	cpSync(path.join(ROOT, "build", "entry"), source, { recursive: true });
	cpSync(path.join(ROOT, "build", "model"), path.join(source, "lib"), { recursive: true });
	cpSync(STAGED_INCLUDE, path.join(source, "include"), { recursive: true });
}

/** Lays out what `wally publish` would send: the model's files with a manifest and a project of their own. */
export function stageWally(): void {
	const { version, description } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as {
		version: string;
		description: string;
	};
	rmSync(STAGE, { recursive: true, force: true });
	stageSource(path.join(STAGE, "src"));
	writeFileSync(
		path.join(STAGE, "wally.toml"),
		[
			"[package]",
			'name = "audioscape/audioscape"',
			`version = "${version}"`,
			`description = ${JSON.stringify(description)}`,
			'license = "MIT"',
			'realm = "shared"',
			'registry = "https://github.com/UpliftGames/wally-index"',
			'include = ["default.project.json", "wally.toml", "src", "src/**", "LICENSE"]',
			"",
			"[dependencies]",
			"",
		].join("\n"),
	);
	writeFileSync(
		path.join(STAGE, "default.project.json"),
		`${JSON.stringify({ name: "audioscape", tree: { $path: "src" } }, undefined, "\t")}\n`,
	);
	cpSync(path.join(ROOT, "LICENSE"), path.join(STAGE, "LICENSE"));
}
