import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

import ts from "typescript";

import { createLuauTypes } from "./luau-types.ts";

const ROOT = path.resolve(import.meta.dirname, "..");
const ENTRY = path.join(ROOT, "build", "entry");

/** Types that Luau has no word for. */
const COMMON_TYPES = [
	`--- What a listener hangs on.
export type Connection = {
--- Whether it still listens.
Connected: boolean,
--- Stops listening. Safe to call again.
Disconnect: (self: any) -> (),
}`,
	`--- Something that happens. Listeners get its arguments.
export type Signal<T...> = {
--- Calls a function each time. Disconnect what it returns to stop.
Connect: (self: any, callback: (T...) -> ...any) -> Connection,
--- Calls a function the next time only.
Once: (self: any, callback: (T...) -> ...any) -> Connection,
--- Yields until the next time.
Wait: (self: any) -> T...,
}`,
	`--- An answer that is on its way, as roblox-ts's Promise has it.
export type Promise<T> = {
--- Calls a function with the answer, or another with the problem.
andThen: (self: any, onAnswer: ((answer: T) -> ...any)?, onProblem: ((problem: any) -> ...any)?) -> any,
--- Calls a function with the problem.
catch: (self: any, onProblem: (problem: any) -> ...any) -> any,
--- Calls a function in the end, however it went.
finally: (self: any, callback: (status: string) -> ...any) -> any,
--- Yields. Returns whether it was answered, and the answer or the problem.
await: (self: any) -> (boolean, any),
--- Yields. Returns the answer, or raises the problem.
expect: (self: any) -> T,
--- No longer wanted.
cancel: (self: any) -> (),
--- "Started", "Resolved", "Rejected" or "Cancelled".
getStatus: (self: any) -> string,
}`,
];

function program(): ts.Program {
	const file = path.join(ROOT, "tsconfig.json");
	const parsed = ts.parseJsonConfigFileContent(ts.readConfigFile(file, ts.sys.readFile).config, ts.sys, ROOT);
	return ts.createProgram(parsed.fileNames, { ...parsed.options, incremental: false, noEmit: true });
}

/** Lines indented by the braces around them. */
function indented(text: string): string {
	let depth = 0;
	return text
		.split("\n")
		.map(line => {
			if (line.startsWith("---")) return "\t".repeat(depth) + line;
			const before = depth - (/^[} ]+/.exec(line)?.[0].split("}").length ?? 1) + 1;
			depth += line.split("{").length - line.split("}").length;
			return line === "" ? "" : "\t".repeat(before) + line;
		})
		.join("\n");
}

interface Facade {
	/** Where it finds the compiled module. */
	library: string;
	/** Whether it carries the TSDoc. Players receive theirs without. */
	comments: boolean;
}

/** The Luau facade of a TypeScript module: its types, and the module itself. */
function facade(checker: ts.TypeChecker, source: ts.SourceFile, { library, comments }: Facade): string {
	const isOwn = (file: string): boolean => path.resolve(file).startsWith(path.join(ROOT, "src"));
	const types = createLuauTypes(checker, { isOwn, comments });
	const moduleSymbol = checker.getSymbolAtLocation(source);
	if (moduleSymbol === undefined) throw new Error(`${source.fileName} exports nothing`);
	let moduleType = "any";
	for (const found of checker.getExportsOfModule(moduleSymbol)) {
		const symbol = found.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(found) : found;
		if (symbol.flags & (ts.SymbolFlags.Interface | ts.SymbolFlags.TypeAlias | ts.SymbolFlags.Class)) {
			const type = checker.getDeclaredTypeOfSymbol(symbol);
			// Several results are no type of a value in Luau.
			if (type.getProperty("_nominal_LuaTuple") === undefined) types.of(type);
		}
		if (found.name !== "default" || symbol.valueDeclaration === undefined) continue;
		moduleType = types.module(checker.getTypeOfSymbolAtLocation(symbol, symbol.valueDeclaration));
	}
	const declarations = types.declarations();
	const used = [...declarations, moduleType].join("\n");
	const common = COMMON_TYPES.filter(text => {
		const name = /type (\w+)/.exec(text)![1]!;
		return used.includes(`${name}<`) || (name === "Connection" && used.includes("Signal<"));
	}).map(text => (comments ? text : text.replace(/^---.*\n/gm, "")));
	const text = [
		"--!strict",
		"-- Generated from the TypeScript declarations. The module is the class; its types come with it.",
		...common,
		...declarations,
		`export type Module = ${moduleType}`,
		`return (require(${library}) :: any).default :: Module`,
	].join("\n\n");
	return comments ? `${indented(text)}\n` : `${text.replaceAll("\n\n", "\n")}\n`;
}

/** Writes the entry of the model: the facade that games require, and the one of the player half. */
export function writeFacade(): void {
	const built = program();
	const checker = built.getTypeChecker();
	const index = built.getSourceFile(path.join(ROOT, "src", "index.ts"));
	const player = built.getSourceFile(path.join(ROOT, "src", "player", "index.ts"));
	const access = built.getSourceFile(path.join(ROOT, "src", "player", "access", "index.ts"));
	if (index === undefined || player === undefined || access === undefined) {
		throw new Error("src/index.ts, src/player/index.ts or src/player/access/index.ts is missing");
	}
	for (const name of ["AudioScapePlayer", "AudioScapeClient"]) mkdirSync(path.join(ENTRY, name), { recursive: true });
	writeFileSync(
		path.join(ENTRY, "init.luau"),
		facade(checker, index, { library: `script:WaitForChild("lib")`, comments: true }),
	);
	const ownLibrary = `script:WaitForChild("lib")`;
	writeFileSync(
		path.join(ENTRY, "AudioScapePlayer", "init.luau"),
		facade(checker, player, { library: `${ownLibrary}:WaitForChild("player")`, comments: false }),
	);
	// Put into ReplicatedStorage by the server, or by hand: the library is in the player half beside it.
	const half = `game:GetService("ReplicatedStorage"):WaitForChild("AudioScapePlayer"):WaitForChild("lib")`;
	writeFileSync(
		path.join(ENTRY, "AudioScapeClient", "init.luau"),
		facade(checker, access, { library: `${half}:WaitForChild("player"):WaitForChild("access")`, comments: false }),
	);
}

if (process.argv[1] !== undefined && path.resolve(process.argv[1]) === import.meta.filename) writeFacade();
