import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

import { transformSync } from "esbuild";
import ts from "typescript";

import { loadSchema } from "../tools/headless/schema/load-schema.ts";
import { bundlePage } from "./bundle-page.ts";
import { noticesText } from "./notices.ts";

const ROOT = path.resolve(import.meta.dirname, "..");

interface ToolPackage {
	/** Its folder below `tools`. */
	readonly folder: string;
	/** What is of use in a checkout only, besides specs. */
	readonly left: RegExp;
	/** Puts in what is made rather than written. */
	readonly add: (stage: string) => void | Promise<void>;
}

const PACKAGES: readonly ToolPackage[] = [
	{
		folder: "headless",
		left: /^(reflection|suites)\/|^(luau\/run-luau|run\/testing|schema\/read-(globals|typings))\.ts$|^luau\/README\.md$/,
		add: async stage => writeFileSync(path.join(stage, "schema", "schema.luau"), await loadSchema()),
	},
	{ folder: "contract", left: /^kit\.ts$/, add: () => undefined },
	{
		folder: "cli",
		left: /^testing\/|^report\/page\/|\/scene\.ts$|^commands\/(test|node-specs|find-specs|spec-times)\.ts$/,
		add: async stage => {
			const { style, script } = await bundlePage();
			const page = path.join(stage, "report", "page");
			mkdirSync(page);
			writeFileSync(path.join(page, "page.css"), style);
			writeFileSync(path.join(page, "page.js"), script);
			cpSync(path.join(ROOT, "dist", "AudioScape.rbxm"), path.join(stage, "AudioScape.rbxm"));
			for (const file of readdirSync(path.join(ROOT, "examples", "game")))
				if (file.endsWith(".luau")) cpSync(path.join(ROOT, "examples", "game", file), path.join(stage, "game", file));
			writeFileSync(path.join(stage, "THIRD-PARTY.txt"), noticesText());
		},
	},
];

type Manifest = Record<string, unknown> & { name: string };
const readManifest = (folder: string): Manifest =>
	JSON.parse(readFileSync(path.join(ROOT, folder, "package.json"), "utf8")) as Manifest;

/** The manifest as it is published: what leads to sources leads to what was compiled of them. */
function manifestOf(folder: string): Manifest {
	const { private: _kept, devDependencies: _dev, ...own } = readManifest(path.join("tools", folder));
	const { homepage, bugs, repository } = readManifest(".");
	return {
		...own,
		name: own.name,
		...(homepage === undefined ? {} : { homepage, bugs }),
		...(repository === undefined ? {} : { repository: { ...(repository as object), directory: `tools/${folder}` } }),
		exports: { ".": { types: "./index.d.ts", default: "./index.js" }, "./package.json": "./package.json" },
		publishConfig: { access: "public" },
	};
}

/** What is imported relatively is compiled like the importer. */
const compiledImports = (text: string): string => text.replace(/(["'])(\.{1,2}\/[^"'\n]*)\.ts\1/g, "$1$2.js$1");

const javaScriptOf = (text: string): string =>
	compiledImports(transformSync(text, { loader: "ts", format: "esm", target: "node20" }).code);

/** A command starts compiled code, which needs no loader. */
const binOf = (text: string): string =>
	compiledImports(text)
		.split("\n")
		.filter(line => !/\bregister\b/.test(line))
		.join("\n")
		.replace(/\n{2,}/g, "\n");

/** The declarations of all packages by path, made in one go. */
function declarationsOf(): Map<string, string> {
	const found = new Map<string, string>();
	const config = ts.readConfigFile(path.join(ROOT, "config", "tsconfig.node.json"), ts.sys.readFile).config as {
		compilerOptions: object;
	};
	const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, ROOT);
	const entries = PACKAGES.map(({ folder }) => path.join(ROOT, "tools", folder, "index.ts"));
	const emit = { noEmit: false, declaration: true, emitDeclarationOnly: true, rootDir: ROOT, outDir: ROOT };
	const keep: ts.WriteFileCallback = (file, text) => void found.set(path.relative(ROOT, file), compiledImports(text));
	ts.createProgram(entries, { ...options, ...emit }).emit(undefined, keep);
	return found;
}

function stageFile(folder: string, file: string, stage: string, declarations: ReadonlyMap<string, string>): void {
	const text = (): string => readFileSync(path.join(ROOT, "tools", folder, file), "utf8");
	const put = (name: string, content: string): void => {
		mkdirSync(path.dirname(path.join(stage, name)), { recursive: true });
		writeFileSync(path.join(stage, name), content);
	};
	if (file === "bin.mjs") put(file, binOf(text()));
	else if (/\.(luau|tsv|md)$|^LICENSE$/.test(file)) put(file, text());
	else if (file.endsWith(".ts")) {
		put(file.replace(/\.ts$/, ".js"), javaScriptOf(text()));
		const declaration = file.replace(/\.ts$/, ".d.ts");
		const emitted = declarations.get(path.join("tools", folder, declaration));
		if (emitted !== undefined) put(declaration, emitted);
	}
}

/**
 * Lays out the packages of the tools as they are published: compiled JavaScript, declarations, and what each reads, the
 * product's model included. The model has to be built before.
 *
 * @returns the folder of each, ready to be packed
 */
export async function stagePackages(target: string): Promise<string[]> {
	rmSync(target, { recursive: true, force: true });
	const declarations = declarationsOf();
	const stages: string[] = [];
	for (const { folder, left, add } of PACKAGES) {
		const manifest = manifestOf(folder);
		const stage = path.join(target, manifest.name);
		mkdirSync(stage, { recursive: true });
		const files = readdirSync(path.join(ROOT, "tools", folder), { recursive: true, encoding: "utf8" });
		for (const file of files.map(name => name.replaceAll("\\", "/")).sort())
			if (!file.endsWith(".test.ts") && !left.test(file) && !file.startsWith("node_modules/"))
				stageFile(folder, file, stage, declarations);
		writeFileSync(path.join(stage, "package.json"), `${JSON.stringify(manifest, undefined, "\t")}\n`);
		await add(stage);
		stages.push(stage);
	}
	return stages;
}
