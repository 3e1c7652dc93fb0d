import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

import { stageSource } from "./stage-wally.ts";

const ROOT = path.resolve(import.meta.dirname, "..");
const STAGE = path.join(ROOT, "dist", "pesde");

/**
 * Lays out what `pesde publish` would send. The same files as for Wally, without a project file: pesde wants the files of a
 * package to be its Instances, one for one.
 */
export function stagePesde(): void {
	const { version, description, repository } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as {
		version: string;
		description: string;
		repository: { url: string };
	};
	rmSync(STAGE, { recursive: true, force: true });
	stageSource(path.join(STAGE, "src"));
	writeFileSync(
		path.join(STAGE, "pesde.toml"),
		[
			'name = "audioscape/audioscape"',
			`version = "${version}"`,
			`description = ${JSON.stringify(description)}`,
			'license = "MIT"',
			'authors = ["AudioScape"]',
			`repository = "${repository.url.replace(/^git\+|\.git$/g, "")}"`,
			'includes = ["pesde.toml", "LICENSE", "src/**"]',
			"",
			"[target]",
			'environment = "roblox"',
			'lib = "src/init.luau"',
			'build_files = ["src"]',
			"",
			"[indices]",
			'default = "https://github.com/pesde-pkg/index"',
			"",
		].join("\n"),
	);
	cpSync(path.join(ROOT, "LICENSE"), path.join(STAGE, "LICENSE"));
}
