import ts from "typescript";

/** Classes and enums of the engine as the typings state them, each packed into one line that the kernel unpacks on first use. */
export interface EngineSchema {
	/** `Super|flags|member;member…`; flags: `C` creatable, `S` service. */
	readonly classes: Record<string, string>;
	/** `Item=value;Item=value;OldName@Item…` */
	readonly enums: Record<string, string>;
}

interface ClassEntry {
	readonly base: string;
	readonly members: readonly string[];
}

const PRIMITIVES: Record<string, string> = {
	number: "number",
	string: "string",
	boolean: "boolean",
	ContentId: "string",
};
const ABSENT = new Set(["undefined", "null"]);

const isSignal = (type: ts.TypeNode | undefined): boolean =>
	type !== undefined && ts.isTypeReferenceNode(type) && type.typeName.getText() === "RBXScriptSignal";

const isFunctionType = (type: ts.TypeNode | undefined): boolean => {
	if (type === undefined) return false;
	if (ts.isFunctionTypeNode(type)) return true;
	if (ts.isParenthesizedTypeNode(type)) return isFunctionType(type.type);
	if (ts.isUnionTypeNode(type)) return type.types.some(isFunctionType);
	return false;
};

/** `OnInvoke: T | undefined` of a class that is generic over its callback. */
const isTypeParameter = (type: ts.TypeNode | undefined, owner: ts.Node): boolean => {
	if (type === undefined || !ts.isInterfaceDeclaration(owner)) return false;
	const names = owner.typeParameters?.map(parameter => parameter.name.text) ?? [];
	const parts = ts.isUnionTypeNode(type) ? type.types : [type];
	return parts.some(part => names.includes(part.getText()));
};

/** `number`, `@Sound` (instance), `#Material` (enum), `CFrame` (datatype) or `*`; `?` when nil is allowed. */
const packType = (type: ts.TypeNode | undefined, isClass: (name: string) => boolean): string => {
	if (type === undefined) return "*";
	if (ts.isUnionTypeNode(type)) {
		const rest = type.types.filter(part => !ABSENT.has(part.getText()));
		const packed = rest.length === 1 ? packType(rest[0], isClass) : "*";
		return packed + (rest.length < type.types.length && !packed.endsWith("?") ? "?" : "");
	}
	const text = type.getText();
	if (PRIMITIVES[text] !== undefined) return PRIMITIVES[text];
	if (text.startsWith("Enum.")) return `#${text.slice("Enum.".length)}`;
	if (!ts.isTypeReferenceNode(type)) return "*";
	const name = type.typeName.getText();
	if (isClass(name)) return `@${name}`;
	return type.typeArguments === undefined && /^[A-Z]\w*$/.test(name) ? name : "*";
};

const packMember = (member: ts.TypeElement, isClass: (name: string) => boolean): string | undefined => {
	const name = member.name?.getText() ?? "";
	if (!/^[A-Za-z]\w*$/.test(name) || name.startsWith("_nominal")) return undefined;
	if (ts.isMethodSignature(member)) return `m${name}`;
	if (ts.isGetAccessor(member)) return `r${name}:${packType(member.type, isClass)}`;
	if (!ts.isPropertySignature(member)) return undefined;
	if (isSignal(member.type)) return `e${name}`;
	if (isFunctionType(member.type) || isTypeParameter(member.type, member.parent)) return `c${name}`;
	const readonly = member.modifiers?.some(item => item.kind === ts.SyntaxKind.ReadonlyKeyword) ?? false;
	return `${readonly ? "r" : "p"}${name}:${packType(member.type, isClass)}`;
};

const namesOf = (node: ts.InterfaceDeclaration): string[] =>
	node.members.map(member => member.name?.getText() ?? "").filter(name => /^\w+$/.test(name));

const readClasses = (texts: readonly string[]): Record<string, string> => {
	const interfaces = texts.flatMap((text, index) =>
		ts
			.createSourceFile(`typings${index}.d.ts`, text, ts.ScriptTarget.ES2022, true)
			.statements.filter(statement => ts.isInterfaceDeclaration(statement)),
	);
	const services = new Set<string>();
	const creatable = new Set<string>();
	for (const node of interfaces) {
		if (node.name.text === "Services") for (const name of namesOf(node)) services.add(name);
		if (node.name.text === "CreatableInstances") for (const name of namesOf(node)) creatable.add(name);
	}
	const bases = new Map<string, string>();
	for (const node of interfaces) {
		const base = node.heritageClauses?.[0]?.types[0]?.expression.getText();
		if (base !== undefined) bases.set(node.name.text, base);
	}
	/** Datatypes are interfaces too; only what descends from the engine's root object is a class. */
	const isClass = (name: string): boolean => {
		const base = bases.get(name);
		return name === "Object" || base === "RBXObject" || (base !== undefined && isClass(base));
	};
	const entries = new Map<string, ClassEntry>();
	for (const node of interfaces) {
		const name = node.name.text === "RBXObject" ? "Object" : node.name.text;
		if (!isClass(name)) continue;
		const base = node.heritageClauses?.[0]?.types[0]?.expression.getText() ?? "";
		const before = entries.get(name);
		const members = node.members.flatMap(member => packMember(member, isClass) ?? []);
		entries.set(name, {
			base: (before?.base ?? "") || (base === "RBXObject" ? "Object" : base),
			members: [...new Set([...(before?.members ?? []), ...members])],
		});
	}
	const packed: Record<string, string> = {};
	for (const [name, { base, members }] of entries)
		packed[name] = `${base}|${creatable.has(name) ? "C" : ""}${services.has(name) ? "S" : ""}|${members.join(";")}`;
	return packed;
};

const readEnums = (text: string): Record<string, string> => {
	const enums: Record<string, string> = {};
	let current = "";
	let item = "";
	const put = (entry: string): void => void (enums[current] += `${enums[current] === "" ? "" : ";"}${entry}`);
	for (const line of text.split("\n")) {
		const start = /^ {4}export namespace (\w+) \{/.exec(line);
		if (start) {
			current = start[1]!;
			enums[current] = "";
			continue;
		}
		const name = /^ +Name: "([^"]*)";/.exec(line);
		if (name) item = name[1]!;
		const value = /^ +Value: (-?\d+);/.exec(line);
		if (value && current) put(`${item}=${value[1]}`);
		const renamed = /^ +export const (\w+): (\w+);/.exec(line);
		if (renamed && current && renamed[1] !== renamed[2]) put(`${renamed[1]}@${renamed[2]}`);
	}
	return enums;
};

/**
 * Reads classes, members and enums from the declarations of `@rbxts/types`.
 *
 * @param sources.classes - texts of the class declarations
 * @param sources.enums - text of the enum declarations
 * @example readTypings({ classes: [none, roblox], enums }).classes.Sound // "Instance|C|p…"
 */
export const readTypings = (sources: { classes: readonly string[]; enums: string }): EngineSchema => ({
	classes: readClasses(sources.classes),
	enums: readEnums(sources.enums),
});
