import { readFileSync } from "node:fs";
import path from "node:path";

import { type PlaceNode, placeNode } from "headless-place";

import { copiesOf } from "../doctor/product.ts";
import { walk } from "../doctor/tree.ts";
import { UsageError } from "../flags.ts";
import { messages } from "./messages.ts";

const read = (file: string): string => readFileSync(path.join(import.meta.dirname, file), "utf8");
const moduleOf = (name: string, source: string, children: PlaceNode[] = []): PlaceNode => ({
	...placeNode(name, "ModuleScript"),
	source,
	children,
});

const OBSERVER = "AudioScapePlayObserver";
/** On the line of the source's beginning, so that errors keep their lines. */
const BEFORE = "local module = (function(...) ";
const AFTER = `
end)(...)
if game:GetService("RunService"):IsServer() then
	require(game:GetService("ServerStorage").${OBSERVER})(module)
end
return module`;

/** The product's entry modules in a place: the model's own, or the npm package. */
function entriesOf(place: PlaceNode): Set<PlaceNode> {
	const entries = copiesOf(walk(place)).map(({ node, ancestors }) => (node.name === "lib" ? ancestors.at(-1)! : node));
	return new Set(entries.filter(({ source }) => source !== undefined));
}

/**
 * A place with an observer before the product's module, which tells what the game does with it.
 *
 * @param walkers - whether players are walked from zone to zone
 * @throws UsageError when the product is not in the place
 */
export function watched(place: PlaceNode, name: string, walkers: boolean): PlaceNode[] {
	const entries = entriesOf(place);
	if (entries.size === 0) throw new UsageError(messages.noProduct(name));
	const copy = (node: PlaceNode): PlaceNode => ({
		...node,
		...(entries.has(node) ? { source: `${BEFORE}${node.source}${AFTER}` } : {}),
		children: node.children.map(copy),
	});
	const observer = moduleOf(
		OBSERVER,
		read("observer.luau"),
		walkers ? [moduleOf("Walkers", read("walkers.luau"))] : [],
	);
	return [...place.children.map(copy), { ...placeNode("ServerStorage", "ServerStorage"), children: [observer] }];
}
