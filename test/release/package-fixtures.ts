import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

export const ROOT = path.resolve(import.meta.dirname, "..", "..");

/** Writes files into a fresh folder. */
export function freshFolder(files: Record<string, string>): string {
	const dir = mkdtempSync(path.join(tmpdir(), "audioscape-package-"));
	for (const [name, text] of Object.entries(files)) {
		mkdirSync(path.dirname(path.join(dir, name)), { recursive: true });
		writeFileSync(path.join(dir, name), text);
	}
	return dir;
}

/** Runs a program; its output comes with the failure. */
export function run(command: string, args: string[], cwd: string): string {
	const result = spawnSync(command, args, { cwd, encoding: "utf8" });
	if (result.status !== 0) throw new Error(`${command} ${args.join(" ")}\n${result.stdout}\n${result.stderr}`);
	return result.stdout;
}

/** All files below a folder, relative, sorted. */
export function filesOf(dir: string, below = ""): string[] {
	return readdirSync(path.join(dir, below))
		.flatMap(name => {
			const file = path.posix.join(below, name);
			return statSync(path.join(dir, file)).isDirectory() ? filesOf(dir, file) : [file];
		})
		.sort();
}

/**
 * Compares a package's contents with the checked-in list; `UPDATE_LISTS=1 npm run test:release -- packages` rewrites the
 * lists on purpose.
 */
export function assertListed(name: string, now: readonly string[]): void {
	const file = path.join(ROOT, "test", "release", `${name}.txt`);
	if (process.env.UPDATE_LISTS === "1") writeFileSync(file, `${now.join("\n")}\n`);
	const listed = readFileSync(file, "utf8").trimEnd().split("\n");
	const lost = listed.filter(one => !now.includes(one));
	const unlisted = now.filter(one => !listed.includes(one));
	assert.deepEqual({ lost, unlisted }, { lost: [], unlisted: [] }, `${name}: UPDATE_LISTS=1 if this is meant`);
}

/** What `npm pack` would be given to pack: the same files, packed elsewhere so that nobody meets a trimmed manifest. */
const PACKED = ["package.json", "README.md", "LICENSE", "CHANGELOG.md", "out"];

/** Packs the npm package as `npm pack` does, once it is compiled. @returns the tarball and the files in it */
export function packTarball(): { tarball: string; files: string[] } {
	const dir = freshFolder({ ".keep": "" });
	for (const name of PACKED) cpSync(path.join(ROOT, name), path.join(dir, name), { recursive: true });
	run(process.execPath, [path.join(ROOT, "scripts", "pack-manifest.mjs"), "trim"], dir);
	const [answer] = JSON.parse(run("npm", ["pack", "--json", "--ignore-scripts"], dir)) as [
		{ filename: string; files: Array<{ path: string }> },
	];
	run(process.execPath, [path.join(ROOT, "scripts", "pack-manifest.mjs"), "restore"], dir);
	return { tarball: path.join(dir, answer.filename), files: answer.files.map(file => file.path).sort() };
}

const GAME_CONFIG = {
	compilerOptions: {
		allowSyntheticDefaultImports: true,
		downlevelIteration: true,
		module: "commonjs",
		moduleResolution: "Node",
		moduleDetection: "force",
		noLib: true,
		strict: true,
		target: "ESNext",
		typeRoots: ["node_modules/@rbxts"],
		rootDir: "src",
		outDir: "out",
	},
	include: ["src"],
};

const GAME_PROJECT = {
	name: "game",
	tree: {
		$className: "DataModel",
		ServerScriptService: { TS: { $path: "out" } },
		ReplicatedStorage: {
			rbxts_include: {
				$path: "include",
				node_modules: { $className: "Folder", "@rbxts": { $path: "node_modules/@rbxts" } },
			},
		},
		HttpService: { $properties: { HttpEnabled: true } },
	},
};

/** A roblox-ts game that has installed the tarball, with scripts by file name. @returns its folder */
export function installedGame(tarball: string, scripts: Record<string, string>): string {
	const dir = freshFolder({
		"package.json": JSON.stringify({ name: "fresh-game", version: "0.0.0", private: true }),
		"tsconfig.json": JSON.stringify(GAME_CONFIG),
		"default.project.json": JSON.stringify(GAME_PROJECT),
		...Object.fromEntries(Object.entries(scripts).map(([name, source]) => [`src/${name}`, source])),
	});
	const scope = path.join(dir, "node_modules", "@rbxts");
	mkdirSync(path.join(scope, "audioscape"), { recursive: true });
	run("tar", ["-xzf", tarball, "-C", path.join(scope, "audioscape"), "--strip-components=1"], dir);
	const { dependencies } = JSON.parse(readFileSync(path.join(scope, "audioscape", "package.json"), "utf8")) as {
		dependencies: Record<string, string>;
	};
	for (const name of ["@rbxts/types", "@rbxts/compiler-types", ...Object.keys(dependencies)]) {
		cpSync(path.join(ROOT, "node_modules", name), path.join(dir, "node_modules", name), { recursive: true });
	}
	return dir;
}

/** The same, compiled. @returns its project file */
export function compiledGame(tarball: string, scripts: Record<string, string>): string {
	const dir = installedGame(tarball, scripts);
	run(process.execPath, [path.join(ROOT, "node_modules", "roblox-ts", "out", "CLI", "cli.js")], dir);
	return path.join(dir, "default.project.json");
}
