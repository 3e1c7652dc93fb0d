import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { before, describe, it } from "node:test";

import ts from "typescript";

const ROOT = path.resolve(import.meta.dirname, "../..");
const WIRE = path.join(ROOT, "src/shared/wire");
const FILES = ["music.ts", "sfx.ts", "structure.ts", "playlist.ts", "results.ts"];

/** A field of a row in both of its descriptions. */
interface Described {
	readonly row: string;
	readonly name: string;
	readonly member: ts.PropertySignature;
	readonly property: ts.ObjectLiteralElementLike;
}

/** The fields of all rows of a file: what the interface says beside what the schema says. */
const describedIn = (source: ts.SourceFile): Described[] => {
	const members = new Map<string, ts.PropertySignature>();
	const found: Described[] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isInterfaceDeclaration(node)) {
			for (const member of node.members) {
				if (ts.isPropertySignature(member)) members.set(`${node.name.text}.${member.name.getText()}`, member);
			}
		}
		if (ts.isCallExpression(node) && node.expression.getText() === "object" && node.typeArguments?.length === 1) {
			const row = node.typeArguments[0]!.getText();
			const [fields] = node.arguments;
			for (const property of fields !== undefined && ts.isObjectLiteralExpression(fields) ? fields.properties : []) {
				const name = property.name?.getText();
				const member = members.get(`${row}.${name ?? ""}`);
				if (name !== undefined && member !== undefined) found.push({ row, name, member, property });
			}
		}
		ts.forEachChild(node, visit);
	};
	visit(source);
	return found;
};

interface Edit {
	readonly node: ts.Node;
	readonly by: string;
}
const isOptional = ({ member }: Described): boolean => member.questionToken !== undefined;
const kindOf = ({ property, name }: Described): string =>
	ts.isPropertyAssignment(property) ? property.initializer.getText() : name;

const OTHERS = `import { flag as other, numericId as another } from "./schema";\n`;

/** The ways in which an interface and a schema can disagree about a field. */
const WAYS: Readonly<Record<string, (field: Described) => Edit>> = {
	"the interface alone says otherwise whether it may be missing": field => ({
		node: field.member,
		by: field.member
			.getText()
			.replace(
				isOptional(field) ? `${field.name}?:` : `${field.name}:`,
				`${field.name}${isOptional(field) ? "" : "?"}:`,
			),
	}),
	"the schema alone says otherwise whether it may be missing": field => ({
		node: field.property,
		by: `${field.name}: ${isOptional(field) ? `needed(${kindOf(field)})` : /^\w+\(([\s\S]*)\)$/.exec(kindOf(field))![1]!}`,
	}),
	"it is of another type": field => {
		const other = kindOf(field).includes("flag") ? "another" : "other";
		return { node: field.property, by: `${field.name}: ${isOptional(field) ? other : `needed(${other})`}` };
	},
	"the schema has it not": ({ property }) => ({ node: property, by: "...{}" }),
	"the interface has it not": ({ member }) => ({ node: member, by: "" }),
};

const edited = (text: string, edits: readonly Edit[]): string =>
	edits
		.toSorted((a, b) => b.node.pos - a.node.pos)
		.reduce((all, { node, by }) => all.slice(0, node.getStart()) + by + all.slice(node.end), text);

/** A copy of a file whose fields all disagree in one way; where one error hides others, one field of each row does. */
interface Copy {
	readonly at: string;
	readonly text: string;
	readonly way: string;
	readonly fields: readonly Described[];
}

const copiesOf = (file: string): Copy[] => {
	const text = readFileSync(path.join(WIRE, file), "utf8");
	const all = describedIn(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
	const rows = new Set<string>();
	const firsts = all.filter(({ row, name, member }) => {
		// An interface without fields takes anything.
		if (rows.has(row) || name === "asset_id" || (member.parent as ts.InterfaceDeclaration).members.length < 2)
			return false;
		rows.add(row);
		return true;
	});
	return Object.entries(WAYS).map(([way, edit], index) => {
		const fields = way.endsWith("has it not") ? firsts : all;
		const texts = edited(text, fields.map(edit));
		return { at: path.join(WIRE, `copy-${index}-${file}`), text: OTHERS + texts, way, fields };
	});
};

/** A program in which some files have another text, or exist at all. */
const compile = (texts: ReadonlyMap<string, string>): ts.Program => {
	const config = path.join(ROOT, "tsconfig.json");
	const { config: json } = ts.readConfigFile(config, ts.sys.readFile) as { config: unknown };
	const { options } = ts.parseJsonConfigFileContent(json, ts.sys, ROOT);
	const host = ts.createCompilerHost(options);
	const { fileExists, readFile, getSourceFile } = host;
	host.fileExists = name => texts.has(name) || fileExists(name);
	host.readFile = name => texts.get(name) ?? readFile(name);
	host.getSourceFile = (name, language) => {
		const text = texts.get(name);
		return text === undefined ? getSourceFile(name, language) : ts.createSourceFile(name, text, language, true);
	};
	const roots = [...texts.keys(), ...ROOMS.map(room => path.join(ROOT, room))];
	return ts.createProgram(roots, { ...options, noEmit: true, incremental: false, tsBuildInfoFile: undefined }, host);
};

/** Rooms that use rows, two of each kind of machine. */
const ROOMS = [
	"src/shared/asset-service/items.ts",
	"src/shared/catalog/beat-index.ts",
	"src/server/catalog/lookup.ts",
	"src/server/catalog/groups.ts",
];

const faultsOf = (program: ts.Program, file: string): string[] =>
	program
		.getSemanticDiagnostics(program.getSourceFile(file))
		.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));

describe("the schema of a row and its type", () => {
	const copies = FILES.flatMap(copiesOf);
	let program: ts.Program;
	before(() => {
		program = compile(new Map(copies.map(({ at, text }) => [at, text])));
	});

	it("cannot disagree about any field without a compile error", () => {
		assert.ok(copies[0]!.fields.length > 30, `${copies[0]!.fields.length} fields of tracks`);
		for (const { at, way, fields } of copies) {
			const faults = program.getSemanticDiagnostics(program.getSourceFile(at));
			const where = path.basename(at);
			if (way.endsWith("has it not")) {
				assert.ok(faults.length >= fields.length, `${where}: ${faults.length} errors of ${fields.length} where ${way}`);
				continue;
			}
			const named = faults.map(({ file, start = 0, length = 0 }) => file!.text.slice(start, start + length));
			const unseen = fields.map(({ name }) => name).filter(name => !named.includes(name));
			assert.deepEqual(unseen, [], `${where}: no error although ${way}`);
			assert.ok(named.length >= fields.length, `${where}: ${named.length} errors of ${fields.length} where ${way}`);
		}
	});

	it("agree as they are, and so do the rooms that use them", () => {
		for (const file of [...FILES.map(one => path.join(WIRE, one)), ...ROOMS.map(one => path.join(ROOT, one))]) {
			assert.deepEqual(faultsOf(program, file), [], file);
		}
	});
});

describe("a field that becomes optional", () => {
	/** Both descriptions of a field say so. */
	const withOptional = (file: string, ...changes: [from: string, to: string][]): ts.Program => {
		let text = readFileSync(path.join(WIRE, file), "utf8");
		for (const [from, to] of changes) {
			assert.ok(text.includes(from), `${file} has no ${from}`);
			text = text.replace(from, to);
		}
		return compile(new Map([[path.join(WIRE, file), text]]));
	};

	it("makes a compile error of every use that forgets it", () => {
		const program = withOptional(
			"music.ts",
			["\tasset_id: string;", "\tasset_id?: string;"],
			["asset_id: needed(id)", "asset_id: id"],
		);
		assert.deepEqual(faultsOf(program, path.join(WIRE, "music.ts")), []);
		for (const room of ["src/server/catalog/lookup.ts", "src/shared/asset-service/items.ts"]) {
			assert.match(faultsOf(program, path.join(ROOT, room)).join("\n"), /undefined/, room);
		}
		const times = withOptional(
			"structure.ts",
			["\ttimes: number[];", "\ttimes?: number[];"],
			["times: needed(list(seconds))", "times: list(seconds)"],
			["\tend: number;", "\tend?: number;"],
			["end: needed(seconds)", "end: seconds"],
		);
		const index = path.join(ROOT, "src/shared/catalog/beat-index.ts");
		assert.deepEqual(faultsOf(times, path.join(WIRE, "structure.ts")), []);
		assert.match(faultsOf(times, index).join("\n"), /undefined/);
	});

	it("is one of those that the API leaves out today: each use has to say what it does without", () => {
		const uses = path.join(WIRE, "uses.ts");
		const optional = ["name", "artist", "album", "duration", "genre", "bpm", "loudness_lufs", "mood", "key"];
		const lines = optional.map((field, index) => `export const use${index}: {} = track.${field};`);
		const text = `import type { Track } from "./music";\ndeclare const track: Track;\n${lines.join("\n")}\n`;
		assert.equal(faultsOf(compile(new Map([[uses, text]])), uses).length, optional.length);
	});
});
