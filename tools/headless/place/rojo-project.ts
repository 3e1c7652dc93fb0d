import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

import { kindOf, readJsonObject } from "./jsonc.ts";
import { PlaceError, type PlaceNode, placeNode } from "./place-node.ts";
import { readSource } from "./read-source.ts";
import { readRobloxBinary } from "./roblox-binary.ts";
import { readRobloxXml } from "./roblox-xml.ts";
import { localization, moduleOfData } from "./rojo-data.ts";
import { type FileKind, globMatcher, type KnownFile, knownFile, type SyncRule } from "./rojo-files.ts";
import { resolveTargets } from "./rojo-targets.ts";
import { rojoValue } from "./rojo-values.ts";
import { setProperty } from "./serialised.ts";
import { checkShape, type Shape } from "./shape.ts";

const PROJECT: Shape = {
	name: "text",
	tree: "table",
	emitLegacyScripts: "flag",
	globIgnorePaths: "texts",
	syncRules: "tables",
};
const TREE: Shape = { $className: "text", $path: "path", $properties: "table", $attributes: "table", $id: "text" };
const META: Shape = { className: "text", id: "text", properties: "table", attributes: "table" };
const MODEL: Shape = { ...META, children: "tables", Properties: "table", Attributes: "table", Children: "tables" };
const RULE: Shape = { pattern: "text", exclude: "text", use: "text", suffix: "text" };
const PROPERTIES: Shape = { Attributes: "table" };

interface Context {
	/** The project files that are being read, this one last. */
	readonly opened: readonly string[];
	readonly legacyScripts: boolean;
	readonly ignored: readonly ((file: string) => boolean)[];
	readonly rules: readonly SyncRule[];
	readonly project: string;
}

type Table = Record<string, unknown>;
interface TreeNode {
	$className?: string;
	$path?: string | { optional: string };
	$properties?: Table;
	$attributes?: Table;
	$id?: string;
	[child: string]: unknown;
}

/** Tags and attributes are properties to Rojo, and have places of their own here. */
function applyProperties(node: PlaceNode, properties: Table | undefined, where: string): void {
	if (properties === undefined) return;
	checkShape(where, properties, PROPERTIES);
	for (const [name, raw] of Object.entries(properties)) {
		const inner = typeof raw === "object" && raw !== null && name in raw ? (raw as Table)[name] : raw;
		if (name === "Tags" && Array.isArray(inner)) node.tags = inner.map(String);
		else if (name === "Attributes") applyAttributes(node, inner as Table);
		else if (name !== "Name" && name !== "Parent") {
			const value = rojoValue(raw);
			if (value !== undefined) setProperty(node, name, value);
		}
	}
}

/** Attributes that are said replace all that were there. */
function applyAttributes(node: PlaceNode, attributes: Table | undefined): void {
	if (attributes === undefined || Object.keys(attributes).length === 0) return;
	node.attributes = {};
	for (const [name, raw] of Object.entries(attributes)) {
		const value = rojoValue(raw);
		if (value !== undefined) node.attributes[name] = value;
	}
}

interface Meta {
	className?: string;
	id?: string;
	properties?: Table;
	attributes?: Table;
}

function applyMeta(node: PlaceNode, file: string): void {
	if (!existsSync(file)) return;
	const meta: Meta = readJsonObject(file);
	checkShape(file, meta, META);
	if (meta.className !== undefined) node.className = meta.className;
	if (meta.id !== undefined) node.rojoId = meta.id;
	applyProperties(node, meta.properties, file);
	applyAttributes(node, meta.attributes);
}

/** A `.model.json`, in today's words or those of before Rojo 6. */
function fromJsonModel(model: Table, name: string, file: string): PlaceNode {
	checkShape(file, model, MODEL);
	const word = (key: string): unknown => model[key] ?? model[key[0]!.toUpperCase() + key.slice(1)];
	const className = word("className");
	if (typeof className !== "string")
		throw new PlaceError(`${file}: a model needs a className, got ${kindOf(className)}`);
	const node = placeNode(name, className);
	node.file = file;
	if (typeof model.id === "string") node.rojoId = model.id;
	applyProperties(node, word("properties") as Table | undefined, file);
	applyAttributes(node, word("attributes") as Table | undefined);
	for (const child of (word("children") as Table[] | undefined) ?? [])
		node.children.push(
			fromJsonModel(child, String(child.name ?? child.Name ?? child.className ?? child.ClassName), file),
		);
	return node;
}

function fromModel(file: string, roots: PlaceNode[], name: string): PlaceNode {
	const [root, second] = roots;
	if (root === undefined || second !== undefined)
		throw new PlaceError(`${file} has ${roots.length} Instances at its top; a model in a project has one`);
	root.name = name;
	return root;
}

const SCRIPTS: Readonly<Partial<Record<FileKind, { legacy: string; context: string }>>> = {
	serverScript: { legacy: "Script", context: "Server" },
	clientScript: { legacy: "LocalScript", context: "Client" },
};

function scriptOf(file: string, { kind, name }: KnownFile, { legacyScripts }: Context): PlaceNode {
	const side = SCRIPTS[kind];
	const node = placeNode(name, kind === "moduleScript" ? "ModuleScript" : "Script");
	if (side !== undefined && legacyScripts) node.className = side.legacy;
	else if (side !== undefined) node.properties.RunContext = side.context;
	else if (kind === "pluginScript") node.properties.RunContext = "Plugin";
	node.source = readSource(file);
	return node;
}

const MAKERS: Readonly<Record<FileKind, (file: string, known: KnownFile, context: Context) => PlaceNode | undefined>> =
	{
		serverScript: scriptOf,
		clientScript: scriptOf,
		pluginScript: scriptOf,
		moduleScript: scriptOf,
		project: (file, _known, context) => readProject(file, context),
		jsonModel: (file, { name }) => fromJsonModel(readJsonObject(file), name, file),
		json: (file, { name }) => ({ ...placeNode(name, "ModuleScript"), source: moduleOfData(file, "json") }),
		toml: (file, { name }) => ({ ...placeNode(name, "ModuleScript"), source: moduleOfData(file, "toml") }),
		yaml: (file, { name }) => ({ ...placeNode(name, "ModuleScript"), source: moduleOfData(file, "yaml") }),
		csv: (file, { name }) => ({
			...placeNode(name, "LocalizationTable"),
			properties: { Contents: localization(file) },
		}),
		text: (file, { name }) => ({
			...placeNode(name, "StringValue"),
			properties: { Value: readFileSync(file, "utf8") },
		}),
		rbxmx: (file, { name }) => fromModel(file, readRobloxXml(readFileSync(file, "utf8"), file), name),
		rbxm: (file, { name }) => fromModel(file, readRobloxBinary(readFileSync(file), file), name),
		ignore: () => undefined,
	};
/** What brings its own properties along takes none from a file beside it. */
const SELF_CONTAINED: ReadonlySet<FileKind> = new Set(["project", "jsonModel", "rbxm", "rbxmx", "ignore"]);

function fromFile(file: string, context: Context): PlaceNode | undefined {
	const known = knownFile(file, context.rules);
	if (known === undefined) return undefined;
	const node = MAKERS[known.kind](file, known, context);
	if (node === undefined || SELF_CONTAINED.has(known.kind)) return node;
	node.file = file;
	applyMeta(node, path.join(path.dirname(file), `${known.name}.meta.json`));
	return node;
}

const INIT_FILES = [
	"init.luau",
	"init.lua",
	"init.server.luau",
	"init.server.lua",
	"init.client.luau",
	"init.client.lua",
	"init.csv",
];

function fromDirectory(dir: string, context: Context): PlaceNode {
	const entries = readdirSync(dir).sort();
	if (entries.includes("default.project.json")) return readProject(path.join(dir, "default.project.json"), context);
	const init = INIT_FILES.find(file => entries.includes(file));
	const name = path.basename(dir);
	const node = (init !== undefined && fromFile(path.join(dir, init), context)) || placeNode(name, "Folder");
	node.name = name;
	for (const entry of entries) {
		const file = path.join(dir, entry);
		if (entry === init || entry === "init.meta.json" || context.ignored.some(matches => matches(file))) continue;
		const child = fromPath(file, context);
		if (child !== undefined) node.children.push(child);
	}
	applyMeta(node, path.join(dir, "init.meta.json"));
	return node;
}

const fromPath = (file: string, context: Context): PlaceNode | undefined =>
	statSync(file).isDirectory() ? fromDirectory(file, context) : fromFile(file, context);

/** What a name alone says of the class: a service of the place, and what lies in some services by nature. */
const INFERRED: Readonly<Record<string, readonly string[]>> = {
	StarterPlayer: ["StarterPlayerScripts", "StarterCharacterScripts"],
	Workspace: ["Terrain"],
};
const inferredClass = (name: string, above: string | undefined): string | undefined =>
	above === "DataModel" || (above !== undefined && INFERRED[above]?.includes(name)) ? name : undefined;

function atPath({ $path }: TreeNode, context: Context): PlaceNode | undefined {
	if ($path === undefined) return undefined;
	const optional = typeof $path === "object";
	const file = path.resolve(path.dirname(context.project), optional ? $path.optional : $path);
	if (!existsSync(file)) {
		if (optional) return undefined;
		throw new PlaceError(`${file} does not exist; a $path in ${context.project} names it`);
	}
	const node = fromPath(file, context);
	if (node === undefined)
		throw new PlaceError(`${file}, which a $path in ${context.project} names, is not a file that Rojo can read`);
	return node;
}

function fromTree(name: string, tree: TreeNode, context: Context, above?: string): PlaceNode | undefined {
	checkShape(`${context.project}: "${name}"`, tree, TREE);
	const found = atPath(tree, context);
	const inferred = inferredClass(name, above);
	const fromFolder = found === undefined || found.className === "Folder";
	const className = fromFolder ? (tree.$className ?? inferred ?? found?.className) : found.className;
	if (className === undefined) {
		if (typeof tree.$path === "object") return undefined;
		throw new PlaceError(`${context.project}: "${name}" needs a $className or a $path`);
	}
	const node = found ?? placeNode(name, className);
	node.name = name;
	node.className = className;
	if (tree.$id !== undefined) node.rojoId = tree.$id;
	applyProperties(node, tree.$properties, `${context.project}: "${name}"`);
	applyAttributes(node, tree.$attributes);
	// Rojo keeps the parts of a tree by name; an order of its own would be another place.
	for (const key of Object.keys(tree).sort()) {
		const child = tree[key];
		if (key.startsWith("$")) continue;
		if (typeof child !== "object" || child === null || Array.isArray(child))
			throw new PlaceError(`${context.project}: "${key}" is ${kindOf(child)}; it must be an object`);
		const made = fromTree(key, child as TreeNode, context, className);
		if (made !== undefined) node.children.push(made);
	}
	return node;
}

interface RawRule {
	pattern: string;
	exclude?: string;
	use: FileKind;
	suffix?: string;
}
const ruleOf =
	(folder: string) =>
	({ pattern, exclude, use, suffix }: RawRule): SyncRule => {
		const fits = globMatcher(pattern, folder);
		const not = exclude === undefined ? () => false : globMatcher(exclude, folder);
		return { matches: file => fits(file) && !not(file), kind: use, suffix };
	};

function readProject(file: string, outer?: Context): PlaceNode {
	const opened = [...(outer?.opened ?? []), path.resolve(file)];
	if (outer?.opened.includes(path.resolve(file)))
		throw new PlaceError(`${outer.project}: a $path leads back to ${file}, which would be inside of itself`);
	const project = readJsonObject(file) as {
		name?: string;
		tree?: TreeNode;
		emitLegacyScripts?: boolean;
		globIgnorePaths?: string[];
		syncRules?: RawRule[];
	};
	checkShape(file, project, PROJECT);
	for (const rule of project.syncRules ?? []) checkShape(file, rule, RULE);
	const { tree } = project;
	if (typeof tree !== "object" || tree === null) throw new PlaceError(`${file} has no "tree"`);
	const folder = path.dirname(path.resolve(file));
	const context: Context = {
		legacyScripts: project.emitLegacyScripts ?? true,
		ignored: [...(outer?.ignored ?? []), ...(project.globIgnorePaths ?? []).map(glob => globMatcher(glob, folder))],
		rules: (project.syncRules ?? []).map(ruleOf(folder)),
		project: file,
		opened,
	};
	const own =
		path.basename(file) === "default.project.json" ? path.basename(folder) : path.basename(file, ".project.json");
	const root = tree.$className === undefined && tree.$path === undefined ? { $className: "DataModel", ...tree } : tree;
	const node = fromTree(project.name ?? own, root, context);
	if (node === undefined) throw new PlaceError(`${file}: what its optional $path names is not there`);
	return node;
}

/** Reads a Rojo project file and everything it points to. */
export function fromProject(file: string): PlaceNode {
	const place = readProject(file);
	resolveTargets(place);
	return place;
}
