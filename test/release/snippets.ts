import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

import { ROOT } from "./package-fixtures.ts";

/** A fenced block of a page. */
export interface Snippet {
	/** Relative to the repository. */
	readonly file: string;
	/** Line of its first line of code. */
	readonly line: number;
	readonly language: string;
	/** The word behind the language; the list is in CONTRIBUTING.md. */
	readonly kind: string;
	readonly text: string;
}

/** README, the list of examples and every page of `docs`, relative to the repository. */
export const pages = (): string[] =>
	[
		"README.md",
		"CONTRIBUTING.md",
		"examples/README.md",
		...readdirSync(path.join(ROOT, "docs"), { recursive: true, encoding: "utf8" })
			.filter(name => name.endsWith(".md"))
			.map(name => path.posix.join("docs", name.split(path.sep).join("/"))),
	].sort();

export const pageText = (page: string): string => readFileSync(path.join(ROOT, page), "utf8");

/** All fenced blocks of a page, also those in lists. */
export function snippetsOf(page: string): Snippet[] {
	const found: Snippet[] = [];
	let open: { indent: string; fence: string; info: string; from: number } | undefined;
	const lines = pageText(page).split("\n");
	lines.forEach((line, index) => {
		const match = /^(\s*)(`{3,}|~{3,})(.*)$/.exec(line);
		if (open === undefined) {
			if (match) open = { indent: match[1]!, fence: match[2]!, info: match[3]!.trim(), from: index + 1 };
			return;
		}
		if (!match || match[3]!.trim() !== "" || !match[2]!.startsWith(open.fence)) return;
		const { indent, info, from } = open;
		const [language = "", kind = ""] = info.split(/\s+/);
		const text = lines
			.slice(from, index)
			.map(held => (held.startsWith(indent) ? held.slice(indent.length) : held))
			.join("\n");
		found.push({ file: page, line: from + 1, language, kind, text: `${text}\n` });
		open = undefined;
	});
	if (open !== undefined) throw new Error(`${page}:${open.from}: a fence without an end`);
	return found;
}

/** What a ```luau fragment stands after. Without line breaks, so that a failure names the block's own line. */
export const LUAU_PRELUDE = [
	`local AudioScape = require(game:GetService("ServerScriptService").AudioScape)`,
	`local key = game:GetService("HttpService"):GetSecret("audioscape")`,
	`local client = AudioScape.new(key)`,
	`local player = game:GetService("Players"):GetPlayers()[1] or game:GetService("Players").PlayerAdded:Wait()`,
	`local sound = Instance.new("Sound")`,
	`sound.SoundId = "rbxassetid://123456789"`,
	`local cave = workspace.Village `,
].join(" ");

/** What a ```ts block without imports stands after. */
export const TS_PRELUDE = [
	`import AudioScape from "@rbxts/audioscape";`,
	`import { HttpService, Workspace } from "@rbxts/services";`,
	`const key = HttpService.GetSecret("audioscape");`,
	`const client = new AudioScape(key);`,
	`const fine = new AudioScape.FineVoice(key);`,
	`const sense = new AudioScape.SenseAudio(key, { baseUrl: "https://sense.invalid" });`,
	`const sound = new Instance("Sound");`,
	`sound.SoundId = "rbxassetid://123456789";`,
	`export {};`,
].join(" ");

/** The parts of the world that pages speak of. */
export const WORLD = `for index, name in { "Village", "Arena" } do
	local part = Instance.new("Part")
	part.Name, part.Anchored, part.Size = name, true, Vector3.new(60, 40, 60)
	part.Position = Vector3.new(index * 100, 10, 0)
	part.Parent = workspace
end`;
