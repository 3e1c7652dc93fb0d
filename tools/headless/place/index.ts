import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

import { PlaceError, type PlaceNode, placeNode } from "./place-node.ts";
import { readRobloxBinary } from "./roblox-binary.ts";
import { readRobloxXml } from "./roblox-xml.ts";
import { fromProject } from "./rojo-project.ts";

export { PlaceError, type PlaceNode, placeNode, type PlaceValue } from "./place-node.ts";

type Reader = (file: string) => PlaceNode[];
const xml: Reader = file => readRobloxXml(readFileSync(file, "utf8"), file);
const binary: Reader = file => readRobloxBinary(readFileSync(file), file);
const READERS: Readonly<Record<string, { read: Reader; isPlace: boolean }>> = {
	".rbxlx": { read: xml, isPlace: true },
	".rbxl": { read: binary, isPlace: true },
	".rbxmx": { read: xml, isPlace: false },
	".rbxm": { read: binary, isPlace: false },
};

/**
 * Reads a place or model: a Rojo project (`.json`, or the folder of a `default.project.json`), or what Studio or Rojo saved (`.rbxl`, `.rbxlx`, `.rbxm`,
 * `.rbxmx`). A place comes back as a DataModel node, a model as its first Instance.
 *
 * @throws PlaceError that names the file and what is wrong with it
 * @example
 * loadPlace("default.project.json")
 */
export function loadPlace(file: string): PlaceNode {
	if (!existsSync(file)) throw new PlaceError(`${file} does not exist`);
	if (statSync(file).isDirectory()) {
		const project = path.join(file, "default.project.json");
		if (existsSync(project)) return fromProject(project);
		throw new PlaceError(`${file} is a folder without a default.project.json`);
	}
	const extension = path.extname(file).toLowerCase();
	if (extension === ".json") return fromProject(file);
	const known = READERS[extension];
	if (known === undefined)
		throw new PlaceError(`${file} cannot be loaded: it must be a Rojo project (.json), .rbxl, .rbxlx, .rbxm or .rbxmx`);
	const roots = known.read(file);
	if (known.isPlace) return { ...placeNode("Game", "DataModel"), children: roots };
	const [first] = roots;
	if (first === undefined) throw new PlaceError(`${file} is empty`);
	return first;
}
