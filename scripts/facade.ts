import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

import ts from "typescript";

import { createLuauTypes } from "./luau-types.ts";

const ROOT = path.resolve(import.meta.dirname, "..");
const ENTRY = path.join(ROOT, "build", "entry");

const SIGNAL_TYPE = `type Connection = { Connected: boolean, Disconnect: (self: any) -> () }
export type Signal<F> = {
	Connect: (self: any, callback: F) -> Connection,
	Once: (self: any, callback: F) -> Connection,
	Wait: (self: any) -> ...any,
}`;

function program(): ts.Program {
	const file = path.join(ROOT, "tsconfig.json");
	const parsed = ts.parseJsonConfigFileContent(ts.readConfigFile(file, ts.sys.readFile).config, ts.sys, ROOT);
	return ts.createProgram(parsed.fileNames, { ...parsed.options, incremental: false, noEmit: true });
}

/**
 * The Luau facade of a TypeScript module: its types, and the module itself.
 *
 * @param library where it finds the compiled module
 */
function facade(checker: ts.TypeChecker, source: ts.SourceFile, library: string): string {
	const types = createLuauTypes(checker, file => path.resolve(file).startsWith(path.join(ROOT, "src")));
	const moduleSymbol = checker.getSymbolAtLocation(source);
	if (moduleSymbol === undefined) throw new Error(`${source.fileName} exports nothing`);
	let moduleType = "any";
	for (const found of checker.getExportsOfModule(moduleSymbol)) {
		const symbol = found.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(found) : found;
		if (symbol.flags & (ts.SymbolFlags.Interface | ts.SymbolFlags.TypeAlias | ts.SymbolFlags.Class)) {
			types.of(checker.getDeclaredTypeOfSymbol(symbol));
		}
		if (found.name !== "default" || symbol.valueDeclaration === undefined) continue;
		const value = checker.getTypeOfSymbolAtLocation(symbol, symbol.valueDeclaration);
		const statics = value
			.getProperties()
			.filter(member => member.name !== "prototype")
			.map(member => {
				const type = checker.getTypeOfSymbol(member);
				const call = type.getCallSignatures()[0];
				return `\t${member.name}: ${call !== undefined ? "(...any) -> ...any" : types.of(type)},`;
			});
		const construct = value.getConstructSignatures()[0];
		if (construct !== undefined) {
			const made = types.of(construct.getReturnType());
			statics.unshift(`\tnew: ${types.signature(construct)},`);
			moduleType = `${made} & {\n${statics.join("\n")}\n}`;
		} else moduleType = types.of(value);
	}
	return [
		"--!strict",
		"-- Generated from the TypeScript declarations. The module is the class; its types come with it.",
		SIGNAL_TYPE,
		...types.declarations(),
		`export type Module = ${moduleType}`,
		"",
		`return (require(${library}) :: any).default :: Module`,
		"",
	].join("\n\n");
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
	writeFileSync(path.join(ENTRY, "init.luau"), facade(checker, index, `script:WaitForChild("lib")`));
	const ownLibrary = `script:WaitForChild("lib")`;
	writeFileSync(
		path.join(ENTRY, "AudioScapePlayer", "init.luau"),
		facade(checker, player, `${ownLibrary}:WaitForChild("player")`),
	);
	// Put into ReplicatedStorage by the server, or by hand: the library is in the player half beside it.
	const half = `game:GetService("ReplicatedStorage"):WaitForChild("AudioScapePlayer"):WaitForChild("lib")`;
	writeFileSync(
		path.join(ENTRY, "AudioScapeClient", "init.luau"),
		facade(checker, access, `${half}:WaitForChild("player"):WaitForChild("access")`),
	);
}

if (process.argv[1] !== undefined && path.resolve(process.argv[1]) === import.meta.filename) writeFacade();
