import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

import type { RunScript } from "headless-place";

/** The package carries the game; a checkout has it among the examples. */
const PACKED = path.resolve(import.meta.dirname, "../game");
const GAME = existsSync(PACKED) ? PACKED : path.resolve(import.meta.dirname, "../../../examples/game");
const read = (...parts: string[]): string => readFileSync(path.join(...parts), "utf8");
const observer = (side: string): RunScript => ({
	name: "observer",
	source: read(import.meta.dirname, `observer.${side}.luau`),
});

/** A song that the catalog knows and whose file is gone. */
export const DEAD_SONG = "1063946905664881";

/** What is played: the scripts of the game as they stand in `examples/`, and the observers of this command. */
export function gameScripts(seconds: number): { server: RunScript[]; player: RunScript[] } {
	const settings = [
		`workspace:SetAttribute("TourSeconds", ${seconds})`,
		`workspace:SetAttribute("DeadSong", "${DEAD_SONG}")`,
	];
	return {
		server: [
			{ name: "settings", source: settings.join("\n") },
			...["world", "sound", "tour"].map(name => ({ name, source: read(GAME, `${name}.server.luau`) })),
			observer("server"),
		],
		player: [observer("client")],
	};
}
