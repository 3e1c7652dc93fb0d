import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { folderOrNothing, outputFolder } from "../files.ts";
import { flagHelp, type FlagTable, parseFlags, UsageError } from "../flags.ts";
import { messages, nextSteps } from "../init/messages.ts";
import { planOf } from "../init/plan.ts";
import { modelFile, version } from "../product/model.ts";

const flags: FlagTable = {
	"dry-run": { kind: "switch", help: "say what would be done, and write nothing" },
	help: { kind: "switch", short: "-h", help: "show this help" },
};

/**
 * `audioscape init`: puts AudioScape into a Rojo project, a roblox-ts project or an empty folder.
 *
 * @returns 0 done, 1 when the model could not be built, 2 wrong use
 * @example
 * await initCommand(["my-game", "--dry-run"]);
 */
export async function initCommand(argv: string[]): Promise<number> {
	const { flags: given, rest } = parseFlags(argv, flags);
	if (given.help === true) {
		console.log(
			`audioscape init [FOLDER]: adds AudioScape to a Rojo or roblox-ts project, or to an empty folder\n\n${flagHelp(flags)}\n\n` +
				"Without FOLDER it is the current one. No file is overwritten.",
		);
		return 0;
	}
	const [folder = ".", second] = rest;
	if (second !== undefined) throw new UsageError(messages.usage(second));
	const isDry = given["dry-run"] === true;
	if (isDry) folderOrNothing(folder);
	else outputFolder(folder);
	const model = await modelFile();
	if (model === undefined) return 1;
	const { kind, steps } = planOf(folder, { model: readFileSync(model), version: version() });
	for (const { file, content, says } of steps) {
		if (content !== undefined && !isDry) {
			mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
			writeFileSync(path.join(folder, file), content);
		}
		for (const line of says) console.log(line);
	}
	const project = path.join(folder, "default.project.json");
	console.log((isDry ? ["", messages.dry] : nextSteps(kind === "roblox-ts", project)).join("\n"));
	return 0;
}
