import { readFileSync } from "node:fs";
import path from "node:path";

import type { RunScript } from "../../headless/run/index.ts";

const ROOT = path.resolve(import.meta.dirname, "../../..");
const read = (file: string): string => readFileSync(path.join(ROOT, file), "utf8");

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
			...["world", "sound", "tour"].map(name => ({ name, source: read(`examples/game/${name}.server.luau`) })),
			{ name: "observer", source: read("tools/cli/play/observer.server.luau") },
		],
		player: [{ name: "observer", source: read("tools/cli/play/observer.client.luau") }],
	};
}
