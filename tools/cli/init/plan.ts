import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

import { parseJson } from "headless-place";
import { applyEdits, modify } from "jsonc-parser";

import { FileError } from "../files.ts";
import { messages } from "./messages.ts";
import { LUAU_SCRIPT, projectOf, TYPESCRIPT_SCRIPT } from "./templates.ts";

/** One file that init makes, changes or leaves alone. */
export interface Step {
	/** Relative to the folder. */
	file: string;
	/** Absent where nothing is written. */
	content?: string | Buffer;
	says: string[];
}

export interface Plan {
	kind: "empty" | "rojo" | "roblox-ts";
	steps: Step[];
}

type Json = Record<string, unknown>;
const PROJECT = "default.project.json";
const MODEL = "AudioScape.rbxm";
const PACKAGE = "@rbxts/audioscape";
const SCRIPT = "sound.server";

/** A new file, unless one is there: nothing of anybody's is overwritten. */
function newFile(folder: string, file: string, content: string | Buffer): Step {
	if (existsSync(path.join(folder, file))) return { file, says: [messages.kept(file, messages.thereAlready)] };
	return { file, content, says: [messages.made(file)] };
}

const isTable = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value);

/** A text of JSON with some values added; comments and layout stay. */
function withValues(text: string, values: readonly (readonly [at: string[], value: unknown])[]): string {
	const insertSpaces = !/^\t/m.test(text);
	const tabSize = insertSpaces ? (/^ +/m.exec(text)?.[0].length ?? 2) : 1;
	return values.reduce(
		(held, [at, value]) =>
			applyEdits(held, modify(held, at, value, { formattingOptions: { insertSpaces, tabSize, eol: "\n" } })),
		text,
	);
}

const at = (value: unknown, ...keys: string[]): unknown =>
	keys.reduce<unknown>((held, key) => (isTable(held) ? held[key] : undefined), value);

/** Folders that the server's scripts come from, by what the project says. */
function serverFolder(folder: string, node: unknown): string | undefined {
	if (!isTable(node)) return undefined;
	const own = node.$path;
	if (typeof own === "string") {
		const file = path.join(folder, own);
		if (existsSync(file) && statSync(file).isDirectory()) return own;
	}
	for (const [key, child] of Object.entries(node)) {
		const found = key.startsWith("$") ? undefined : serverFolder(folder, child);
		if (found !== undefined) return found;
	}
	return undefined;
}

const HTTP = ["tree", "HttpService", "$properties", "HttpEnabled"];

/** What the project file needs for the model, the first script and requests. */
function projectStep(folder: string, withModel: boolean, scriptAt: string | undefined): Step {
	const text = readFileSync(path.join(folder, PROJECT), "utf8");
	const project = parseJson(text, path.join(folder, PROJECT));
	if (at(project, "tree", "$className") !== "DataModel") throw new FileError(messages.notPlace(PROJECT));
	const values: [string[], unknown][] = [];
	const says: string[] = [];
	const add = (where: string[], value: unknown, what: string): void => {
		if (at(project, ...where) !== undefined) return;
		values.push([where, value]);
		says.push(messages.changed(PROJECT, what));
	};
	const server = ["tree", "ServerScriptService"];
	if (withModel) add([...server, "AudioScape"], { $path: MODEL }, messages.entry("ServerScriptService.AudioScape"));
	if (scriptAt !== undefined)
		add([...server, "Sound"], { $path: scriptAt }, messages.script("ServerScriptService.Sound"));
	add(HTTP, true, messages.requests);
	if (values.length === 0) return { file: PROJECT, says: [messages.kept(PROJECT, messages.thereAlready)] };
	return { file: PROJECT, content: withValues(text, values), says };
}

function packageStep(folder: string, version: string): Step {
	const file = "package.json";
	const text = readFileSync(path.join(folder, file), "utf8");
	if (at(parseJson(text, path.join(folder, file)), "dependencies", PACKAGE) !== undefined)
		return { file, says: [messages.kept(file, messages.thereAlready)] };
	const wanted = `^${version}`;
	return {
		file,
		content: withValues(text, [[["dependencies", PACKAGE], wanted]]),
		says: [messages.changed(file, messages.dependency(PACKAGE, wanted))],
	};
}

function isRobloxTs(folder: string): boolean {
	const file = path.join(folder, "package.json");
	if (!existsSync(file)) return false;
	const manifest = parseJson(readFileSync(file, "utf8"), file);
	return ["dependencies", "devDependencies"].some(
		kind => at(manifest, kind, "roblox-ts") !== undefined || at(manifest, kind, "@rbxts/types") !== undefined,
	);
}

export interface PlanPorts {
	/** The model's file. */
	model: Buffer;
	version: string;
}

/**
 * What init would do in a folder, without doing it.
 *
 * @throws FileError, PlaceError for a project that is none of a place
 */
export function planOf(folder: string, { model, version }: PlanPorts): Plan {
	const hasProject = existsSync(path.join(folder, PROJECT));
	if (isRobloxTs(folder)) {
		const source = existsSync(path.join(folder, "src", "server")) ? "src/server" : "src";
		return {
			kind: "roblox-ts",
			steps: [
				packageStep(folder, version),
				newFile(folder, `${source}/${SCRIPT}.ts`, TYPESCRIPT_SCRIPT),
				hasProject ? projectStep(folder, false, undefined) : { file: PROJECT, says: [messages.noProject(PROJECT)] },
			],
		};
	}
	if (!hasProject) {
		const text = `${JSON.stringify(projectOf(path.basename(path.resolve(folder))), undefined, "\t")}\n`;
		return {
			kind: "empty",
			steps: [
				newFile(folder, MODEL, model),
				newFile(folder, `${SCRIPT}.luau`, LUAU_SCRIPT),
				newFile(folder, PROJECT, text),
			],
		};
	}
	const project = parseJson(readFileSync(path.join(folder, PROJECT), "utf8"), PROJECT);
	const source = serverFolder(folder, at(project, "tree", "ServerScriptService"));
	const script = path.posix.join(source ?? ".", `${SCRIPT}.luau`);
	return {
		kind: "rojo",
		steps: [
			newFile(folder, MODEL, model),
			newFile(folder, script, LUAU_SCRIPT),
			projectStep(folder, true, source === undefined ? script : undefined),
		],
	};
}
