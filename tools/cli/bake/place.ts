import path from "node:path";

import { loadPlace, luauLiteral, parseJson, type PlaceNode, placeNode } from "headless-place";

import { readInput } from "../files.ts";
import { UsageError } from "../flags.ts";
import { inServer, modelNode } from "../product/model.ts";
import { messages } from "./messages.ts";

/** The Luau of a configuration. */
function configSource(file: string): string {
	const text = readInput(file);
	const extension = path.extname(file);
	if (extension === ".luau" || extension === ".lua") return text;
	if (extension !== ".json") throw new UsageError(messages.notConfig(file));
	return `return ${luauLiteral(parseJson(text, file))}`;
}

const SCRIPTS = new Set(["Script", "LocalScript"]);

/** The place without what would run in it, and without the switches that a run of the tools' own sets itself. */
export function quiet(node: PlaceNode, inServer = false): PlaceNode {
	const replaced = inServer && node.name === "AudioScape";
	const children = replaced ? [] : node.children.map(child => quiet(child, node.className === "ServerScriptService"));
	if (replaced || SCRIPTS.has(node.className)) {
		return { ...placeNode(replaced ? "AudioScapeOfThePlace" : node.name, "Folder"), children };
	}
	if (node.className !== "HttpService") return { ...node, children };
	const { HttpEnabled: _switch, ...properties } = node.properties;
	return { ...node, properties, children };
}

function findFile(nodes: readonly PlaceNode[], file: string): PlaceNode | undefined {
	for (const node of nodes) {
		if (node.className === "ModuleScript" && node.file === file) return node;
		const found = findFile(node.children, file);
		if (found !== undefined) return found;
	}
	return undefined;
}

function moduleOf(name: string, source: string, tag: string): PlaceNode {
	return { ...placeNode(name, "ModuleScript"), source, tags: [tag] };
}

export interface BakingPlaceOptions {
	config: string;
	place?: string;
	/** Text of the manifest that is there. */
	before?: string;
	/** Answers that are there, by request. */
	answers?: Readonly<Record<string, unknown>>;
}

/**
 * The place to bake in: the model, the game's place without its scripts, and the configuration. A configuration that
 * is a module of that place is required where it stands, so that it may require its neighbours.
 */
export function bakingPlace({ config, place, before, answers = {} }: BakingPlaceOptions): PlaceNode[] {
	const source = configSource(config);
	const world = place === undefined ? undefined : loadPlace(place);
	if (world !== undefined && world.className !== "DataModel") throw new UsageError(messages.notPlace(place!));
	const nodes = world?.children.map(child => quiet(child)) ?? [];
	const server = inServer(modelNode());
	const own = findFile(nodes, path.resolve(config));
	if (own !== undefined) own.tags = [...own.tags, "AudioScapeBakeConfig"];
	else server.children.push(moduleOf(path.parse(config).name, source, "AudioScapeBakeConfig"));
	if (before !== undefined) server.children.push(moduleOf("manifest", before, "AudioScapeBakeBefore"));
	if (Object.keys(answers).length > 0)
		server.children.push(moduleOf("kept", `return ${luauLiteral(answers)}`, "AudioScapeBakeKept"));
	return [...nodes, server];
}
