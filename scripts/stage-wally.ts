import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

const ROOT = path.resolve(import.meta.dirname, "..");
const STAGE = path.join(ROOT, "dist", "wally");
const PACKAGES = ["services", "t", "lemon-signal"];

/** Lays out what `wally publish` would send: the model's files with a manifest and a project of their own. */
export function stageWally(): void {
	const { version, description } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as {
		version: string;
		description: string;
	};
	rmSync(STAGE, { recursive: true, force: true });
	const source = path.join(STAGE, "src");
	mkdirSync(source, { recursive: true });
	cpSync(path.join(ROOT, "build", "entry"), source, { recursive: true });
	cpSync(path.join(ROOT, "build", "model"), path.join(source, "lib"), { recursive: true });
	const include = path.join(source, "include");
	mkdirSync(include, { recursive: true });
	for (const file of ["RuntimeLib.lua", "Promise.lua"])
		cpSync(path.join(ROOT, "include", file), path.join(include, file));
	const isLuau = (file: string) => !/\.[^/.]+$/.test(path.basename(file)) || /\.luau?$/.test(file);
	for (const name of PACKAGES) {
		cpSync(path.join(ROOT, "node_modules", "@rbxts", name), path.join(include, "node_modules", "@rbxts", name), {
			recursive: true,
			filter: file => isLuau(file) && path.basename(file) !== "LICENSE",
		});
	}
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
