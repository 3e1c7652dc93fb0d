import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

import { PlaceError, type PlaceNode, placeNode } from "./place-node.ts";
import { readSource } from "./read-source.ts";
import { readRobloxXml } from "./roblox-xml.ts";
import { luauLiteral, scriptKind } from "./rojo-files.ts";
import { rojoValue } from "./rojo-values.ts";

interface Context {
	legacyScripts: boolean;
	ignore: RegExp[];
	projectDir: string;
}

interface TreeNode {
	$className?: string;
	$path?: string | { optional: string };
	$properties?: Record<string, unknown>;
	$attributes?: Record<string, unknown>;
	[child: string]: unknown;
}

function readJson(file: string): Record<string, unknown> {
	try {
		return JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
	} catch (reason) {
		throw new PlaceError(`${file} is not valid JSON: ${(reason as Error).message}`);
	}
}

function globToRegExp(glob: string): RegExp {
	const source = glob.replace(/[.+^${}()|[\]\\]/g, "\\$&").replace(/\*\*\/?|\*|\?/g, found => {
		if (found === "?") return "[^/]";
		return found === "*" ? "[^/]*" : ".*";
	});
	return new RegExp(`^${source}$`);
}

function ignored(file: string, context: Context): boolean {
	const relative = path.relative(context.projectDir, file).split(path.sep).join("/");
	return context.ignore.some(pattern => pattern.test(relative));
}

/** Tags are a property to Rojo, and a list of their own here. */
function setProperty(node: PlaceNode, name: string, value: unknown): void {
	if (name === "Tags" && Array.isArray(value)) node.tags = [...new Set([...node.tags, ...value.map(String)])];
	else node.properties[name] = rojoValue(value);
}

function applyMeta(node: PlaceNode, file: string): void {
	if (!existsSync(file)) return;
	const meta = readJson(file) as {
		className?: string;
		properties?: Record<string, unknown>;
		attributes?: Record<string, unknown>;
	};
	if (meta.className !== undefined) node.className = meta.className;
	for (const [name, value] of Object.entries(meta.properties ?? {})) setProperty(node, name, value);
	for (const [name, value] of Object.entries(meta.attributes ?? {})) node.attributes[name] = rojoValue(value);
}

function fromFile(file: string, context: Context, name?: string): PlaceNode | undefined {
	const base = path.basename(file);
	const kind = scriptKind(base, context.legacyScripts);
	if (kind !== undefined) {
		const node = placeNode(name ?? kind.name, kind.className);
		node.source = readSource(file);
		node.file = file;
		if (kind.runContext !== undefined) node.properties.RunContext = kind.runContext;
		applyMeta(node, path.join(path.dirname(file), `${kind.name}.meta.json`));
		return node;
	}
	if (base.endsWith(".meta.json")) return undefined;
	if (base.endsWith(".project.json")) return fromProject(file, name);
	if (base.endsWith(".json")) {
		const node = placeNode(name ?? base.slice(0, -5), "ModuleScript");
		node.source = `return ${luauLiteral(readJson(file))}`;
		node.file = file;
		return node;
	}
	if (base.endsWith(".txt")) {
		const node = placeNode(name ?? base.slice(0, -4), "StringValue");
		node.properties.Value = readFileSync(file, "utf8");
		return node;
	}
	if (base.endsWith(".rbxm")) {
		// What a binary model holds is not read; that it is there is known.
		const node = placeNode(name ?? base.slice(0, -5), "Folder");
		node.file = file;
		return node;
	}
	if (base.endsWith(".rbxmx")) {
		const [first] = readRobloxXml(readFileSync(file, "utf8"), file);
		if (first !== undefined) first.name = name ?? base.slice(0, -6);
		return first;
	}
	return undefined;
}

const INIT_FILES = [
	"init.luau",
	"init.lua",
	"init.server.luau",
	"init.server.lua",
	"init.client.luau",
	"init.client.lua",
];

function fromDirectory(dir: string, context: Context, name: string): PlaceNode {
	const entries = readdirSync(dir).sort();
	if (entries.includes("default.project.json")) return fromProject(path.join(dir, "default.project.json"));
	const init = INIT_FILES.find(file => entries.includes(file));
	const node = (init && fromFile(path.join(dir, init), context, name)) || placeNode(name, "Folder");
	for (const entry of entries) {
		const file = path.join(dir, entry);
		if (entry === init || entry === "init.meta.json" || ignored(file, context)) continue;
		const child = statSync(file).isDirectory() ? fromDirectory(file, context, entry) : fromFile(file, context);
		if (child !== undefined) node.children.push(child);
	}
	applyMeta(node, path.join(dir, "init.meta.json"));
	return node;
}

function fromPath(file: string, context: Context, name: string): PlaceNode | undefined {
	if (!existsSync(file)) throw new PlaceError(`${file} does not exist; a $path in ${context.projectDir} names it`);
	return statSync(file).isDirectory() ? fromDirectory(file, context, name) : fromFile(file, context, name);
}

function fromTree(name: string, tree: TreeNode, context: Context, isRoot: boolean): PlaceNode {
	const wanted = typeof tree.$path === "object" ? tree.$path.optional : tree.$path;
	const target = wanted === undefined ? undefined : path.resolve(context.projectDir, wanted);
	const optional = typeof tree.$path === "object";
	let node: PlaceNode | undefined;
	if (target !== undefined && (!optional || existsSync(target))) node = fromPath(target, context, name);
	if (node === undefined) {
		// A child of the DataModel that names no class is the service of its name.
		const className = tree.$className ?? (isRoot ? "DataModel" : target === undefined ? name : "Folder");
		node = placeNode(name, className);
	} else if (tree.$className !== undefined) node.className = tree.$className;
	node.name = name;
	for (const [key, value] of Object.entries(tree.$properties ?? {})) setProperty(node, key, value);
	for (const [key, value] of Object.entries(tree.$attributes ?? {})) node.attributes[key] = rojoValue(value);
	for (const [key, child] of Object.entries(tree)) {
		if (key.startsWith("$") || typeof child !== "object" || child === null) continue;
		const held = node.children.findIndex(existing => existing.name === key);
		const made = fromTree(key, child as TreeNode, context, false);
		if (held === -1) node.children.push(made);
		else node.children[held] = made;
	}
	return node;
}

/** Reads a Rojo project file and everything it points to. */
export function fromProject(file: string, name?: string): PlaceNode {
	const project = readJson(file) as {
		name?: string;
		tree?: TreeNode;
		emitLegacyScripts?: boolean;
		globIgnorePaths?: string[];
	};
	if (project.tree === undefined) throw new PlaceError(`${file} has no "tree"`);
	const context: Context = {
		legacyScripts: project.emitLegacyScripts ?? true,
		ignore: (project.globIgnorePaths ?? []).map(globToRegExp),
		projectDir: path.dirname(path.resolve(file)),
	};
	return fromTree(name ?? project.name ?? path.basename(path.dirname(file)), project.tree, context, true);
}
