import { existsSync } from "node:fs";
import path from "node:path";

import { loadPlace, type PlaceNode, placeNode } from "headless-place";

const HOME = path.resolve(import.meta.dirname, "..");
/** Where the package has the model; a checkout builds its own. */
const PACKED = path.join(HOME, "AudioScape.rbxm");
const CHECKOUT = path.resolve(HOME, "../..");

/** The product as games have it, whole. */
export const modelNode = (): PlaceNode =>
	loadPlace(existsSync(PACKED) ? PACKED : path.join(CHECKOUT, "default.project.json"));

/** A ServerScriptService with these children, for a place that is put together. */
export const inServer = (...children: PlaceNode[]): PlaceNode => ({
	...placeNode("ServerScriptService", "ServerScriptService"),
	children,
});

/**
 * Builds the model where this is a checkout; the package carries it.
 *
 * @returns false after the compiler has said what is wrong
 */
export async function modelIsBuilt(): Promise<boolean> {
	if (existsSync(PACKED)) return true;
	const { compile } = await import("../../../scripts/compile.ts");
	return (await compile("model")) !== "failed";
}
