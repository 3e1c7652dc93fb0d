import { readFileSync } from "node:fs";
import path from "node:path";

import { PlaceError, type PlaceNode, placeNode } from "./place-node.ts";
import { readRobloxXml } from "./roblox-xml.ts";
import { fromProject } from "./rojo-project.ts";

export { PlaceError, type PlaceNode, placeNode, type PlaceValue } from "./place-node.ts";

/**
 * Reads a place or model: a Rojo project (`.json`), or what Rojo built in XML (`.rbxlx`, `.rbxmx`).
 * A place comes back as a DataModel node, a model as its first Instance.
 *
 * @example
 * loadPlace("default.project.json")
 */
export function loadPlace(file: string): PlaceNode {
	const extension = path.extname(file);
	if (extension === ".json") return fromProject(file);
	if (extension === ".rbxlx" || extension === ".rbxmx") {
		const roots = readRobloxXml(readFileSync(file, "utf8"), file);
		if (extension === ".rbxmx" && roots[0] !== undefined) return roots[0];
		const place = placeNode("Game", "DataModel");
		place.children = roots;
		return place;
	}
	throw new PlaceError(`${file} cannot be loaded: a place is a Rojo project (.json) or .rbxlx, a model is .rbxmx`);
}
