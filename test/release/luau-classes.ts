import { readFileSync } from "node:fs";
import path from "node:path";

import ts from "typescript";

import { ROOT } from "./package-fixtures.ts";

const TYPINGS = path.join(ROOT, "node_modules", "@rbxts", "types", "include");
const FILES = ["roblox.d.ts", "generated/None.d.ts", "generated/enums.d.ts"];

/** What Luau's checker must know that no interface says. */
const OPERATORS: Readonly<Record<string, readonly string[]>> = {
	Vector3: ["__add", "__sub", "__mul", "__div", "__unm"],
	CFrame: ["__mul", "__add", "__sub"],
};
const EXTRAS = `declare workspace: any
declare task: {
	wait: (seconds: number?) -> number,
	spawn: (...any) -> thread,
	defer: (...any) -> thread,
	delay: (seconds: number, ...any) -> thread,
	cancel: (thread) -> (),
}
declare function tick(): number
declare function warn(...: any)
declare class RBXScriptConnection
	Connected: boolean
	function Disconnect(self): ()
end
declare class RBXScriptSignal
	function Connect(self, callback: (...any) -> ...any): RBXScriptConnection
	function Once(self, callback: (...any) -> ...any): RBXScriptConnection
	function Wait(self): ...any
end
declare class EnumItem
	Name: string
	Value: number
end`;
const KEYWORDS = new Set(["end", "repeat", "function", "local", "nil", "not", "or", "and", "then", "until"]);

interface Shape {
	name: string;
	base: string | undefined;
	members: Map<string, string>;
}

/** A type of the engine's in Luau, as near as a call of the product needs it; what is generic may be anything. */
function luauType(node: ts.TypeNode | undefined, known: ReadonlySet<string>): string {
	if (node === undefined) return "any";
	const text = node.getText();
	if (["string", "number", "boolean", "buffer", "thread"].includes(text)) return text;
	if (text === "void") return "()";
	if (text.startsWith("LuaTuple<")) return "...any";
	if (text.startsWith("RBXScriptSignal")) return "RBXScriptSignal";
	if (/^(globalThis\.)?Enum\.\w+$/.test(text)) return `Enum_${text.split(".").at(-1)!}`;
	if (ts.isUnionTypeNode(node)) {
		const parts = node.types.filter(part => part.getText() !== "undefined");
		const only = parts.length === 1 ? luauType(parts[0], known) : "any";
		return only === "any" || parts.length === node.types.length ? only : `${only}?`;
	}
	return ts.isTypeReferenceNode(node) && node.typeArguments === undefined && known.has(text) ? text : "any";
}

function memberOf(member: ts.TypeElement, known: ReadonlySet<string>): [string, string] | undefined {
	if (ts.isConstructSignatureDeclaration(member)) return ["new", `new: (...any) -> ${luauType(member.type, known)}`];
	const name = member.name !== undefined && ts.isIdentifier(member.name) ? member.name.text : undefined;
	if (name === undefined || name.startsWith("_nominal") || KEYWORDS.has(name)) return undefined;
	if (ts.isPropertySignature(member)) return [name, `${name}: ${luauType(member.type, known)}`];
	if (!ts.isMethodSignature(member)) return undefined;
	const generic = member.typeParameters !== undefined;
	return [name, `function ${name}(self, ...: any): ${generic ? "any" : luauType(member.type, known)}`];
}

/**
 * Declarations of the engine's classes, datatypes, enums and globals for Luau's checker, from the typings that the product is
 * compiled with. `Enum.X` as a type is `Enum_X`: a declared name cannot have a dot.
 */
export function luauClasses(): string {
	const sources = FILES.map(file => {
		const name = path.join(TYPINGS, file);
		return ts.createSourceFile(name, readFileSync(name, "utf8"), ts.ScriptTarget.Latest, true);
	});
	const interfaces = sources.flatMap(source => source.statements.filter(ts.isInterfaceDeclaration));
	const skipped = /^(RBXScript|EnumItem$|Instances$|Services$|CreatableInstances$|Checkable|.*Macro)/;
	const known = new Set(interfaces.map(one => one.name.text).filter(name => !skipped.test(name)));
	const shapes = new Map<string, Shape>();
	for (const one of interfaces) {
		const name = one.name.text;
		if (!known.has(name)) continue;
		const base = one.heritageClauses?.[0]?.types[0]?.expression.getText();
		const shape = shapes.get(name) ?? { name, base: undefined, members: new Map<string, string>() };
		shapes.set(name, shape);
		shape.base ??= base !== undefined && known.has(base) ? base : undefined;
		for (const member of one.members) {
			const entry = memberOf(member, known);
			if (entry !== undefined && !shape.members.has(entry[0])) shape.members.set(...entry);
		}
	}
	for (const [name, operators] of Object.entries(OPERATORS)) {
		for (const operator of operators)
			shapes.get(name)?.members.set(operator, `function ${operator}(self, other: any): ${name}`);
	}
	const written = new Set<string>();
	const classes: string[] = [];
	const write = (shape: Shape): void => {
		if (written.has(shape.name)) return;
		written.add(shape.name);
		const base = shape.base === undefined ? undefined : shapes.get(shape.base);
		if (base !== undefined) write(base);
		const head = `declare class ${shape.name}${base === undefined ? "" : ` extends ${base.name}`}`;
		classes.push([head, ...[...shape.members.values()].map(line => `\t${line}`), "end"].join("\n"));
	};
	shapes.forEach(write);
	const constants = sources[0]!.statements
		.filter(ts.isVariableStatement)
		.flatMap(statement => [...statement.declarationList.declarations])
		.filter(one => one.name.getText() !== "workspace")
		.map(one => `declare ${one.name.getText()}: ${luauType(one.type, known)}`);
	const enums = [...sources[2]!.getFullText().matchAll(/^ {4}export namespace (\w+) \{/gm)].map(([, name]) => name!);
	return [
		EXTRAS,
		...enums.map(name => `declare class Enum_${name} extends EnumItem\nend`),
		...classes,
		...constants,
		`declare Enum: any`,
	].join("\n");
}
