import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import ts from "typescript";

import { type Page, PAGES } from "./reference-pages.ts";

const ROOT = path.resolve(import.meta.dirname, "..");
const OUTPUT = path.join(ROOT, "docs", "api");

/** What is not called on the subject of its page. */
const SUBJECTS: Readonly<Record<string, string>> = { AudioScape: "client", MixHandle: "handle", SoundBankPool: "pool" };

const FLAGS = ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.UseAliasDefinedOutsideCurrentScope;

function createReader() {
	const config = ts.readConfigFile(path.join(ROOT, "tsconfig.json"), ts.sys.readFile).config;
	const parsed = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
	const program = ts.createProgram(parsed.fileNames, { ...parsed.options, incremental: false, noEmit: true });
	return { program, checker: program.getTypeChecker() };
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, " ").trim();
const cell = (text: string): string => oneLine(text).replaceAll("|", "\\|");

/** The names of a signature's parameters as Luau would have them. */
function luauLine(subject: string, name: string, member: ts.SignatureDeclarationBase): string {
	const names = member.parameters.map(parameter => parameter.name.getText()).join(", ");
	const optional = member.parameters
		.filter(parameter => parameter.questionToken !== undefined)
		.map(parameter => parameter.name.getText());
	const note = optional.length === 0 ? "" : ` -- ${optional.join(", ")}: may be left out`;
	if (ts.isConstructSignatureDeclaration(member as ts.Node as ts.TypeElement)) {
		return `local client = ${subject}.new(${names})${note}`;
	}
	const answers = member.type?.getText().startsWith("Answer<") === true ? "local result, err, problem = " : "";
	return `${answers}${subject}:${name}(${names})${note}`;
}

function documentation(checker: ts.TypeChecker, symbol: ts.Symbol): { text: string; examples: string[] } {
	const text = ts.displayPartsToString(symbol.getDocumentationComment(checker));
	const examples = symbol
		.getJsDocTags(checker)
		.filter(tag => tag.name === "example")
		.map(tag => ts.displayPartsToString(tag.text).trim());
	return { text, examples: [...new Set(examples)] };
}

/** How a thing is made, where it can be. */
function constructLines(page: Page, type: ts.Type): string[] {
	const construct = type.getConstructSignatures()[0]?.getDeclaration();
	if (construct === undefined || !ts.isConstructSignatureDeclaration(construct)) return [];
	const comment = ts
		.getJSDocCommentsAndTags(construct)
		.map(tag => (typeof tag.comment === "string" ? tag.comment : ""))
		.join(" ");
	return [
		"### new",
		"",
		oneLine(comment),
		"",
		"```luau signature",
		luauLine(page.subject, "new", construct),
		"```",
		"",
		"```ts signature",
		`const client = ${oneLine(construct.getText()).replace(/^new \(/, "new AudioScape(")}`,
		"```",
		"",
	];
}

function methodLines(
	subject: string,
	member: ts.Symbol,
	declarations: ts.MethodSignature[],
	checker: ts.TypeChecker,
): string[] {
	const { text, examples } = documentation(checker, member);
	return [
		`### ${member.name}`,
		"",
		...(text === "" ? [] : [oneLine(text), ""]),
		"```luau signature",
		luauLine(subject, member.name, declarations[0]!),
		"```",
		"",
		"```ts signature",
		...declarations.map(declaration => oneLine(declaration.getText())),
		"```",
		"",
		...examples.flatMap(example => ["```ts", example, "```", ""]),
	];
}

function fieldRow(member: ts.Symbol, checker: ts.TypeChecker): string {
	const memberType = checker.typeToString(checker.getTypeOfSymbol(member), member.valueDeclaration, FLAGS);
	const optional = member.flags & ts.SymbolFlags.Optional ? "?" : "";
	const shown = cell(memberType.replace(/^(.*) \| undefined$/, "$1"));
	return `| \`${member.name}${optional}\` | \`${shown}\` | ${cell(documentation(checker, member).text)} |`;
}

function interfaceLines(page: Page, name: string, symbol: ts.Symbol, checker: ts.TypeChecker): string[] {
	const about = documentation(checker, symbol).text;
	const lines = [
		...(page.interfaces.length > 1 ? [`## ${name}`, ""] : []),
		...(about !== "" ? [oneLine(about), ""] : []),
	];
	if (symbol.flags & ts.SymbolFlags.TypeAlias) {
		const declaration = oneLine(symbol.declarations![0]!.getText().replace(/^export /, ""));
		return [...lines, "```ts signature", declaration, "```", ""];
	}
	const type = checker.getDeclaredTypeOfSymbol(symbol);
	const own = (member: ts.Symbol): boolean =>
		name === "CatalogMethods" || page.subject !== "AudioScape" || symbol.members?.has(member.escapedName) === true;
	lines.push(...constructLines(page, type));
	const rows: string[] = [];
	for (const member of type.getProperties().filter(own)) {
		const declarations = (member.declarations ?? []).filter(ts.isMethodSignature);
		if (declarations.length === 0) rows.push(fieldRow(member, checker));
		else lines.push(...methodLines(SUBJECTS[name] ?? page.subject, member, declarations, checker));
	}
	if (rows.length > 0) lines.push("| field | type | meaning |", "|---|---|---|", ...rows, "");
	return lines;
}

function pageText(page: Page, program: ts.Program, checker: ts.TypeChecker): string {
	const source = program.getSourceFile(path.join(ROOT, page.source));
	const moduleSymbol = source && checker.getSymbolAtLocation(source);
	if (moduleSymbol === undefined) throw new Error(`${page.source} exports nothing`);
	const exported = new Map(checker.getExportsOfModule(moduleSymbol).map(symbol => [symbol.name, symbol]));
	const lines = page.interfaces.flatMap(name => {
		const found = exported.get(name);
		if (found === undefined) throw new Error(`${page.source} does not export ${name}`);
		const symbol = found.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(found) : found;
		return interfaceLines(page, name, symbol, checker);
	});
	const head = `# ${page.title}\n\n<!-- Generated by scripts/reference.ts from the declarations. -->\n\n${page.intro}\n`;
	return `${head}\n${lines.join("\n").trimEnd()}\n`;
}

/** The pages of `docs/api` by file name. */
export function referencePages(): Map<string, string> {
	const { program, checker } = createReader();
	return new Map(PAGES.map(page => [page.file, pageText(page, program, checker)]));
}

/** The pages whose text is not what the declarations say. */
export function stalePages(pages = referencePages()): string[] {
	const held = (file: string): string => {
		const at = path.join(OUTPUT, file);
		return existsSync(at) ? readFileSync(at, "utf8") : "";
	};
	return [...pages].filter(([file, text]) => held(file) !== text).map(([file]) => file);
}

if (process.argv[1] !== undefined && path.resolve(process.argv[1]) === import.meta.filename) {
	const pages = referencePages();
	const stale = stalePages(pages);
	if (!process.argv.includes("--check")) {
		mkdirSync(OUTPUT, { recursive: true });
		for (const file of stale) writeFileSync(path.join(OUTPUT, file), pages.get(file)!);
	} else if (stale.length > 0) {
		console.error(`docs/api is out of date: ${stale.join(", ")}`);
		process.exitCode = 1;
	}
}
