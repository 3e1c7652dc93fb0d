import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

import { loadPlace, type PlaceNode, placeNode } from "headless-place";

const HOME = path.resolve(import.meta.dirname, "..");
/** Where the package has the model; a checkout builds its own. */
const PACKED = path.join(HOME, "AudioScape.rbxm");
const CHECKOUT = path.resolve(HOME, "../..");

/** The product as games have it, whole. */
export const modelNode = (): PlaceNode =>
	loadPlace(existsSync(PACKED) ? PACKED : path.join(CHECKOUT, "default.project.json"));

/** The version of the product and of this command. */
export const version = (): string =>
	(JSON.parse(readFileSync(path.join(HOME, "package.json"), "utf8")) as { version: string }).version;

/** The model as a file, built by Rojo where this is a checkout; undefined after it was said what is wrong. */
export async function modelFile(): Promise<string | undefined> {
	if (existsSync(PACKED)) return PACKED;
	if (!(await modelIsBuilt())) return undefined;
	const { rojoBuild } = await import("../../../scripts/rojo.ts");
	return rojoBuild() === 0 ? path.join(CHECKOUT, "dist", "AudioScape.rbxm") : undefined;
}

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
