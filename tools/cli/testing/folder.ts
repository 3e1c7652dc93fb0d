import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/**
 * A folder that goes with the machine's temporary files, with these files in it; what is no text is written as JSON.
 *
 * @example folderOf({ "default.project.json": { name: "Game", tree: {} } })
 */
export function folderOf(files: Readonly<Record<string, unknown>>): string {
	const folder = mkdtempSync(path.join(tmpdir(), "audioscape-"));
	for (const [name, content] of Object.entries(files)) {
		mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
		writeFileSync(path.join(folder, name), typeof content === "string" ? content : JSON.stringify(content));
	}
	return folder;
}
