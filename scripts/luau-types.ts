import ts from "typescript";

import { docsOf } from "./luau-docs.ts";
import { isTable, isTagged, joined, key, optional, safeName } from "./luau-words.ts";

const PRIMITIVES: Record<string, string> = {
	string: "string",
	number: "number",
	boolean: "boolean",
	undefined: "nil",
	void: "()",
	unknown: "any",
	any: "any",
	never: "never",
	buffer: "buffer",
	thread: "thread",
	defined: "any",
	object: "any",
};

/** Names of roblox-ts's own types that are plain tables or functions in Luau. */
const ARRAYS = new Set(["Array", "ReadonlyArray"]);
const MAPS = new Set(["Map", "ReadonlyMap", "WeakMap"]);
const SETS = new Set(["Set", "ReadonlySet"]);

/** Translates TypeScript types of the product into Luau type declarations. */
export interface LuauTypes {
	/** The Luau spelling of a type; named product types are declared on the way. */
	of: (type: ts.Type) => string;
	/** The type of a module: its members take a dot and a colon. */
	module: (type: ts.Type) => string;
	/** `export type ...` of everything met so far, in order of first use. */
	declarations: () => string[];
}

/** How the types are to be written. */
export interface LuauTypesOptions {
	/** Tells whether a declaration belongs to the product: its types are declared by name. */
	isOwn: (file: string) => boolean;
	/** Whether every type and member carries its TSDoc. */
	comments: boolean;
}

/**
 * Makes a translator.
 *
 * @example
 * const types = createLuauTypes(checker, { isOwn: file => file.startsWith("src"), comments: true });
 */
// eslint-disable-next-line max-lines-per-function -- a type is made of types: these functions call each other in a ring.
export function createLuauTypes(checker: ts.TypeChecker, { isOwn, comments }: LuauTypesOptions): LuauTypes {
	const declared = new Map<string, { docs: string; body: string }>();
	const names = new Map<ts.Symbol, string>();
	const docs = (symbol: ts.Symbol): string => (comments ? docsOf(symbol, checker) : "");

	/** The name of a type of the product that can be declared: one without type parameters, or with defaults for all of them. */
	function ownName(symbol: ts.Symbol | undefined): string | undefined {
		const declaration = symbol?.declarations?.[0];
		if (symbol === undefined || declaration === undefined || symbol.name.startsWith("__")) return undefined;
		if (!isOwn(declaration.getSourceFile().fileName)) return undefined;
		const isFixed = (node: { typeParameters?: ts.NodeArray<ts.TypeParameterDeclaration> }): boolean =>
			(node.typeParameters ?? []).every(parameter => parameter.default !== undefined);
		if (ts.isInterfaceDeclaration(declaration) || ts.isClassDeclaration(declaration))
			return isFixed(declaration) ? symbol.name : undefined;
		return ts.isTypeAliasDeclaration(declaration) && declaration.typeParameters === undefined ? symbol.name : undefined;
	}

	function declare(symbol: ts.Symbol, name: string, body: () => string): string {
		const held = names.get(symbol);
		if (held !== undefined) return held;
		let free = name;
		for (let n = 2; declared.has(free); n++) free = `${name}${n}`;
		names.set(symbol, free);
		const entry = { docs: docs(symbol), body: "any" };
		declared.set(free, entry);
		entry.body = body();
		return free;
	}

	/** A row may stand for an asset id: where it is only read, whatever kind of id it has. */
	function fieldOf(symbol: ts.Symbol): string {
		const type = checker.getTypeOfSymbol(symbol);
		const isAny = symbol.name === "asset_id" && type.isUnion() && type.types.length > 1;
		return isAny && isAnonymous(symbol) ? `read ${symbol.name}` : key(symbol.name);
	}
	const isAnonymous = (symbol: ts.Symbol): boolean =>
		symbol.valueDeclaration?.parent !== undefined && ts.isTypeLiteralNode(symbol.valueDeclaration.parent);
	/** Tables that all have an asset id are found by it; they stay apart. */
	const areIds = (tables: readonly ts.Type[]): boolean =>
		tables.every(table => table.getProperty("asset_id") !== undefined);

	/** A row as the API answered it. */
	const isRow = (type: ts.Type): boolean => {
		const file = type.getSymbol()?.declarations?.[0]?.getSourceFile().fileName ?? "";
		return isOwn(file) && /\/wire\/(?!options)/.test(file);
	};

	/**
	 * Tables that nothing tells apart become one with optional fields, lists included: a literal is not inferred through a
	 * union of tables. Luau's fields are invariant, so those of rows, which go in as they came, may be anything.
	 */
	function merged(tables: readonly ts.Type[], hasList: boolean): string {
		const fields = new Map<string, { symbol: ts.Symbol; types: ts.Type[]; nodes: Array<ts.TypeNode | undefined> }>();
		for (const table of tables) {
			for (const symbol of table.getProperties()) {
				const field = fields.get(symbol.name) ?? { symbol, types: [], nodes: [] };
				fields.set(symbol.name, field);
				if (symbol.getDocumentationComment(checker).length > 0) field.symbol = symbol;
				field.types.push(isRow(table) ? checker.getAnyType() : checker.getTypeOfSymbol(symbol));
				field.nodes.push(isRow(table) ? undefined : nodeOf(symbol));
			}
		}
		const lines = [...fields].map(([name, { symbol, types, nodes }]) => {
			const isThere = (type: ts.Type): boolean => !(type.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Never));
			const texts = new Set(types.flatMap((type, at) => (isThere(type) ? [written(type, nodes[at])] : [])));
			const all = types.flatMap(type => (type.isUnion() ? type.types : [type])).filter(isThere);
			const text = texts.size > 1 ? unionOf([...new Set(all)]) : joined([...texts]);
			const always =
				!hasList && types.length === tables.length && types.every(type => isThere(type) && !isNilable(type));
			return `${docs(symbol)}${key(name)}: ${always ? text : optional(text)},\n`;
		});
		return `{\n${lines.join("")}${hasList ? "[number]: any,\n" : ""}}`;
	}

	const isList = (type: ts.Type): boolean => checker.isArrayType(type);

	function unionOf(types: readonly ts.Type[]): string {
		const tables = types.filter(part => isTable(part, checker));
		const lists = types.filter(isList);
		const together =
			tables.length > 0 &&
			tables.length + lists.length > 1 &&
			!isTagged(tables, checker) &&
			!(lists.length === 0 && areIds(tables));
		const parts = types.flatMap(part => {
			if (part.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Void)) return ["nil"];
			if (!together || !(tables.includes(part) || lists.includes(part))) return [of(part)];
			return part === tables[0] ? [merged(tables, lists.length > 0)] : [];
		});
		return joined(parts);
	}

	/** How a member or a parameter is written: names of types are kept there that the checker has already looked through. */
	function nodeOf(symbol: ts.Symbol): ts.TypeNode | undefined {
		const declaration = symbol.valueDeclaration ?? symbol.declarations?.[0];
		if (declaration === undefined || !(ts.isPropertySignature(declaration) || ts.isParameter(declaration))) return;
		return isOwn(declaration.getSourceFile().fileName) ? declaration.type : undefined;
	}
	const isOpen = (node: ts.Node): boolean =>
		(ts.isTypeReferenceNode(node) &&
			!!((checker.getSymbolAtLocation(node.typeName)?.flags ?? 0) & ts.SymbolFlags.TypeParameter)) ||
		!!ts.forEachChild(node, child => isOpen(child) || undefined);
	function written(type: ts.Type, node: ts.TypeNode | undefined, otherwise = of): string {
		if (node === undefined || isOpen(node)) return otherwise(type);
		if (ts.isParenthesizedTypeNode(node)) return written(type, node.type, otherwise);
		const own = checker.getTypeFromTypeNode(node);
		if (!ts.isUnionTypeNode(node)) return joined([of(own), ...(isNilable(type) && !isNilable(own) ? ["nil"] : [])]);
		const parts = node.types.map(part => ({ part, type: checker.getTypeFromTypeNode(part) }));
		const hasTable = (held: ts.Type): boolean =>
			(held.isUnion() ? held.types : [held]).some(part => isTable(part, checker) || isList(part));
		const tables = parts.filter(held => hasTable(held.type));
		const all = tables.flatMap(held => (held.type.isUnion() ? held.type.types : [held.type]));
		const known = all.filter(part => isTable(part, checker));
		const areFound = !all.some(isList) && (areIds(known) || isTagged(known, checker));
		if (tables.length > 1 && !areFound) return otherwise(type);
		return joined([...parts.map(held => written(held.type, held.part)), ...(isNilable(type) ? ["nil"] : [])]);
	}
	const isNilable = (type: ts.Type): boolean =>
		type.isUnion() && type.types.some(part => part.flags & ts.TypeFlags.Undefined);

	const isMethod = (node: ts.Node | undefined): boolean =>
		node !== undefined && (ts.isMethodSignature(node) || ts.isMethodDeclaration(node));

	/** Overloads as one function: Luau picks none of several reliably. Where they differ it takes anything. */
	function overloads(calls: readonly ts.Signature[]): string {
		const last = calls.at(-1)!;
		const isNamed = calls.every(({ parameters: [first] }) => first && checker.getTypeOfSymbol(first).isStringLiteral());
		if (calls.length === 1 || !isNamed) return signature(last, "any");
		const [names, options] = [0, 1].map(at => calls.map(call => of(checker.getTypeOfSymbol(call.parameters[at]!))));
		const rest = /, maxItems.*$/.exec(signature(last))?.[0];
		return `(self: any, method: ${joined(names!)}, options: ${joined(new Set(options).size > 1 ? ["any"] : options!)}${rest}`;
	}

	function member(symbol: ts.Symbol, isOfModule = false): string {
		const declaration = symbol.valueDeclaration ?? symbol.declarations?.[0];
		const type = checker.getTypeOfSymbol(symbol);
		const calls = checker.getNonNullableType(type).getCallSignatures();
		const method = calls.length > 0 && isMethod(declaration);
		// What belongs to a module takes a dot and a colon, as in the official SDK.
		const both = method && isOfModule ? `(${signature(calls[0]!)}) & (${signature(calls[0]!, "any")})` : undefined;
		const text = both ?? (method ? overloads(calls) : written(type, nodeOf(symbol)));
		const isOptional = !!(symbol.flags & ts.SymbolFlags.Optional);
		return `${docs(symbol)}${fieldOf(symbol)}: ${isOptional ? optional(text) : text},\n`;
	}

	/** The interfaces of methods that one extends: it is these, and its own members. */
	function basesOf(type: ts.Type): ts.Type[] {
		const declaration = type.getSymbol()?.declarations?.[0];
		if (declaration === undefined || !ts.isInterfaceDeclaration(declaration)) return [];
		return (declaration.heritageClauses ?? [])
			.flatMap(clause => clause.types)
			.filter(clause => clause.typeArguments === undefined)
			.map(clause => checker.getTypeFromTypeNode(clause))
			.filter(base => ownName(base.getSymbol()) !== undefined)
			.filter(base => base.getProperties().some(symbol => isMethod(symbol.valueDeclaration)));
	}

	function table(type: ts.Type, isOfModule = false): string {
		const bases = basesOf(type);
		const inherited = new Set(bases.flatMap(base => base.getProperties()));
		const lines = type
			.getProperties()
			.filter(symbol => !inherited.has(symbol) && !/^(__|_nominal|prototype$)/.test(symbol.name))
			.map(symbol => member(symbol, isOfModule));
		const [construct] = type.getConstructSignatures();
		if (construct !== undefined) {
			lines.unshift(`${comments ? docsOf(construct, checker) : ""}new: ${signature(construct)},\n`);
		}
		const index = checker.getIndexInfoOfType(type, ts.IndexKind.String);
		if (index !== undefined) lines.push(`[string]: ${of(index.type)},\n`);
		const own = lines.length === 0 ? [] : [`{\n${lines.join("")}}`];
		return [...bases.map(of), ...own].join(" & ") || "{}";
	}

	function reference(type: ts.TypeReference, name: string): string | undefined {
		const args = checker.getTypeArguments(type);
		const [first, second] = args;
		if (checker.isTupleType(type)) return args.length === 0 ? "{}" : `{ ${joined(args.map(of))} }`;
		if (first === undefined) return undefined;
		// A list of ids may hold rows as well: Luau would take neither a list of strings nor one of tracks for it.
		if (ARRAYS.has(name)) return first.aliasSymbol?.name === "AssetIdResolvable" ? "{ any }" : `{ ${of(first)} }`;
		if (MAPS.has(name) && second !== undefined) return `{ [${of(first)}]: ${of(second)} }`;
		if (SETS.has(name)) return `{ [${of(first)}]: true }`;
		if (name === "Promise") return `Promise<${of(first)}>`;
		return undefined;
	}

	function of(type: ts.Type): string {
		if (type.flags & ts.TypeFlags.StringLiteral) return JSON.stringify((type as ts.StringLiteralType).value);
		if (type.flags & ts.TypeFlags.NumberLiteral) return "number";
		if (type.flags & ts.TypeFlags.BooleanLike) return "boolean";
		if (type.flags & (ts.TypeFlags.InstantiableNonPrimitive | ts.TypeFlags.Substitution)) {
			const constraint = checker.getBaseConstraintOfType(type);
			return constraint === undefined || constraint === type ? "any" : of(constraint);
		}
		const alias = ownName(type.aliasSymbol);
		if (alias !== undefined) {
			const declaration = type.aliasSymbol!.declarations![0] as ts.TypeAliasDeclaration;
			const said = type.aliasSymbol!.getJsDocTags(checker).find(tag => tag.name === "luau");
			if (said !== undefined) return declare(type.aliasSymbol!, alias, () => ts.displayPartsToString(said.text));
			const isPlain = ts.isUnionTypeNode(declaration.type);
			return declare(type.aliasSymbol!, alias, () =>
				isPlain ? written(type, declaration.type, structure) : structure(type),
			);
		}
		const symbol = type.getSymbol();
		const own = ownName(symbol);
		if (own !== undefined && !type.isUnion()) return declare(symbol!, own, () => structure(type));
		return structure(type);
	}

	/** A type of the engine: an Instance, a datatype, or an enum, whose items have no types of their own in Luau. */
	function engineName(type: ts.Type): string | undefined {
		const symbol = type.getSymbol() ?? type.aliasSymbol;
		const file = symbol?.declarations?.[0]?.getSourceFile().fileName;
		if (symbol === undefined || file === undefined || !file.includes("@rbxts/types")) return undefined;
		const [space, name] = checker.getFullyQualifiedName(symbol).split(".");
		return space === "Enum" && name !== undefined ? `Enum.${name}` : symbol.name;
	}

	function structure(type: ts.Type): string {
		const primitive = PRIMITIVES[checker.typeToString(type)];
		if (primitive !== undefined) return primitive;
		if (type.isUnion()) return unionOf(type.types);
		if (type.isIntersection() && type.types.some(part => part.flags & ts.TypeFlags.String)) return "string";
		const name = type.getSymbol()?.name ?? type.aliasSymbol?.name ?? "";
		const referred = reference(type as ts.TypeReference, name);
		if (referred !== undefined) return referred;
		if (name === "Signal") {
			const fire = type.getProperty("Fire");
			const call = fire && checker.getTypeOfSymbol(fire).getCallSignatures()[0];
			return `Signal<${call === undefined ? "...any" : arguments_(call)}>`;
		}
		const record = map(type);
		if (record !== undefined) return record;
		const [item] = type.aliasSymbol?.name === "Pages" ? (type.aliasTypeArguments ?? []) : [];
		if (item !== undefined) return `() -> ${optional(of(item))}`;
		const engine = engineName(type);
		if (engine !== undefined) return engine;
		const [call] = type.getCallSignatures();
		if (call !== undefined && type.getProperties().length === 0) return signature(call);
		return type.flags & ts.TypeFlags.Object || type.isIntersection() ? table(type) : "any";
	}

	/** A table by names that are not known yet. */
	function map(type: ts.Type): string | undefined {
		const { aliasSymbol, aliasTypeArguments } = type;
		const [names, values] = aliasSymbol?.name === "Record" ? (aliasTypeArguments ?? []) : [];
		if (names !== undefined && values !== undefined && !names.isUnion() && !names.isStringLiteral())
			return `{ [${of(names)}]: ${of(values)} }`;
		const { declaration } = type as { declaration?: ts.Node };
		if (declaration === undefined || !ts.isMappedTypeNode(declaration) || type.getProperties().length > 0)
			return undefined;
		const [by, to] = [declaration.typeParameter.constraint, declaration.type];
		if (by === undefined || to === undefined) return undefined;
		return `{ [${of(checker.getTypeFromTypeNode(by))}]: ${of(checker.getTypeFromTypeNode(to))} }`;
	}

	function results(type: ts.Type, node: ts.TypeNode | undefined): string {
		// An alias of a LuaTuple keeps only its own name; the tuple is then a part of the intersection.
		const tuple =
			type.aliasSymbol?.name === "LuaTuple"
				? type.aliasTypeArguments?.[0]
				: type.isIntersection() && type.getProperty("_nominal_LuaTuple") !== undefined
					? type.types.find(part => checker.isTupleType(part))
					: undefined;
		if (tuple === undefined) return of(type);
		// Inside of the tuple the checker has already looked through the answer's name.
		const isAnswer = node && ts.isTypeReferenceNode(node) && node.typeName.getText() === "Answer";
		const [answer] = isAnswer ? (node.typeArguments ?? []) : [];
		const parts = checker.getTypeArguments(tuple as ts.TypeReference).map((part, at) => {
			if (at > 0 || answer === undefined || isOpen(answer)) return of(part);
			return optional(written(checker.getTypeFromTypeNode(answer), answer));
		});
		return `(${parts.join(", ")})`;
	}

	/** What a signal hands to its listeners, as the arguments of a type pack. */
	function arguments_(call: ts.Signature): string {
		const all = call.parameters.flatMap(parameter => {
			const type = checker.getTypeOfSymbol(parameter);
			const isRest = (parameter.valueDeclaration as ts.ParameterDeclaration | undefined)?.dotDotDotToken !== undefined;
			return checker.isTupleType(type) && isRest ? checker.getTypeArguments(type as ts.TypeReference) : [type];
		});
		return all.length === 0 ? "()" : all.map(of).join(", ");
	}

	function signature(call: ts.Signature, self?: string): string {
		const parameters = call.parameters
			.filter(parameter => parameter.name !== "this")
			.map(parameter => {
				const declaration = parameter.valueDeclaration as ts.ParameterDeclaration | undefined;
				if (declaration?.dotDotDotToken !== undefined) return "...any";
				const text = written(checker.getTypeOfSymbol(parameter), declaration?.type);
				const isOptional = declaration?.questionToken !== undefined || declaration?.initializer !== undefined;
				return `${safeName(parameter.name)}: ${isOptional ? optional(text) : text}`;
			});
		if (self !== undefined) parameters.unshift(`self: ${self}`);
		return `(${parameters.join(", ")}) -> ${results(call.getReturnType(), call.declaration?.type as ts.TypeNode | undefined)}`;
	}

	return {
		of,
		module: type => table(type, true),
		declarations: () => [...declared].map(([name, entry]) => `${entry.docs}export type ${name} = ${entry.body}`),
	};
}
