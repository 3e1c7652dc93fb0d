import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";

import { STAGED_DOOR, STAGED_INCLUDE, stageModel } from "./stage-model.ts";

const ROOT = path.resolve(import.meta.dirname, "..");

/** The three builds from one source. */
export type BuildKind = "package" | "model" | "spec";

interface Build {
	config: string;
	/** What makes of the compiled modules what is shipped: with another maker the result is another. */
	makers: string[];
	out: string;
	inputs: string[];
	flags: string[];
	/** Where the compiler notes what it has written. */
	notes: string;
	specs: boolean;
}

const BUILDS: Record<BuildKind, Build> = {
	package: {
		config: "tsconfig.json",
		makers: [],
		out: "out",
		inputs: ["src"],
		notes: "out/tsconfig.tsbuildinfo",
		specs: false,
		flags: ["--type", "package", "--rojo", "scripts/package.project.json"],
	},
	model: {
		config: "tsconfig.model.json",
		makers: ["facade", "luau-types", "model-runtime", "notices", "player-modules", "slim-luau", "stage-model"].map(
			name => `scripts/${name}.ts`,
		),
		out: "build/model",
		inputs: ["src"],
		notes: "build/model.tsbuildinfo",
		specs: false,
		flags: ["--type", "model", "--rojo", "scripts/model.project.json", "-i", "include"],
	},
	spec: {
		config: "tsconfig.spec.json",
		makers: [],
		out: "build/spec",
		inputs: ["src", "test/rbx"],
		notes: "build/spec.tsbuildinfo",
		specs: true,
		flags: ["--type", "game", "--rojo", "test/test.project.json", "-i", "include"],
	},
};

const SHARED_INPUTS = [
	"config/tsconfig.roblox.json",
	"package-lock.json",
	"scripts/model.project.json",
	"test/test.project.json",
];

function files(target: string): string[] {
	if (!existsSync(target)) return [];
	if (!statSync(target).isDirectory()) return [target];
	return readdirSync(target)
		.sort()
		.flatMap(entry => files(path.join(target, entry)));
}

function hashOf(inputs: readonly string[]): string {
	const hash = createHash("sha256");
	for (const input of inputs) {
		for (const file of files(path.join(ROOT, input))) hash.update(file).update(readFileSync(file));
	}
	return hash.digest("hex");
}

const fingerprint = (build: Build): string =>
	hashOf([build.config, ...SHARED_INPUTS, ...build.makers, ...build.inputs]);

/** Modules are changed where they lie: those of other makers have to be compiled anew, all of them. */
function forgetOtherMakers(kind: BuildKind, build: Build): void {
	const stamp = path.join(ROOT, "build", `${kind}.makers`);
	const now = hashOf(build.makers);
	if (existsSync(stamp) && readFileSync(stamp, "utf8") === now) return;
	rmSync(path.join(ROOT, build.notes), { force: true });
	mkdirSync(path.dirname(stamp), { recursive: true });
	writeFileSync(stamp, now);
}

/** Compiled modules whose source is gone would be shipped for ever; they are removed before compiling. */
function removeOrphans(build: Build): void {
	const out = path.join(ROOT, build.out);
	for (const file of files(out)) {
		const stem = path.relative(out, file).replace(/(\.d\.ts|\.luau|\.lua|\.meta\.json|\.json)$/, "");
		if (file.endsWith(".tsbuildinfo")) continue;
		const base = build.inputs.length === 1 ? path.join(ROOT, build.inputs[0]!) : ROOT;
		const source = path.join(base, stem.replace(/(^|\/)init(?=$|\.)/, "$1index"));
		const alive = [".ts", ".luau", ".lua", ".meta.json", ".json"].some(end => existsSync(source + end));
		const literal = existsSync(path.join(base, stem) + path.extname(file));
		if (!alive && !literal) rmSync(file);
	}
	removeEmptyFolders(out);
}

/** A folder without modules would be shipped as one. */
function removeEmptyFolders(dir: string): void {
	if (!existsSync(dir)) return;
	for (const entry of readdirSync(dir, { withFileTypes: true })) {
		if (entry.isDirectory()) removeEmptyFolders(path.join(dir, entry.name));
	}
	if (readdirSync(dir).length === 0) rmdirSync(dir);
}

/** Sources whose module is not there: the compiler believes its notes of the last build and would not write it again. */
function isTorn(build: Build): boolean {
	const base = build.inputs.length === 1 ? path.join(ROOT, build.inputs[0]!) : ROOT;
	return build.inputs
		.flatMap(input => files(path.join(ROOT, input)))
		.filter(file => file.endsWith(".ts") && !file.endsWith(".d.ts") && (build.specs || !file.endsWith(".spec.ts")))
		.map(file =>
			path
				.relative(base, file)
				.replace(/\.ts$/, "")
				.replace(/(^|\/)index(?=$|\.)/, "$1init"),
		)
		.some(stem => !existsSync(path.join(ROOT, build.out, `${stem}.luau`)));
}

/**
 * Compiles one build with roblox-ts; does nothing when no input has changed since.
 *
 * @returns "fresh" when there was nothing to do, "built", or "failed" after the compiler's messages were printed
 */
export async function compile(kind: BuildKind): Promise<"fresh" | "built" | "failed"> {
	const build = BUILDS[kind];
	const stamp = path.join(ROOT, "build", `${kind}.stamp`);
	const now = fingerprint(build);
	const out = path.join(ROOT, build.out);
	const runtime = path.join(ROOT, "include", "RuntimeLib.lua");
	const entry = path.join(ROOT, "build", "entry", "init.luau");
	const complete =
		existsSync(out) &&
		(kind === "package" || existsSync(runtime)) &&
		(kind !== "model" || (existsSync(entry) && existsSync(STAGED_INCLUDE) && existsSync(STAGED_DOOR)));
	const torn = existsSync(out) && isTorn(build);
	if (complete && !torn && existsSync(stamp) && readFileSync(stamp, "utf8") === now) return "fresh";
	removeOrphans(build);
	if (build.makers.length > 0) forgetOtherMakers(kind, build);
	if (torn) rmSync(path.join(ROOT, build.notes), { force: true });
	const compiler = path.join(ROOT, "node_modules", "roblox-ts", "out", "CLI", "cli.js");
	const run = spawnSync(process.execPath, [compiler, "-p", build.config, ...build.flags], {
		cwd: ROOT,
		encoding: "utf8",
	});
	if (run.status !== 0) {
		process.stderr.write(`${run.stdout}${run.stderr}`);
		return "failed";
	}
	// Making the facade asks the type checker about everything, so it is loaded and made only with a new build.
	if (kind === "model") {
		(await import("./facade.ts")).writeFacade();
		stageModel();
	}
	mkdirSync(path.dirname(stamp), { recursive: true });
	writeFileSync(stamp, now);
	return "built";
}
