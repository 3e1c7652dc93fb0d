import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

import { placeNode, type RunScript } from "headless-place";

import { inServer, modelNode } from "../product/model.ts";

/** The package carries the game; a checkout has it among the examples. */
const PACKED = path.resolve(import.meta.dirname, "../game");
const GAME = existsSync(PACKED) ? PACKED : path.resolve(import.meta.dirname, "../../../examples/game");
const read = (...parts: string[]): string => readFileSync(path.join(...parts), "utf8");

/** A song that the catalog knows and whose file is gone. */
export const DEAD_SONG = "1063946905664881";

/** The bundled game: its place, and its scripts as they stand in `examples/`. */
export function bundledGame(seconds: number) {
	const settings = [
		`workspace:SetAttribute("TourSeconds", ${seconds})`,
		`workspace:SetAttribute("DeadSong", "${DEAD_SONG}")`,
	];
	const scripts: RunScript[] = [
		{ name: "settings", source: settings.join("\n") },
		...["world", "sound", "tour"].map(name => ({ name, source: read(GAME, `${name}.server.luau`) })),
	];
	const playerScripts: RunScript[] = [{ name: "guest", source: read(GAME, "guest.client.luau") }];
	return { playerScripts, place: { ...placeNode("Game", "DataModel"), children: [inServer(modelNode())] }, scripts };
}

/** What tells where each player's own steps sounded. */
export const playerObserver = (): RunScript => ({
	name: "observer",
	source: read(import.meta.dirname, "observer.client.luau"),
});
