import ts from "typescript";

/** A global of the typings: its name and, where it is a library or a type, what it must have. */
export interface TypedGlobal {
	readonly name: string;
	readonly members: readonly string[];
}

const WORD = /^[A-Za-z]\w*$/;

const namesOf = (members: readonly ts.TypeElement[]): string[] =>
	members.flatMap(member => {
		if (ts.isConstructSignatureDeclaration(member)) return ["new"];
		const name = member.name?.getText() ?? "";
		return WORD.test(name) ? [name] : [];
	});

const namesIn = (body: ts.ModuleBody | undefined): string[] => {
	if (body === undefined || !ts.isModuleBlock(body)) return [];
	return body.statements.flatMap(statement => {
		if (ts.isFunctionDeclaration(statement)) return [statement.name?.text ?? ""];
		if (ts.isVariableStatement(statement))
			return statement.declarationList.declarations.map(item => item.name.getText());
		return [];
	});
};

/**
 * Reads the values that the declarations of `@rbxts/types` promise as globals.
 *
 * @example readGlobals([lua, roblox]).find(({ name }) => name === "utf8")?.members // ["char", "codes", …]
 */
export const readGlobals = (texts: readonly string[]): TypedGlobal[] => {
	const statements = texts.flatMap((text, index) => [
		...ts.createSourceFile(`globals${index}.d.ts`, text, ts.ScriptTarget.ES2022, true).statements,
	]);
	const interfaces = new Map<string, string[]>();
	for (const node of statements) {
		if (ts.isInterfaceDeclaration(node))
			interfaces.set(node.name.text, [...(interfaces.get(node.name.text) ?? []), ...namesOf([...node.members])]);
		else if (ts.isTypeAliasDeclaration(node) && ts.isConstructorTypeNode(node.type))
			interfaces.set(node.name.text, ["new"]);
	}
	const found = new Map<string, Set<string>>();
	const add = (name: string, members: readonly string[]): void =>
		void found.set(name, new Set([...(found.get(name) ?? []), ...members]));
	for (const node of statements) {
		if (ts.isFunctionDeclaration(node) && node.name) add(node.name.text, []);
		else if (ts.isModuleDeclaration(node)) add(node.name.text, namesIn(node.body));
		else if (ts.isVariableStatement(node))
			for (const { name, type } of node.declarationList.declarations) {
				const made = type !== undefined && ts.isTypeReferenceNode(type) ? type.typeName.getText() : "";
				add(name.getText(), /Constructor$/.test(made) ? (interfaces.get(made) ?? []) : []);
			}
	}
	return [...found].map(([name, members]) => ({ name, members: [...members] }));
};

/** A member that values of a datatype have; `optional` when it may be nil. */
export interface TypedMember {
	readonly type: string;
	readonly name: string;
	readonly optional: boolean;
}

const mayBeNil = (member: ts.TypeElement): boolean =>
	member.questionToken !== undefined ||
	(ts.isPropertySignature(member) && /\bundefined\b|\bunknown\b/.test(member.type?.getText() ?? ""));

/**
 * Reads what the declarations promise of the values of some datatypes.
 *
 * @example readMembers(roblox, ["Axes"]) // [{ type: "Axes", name: "X", optional: false }, …]
 */
export const readMembers = (text: string, types: readonly string[]): TypedMember[] =>
	ts
		.createSourceFile("members.d.ts", text, ts.ScriptTarget.ES2022, true)
		.statements.filter(ts.isInterfaceDeclaration)
		.filter(node => types.includes(node.name.text))
		.flatMap(node =>
			node.members.flatMap(member => {
				const name = member.name?.getText() ?? "";
				return WORD.test(name) ? [{ type: node.name.text, name, optional: mayBeNil(member) }] : [];
			}),
		);
