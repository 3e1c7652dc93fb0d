import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import ts from "typescript";

const ROOT = path.resolve(import.meta.dirname, "..");
const REPORT = path.join(ROOT, "docs", "api-report.txt");
const FLAGS = ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.UseAliasDefinedOutsideCurrentScope;

function isOwn(symbol: ts.Symbol): boolean {
	const file = symbol.declarations?.[0]?.getSourceFile().fileName;
	return file !== undefined && path.resolve(file).startsWith(path.join(ROOT, "src"));
}

/** Everything that can be reached from the exports of `src/index.ts`, with its types, a line each. */
export function publicSurface(): string {
	const config = ts.readConfigFile(path.join(ROOT, "tsconfig.json"), ts.sys.readFile).config;
	const parsed = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
	const program = ts.createProgram(parsed.fileNames, { ...parsed.options, incremental: false, noEmit: true });
	const checker = program.getTypeChecker();
	const index = program.getSourceFile(path.join(ROOT, "src", "index.ts"));
	const moduleSymbol = index && checker.getSymbolAtLocation(index);
	if (moduleSymbol === undefined) throw new Error("src/index.ts exports nothing");

	const sections = new Map<string, string[]>();
	const seen = new Set<ts.Symbol>();

	function visitNode(node: ts.Node): void {
		if (ts.isTypeReferenceNode(node)) {
			const found = checker.getSymbolAtLocation(node.typeName);
			const target = found && found.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(found) : found;
			if (target !== undefined) describe(target, target.name);
		}
		ts.forEachChild(node, visitNode);
	}

	function describe(symbol: ts.Symbol, name: string): void {
		if (seen.has(symbol) || !isOwn(symbol) || symbol.flags & ts.SymbolFlags.TypeParameter) return;
		seen.add(symbol);
		const declaration = symbol.declarations![0]!;
		const lines: string[] = [];
		const type =
			symbol.flags & (ts.SymbolFlags.Interface | ts.SymbolFlags.Class | ts.SymbolFlags.TypeAlias)
				? checker.getDeclaredTypeOfSymbol(symbol)
				: checker.getTypeOfSymbolAtLocation(symbol, declaration);
		const print = (held: ts.Type) => checker.typeToString(held, declaration, FLAGS);
		if (symbol.flags & (ts.SymbolFlags.Interface | ts.SymbolFlags.Class)) {
			if (symbol.flags & ts.SymbolFlags.Class) {
				const value = checker.getTypeOfSymbolAtLocation(symbol, declaration);
				for (const made of value.getConstructSignatures())
					lines.push(`new ${checker.signatureToString(made, declaration, FLAGS)}`);
				for (const member of value.getProperties()) {
					if (member.name !== "prototype")
						lines.push(`static ${member.name}: ${print(checker.getTypeOfSymbol(member))}`);
				}
			}
			for (const member of type.getProperties()) {
				const at = member.valueDeclaration ?? member.declarations?.[0];
				if (at !== undefined && ts.getCombinedModifierFlags(at as ts.Declaration) & ts.ModifierFlags.Private) continue;
				const optional = member.flags & ts.SymbolFlags.Optional ? "?" : "";
				lines.push(`${member.name}${optional}: ${print(checker.getTypeOfSymbol(member))}`);
			}
		} else if (ts.isTypeAliasDeclaration(declaration)) lines.push(declaration.type.getText().replace(/\s+/g, " "));
		else lines.push(print(type));
		sections.set(name, lines.sort());
		for (const own of symbol.declarations ?? []) visitNode(own);
	}

	for (const found of checker.getExportsOfModule(moduleSymbol)) {
		const target = found.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(found) : found;
		describe(target, found.name === "default" ? `default (${target.name})` : found.name);
	}
	return [...sections]
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([name, lines]) => `${name}\n${lines.map(line => `  ${line}`).join("\n")}\n`)
		.join("\n");
}

/** Compares the surface with the checked-in report. @returns the differing lines, none when they agree */
export function surfaceChanges(): string[] {
	const now = publicSurface().split("\n");
	const then = existsSync(REPORT) ? readFileSync(REPORT, "utf8").split("\n") : [];
	return [
		...now.filter(line => !then.includes(line)).map(line => `+ ${line}`),
		...then.filter(line => !now.includes(line)).map(line => `- ${line}`),
	];
}

if (process.argv[1] !== undefined && path.resolve(process.argv[1]) === import.meta.filename) {
	if (process.argv.includes("--update")) writeFileSync(REPORT, publicSurface());
	else {
		const changes = surfaceChanges();
		if (changes.length > 0) {
			console.error("The public surface changed. If that is meant: npm run api:update\n" + changes.join("\n"));
			process.exitCode = 1;
		}
	}
}
