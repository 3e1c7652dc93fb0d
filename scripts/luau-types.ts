import ts from "typescript";

/** Luau's keywords cannot be bare property names. */
const KEYWORDS = new Set(
	"and break do else elseif end false for function if in local nil not or repeat return then true until while".split(
		" ",
	),
);

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
};

/** Names of roblox-ts's own types that are plain tables or functions in Luau. */
const ARRAYS = new Set(["Array", "ReadonlyArray"]);
const MAPS = new Set(["Map", "ReadonlyMap", "WeakMap"]);
const SETS = new Set(["Set", "ReadonlySet"]);

function key(name: string): string {
	return /^[A-Za-z_]\w*$/.test(name) && !KEYWORDS.has(name) ? name : `["${name}"]`;
}

/** Translates TypeScript types of the product into Luau type declarations. */
export interface LuauTypes {
	/** The Luau spelling of a type; named product types are declared on the way. */
	of(type: ts.Type): string;
	/** The parameters and results of a signature as a Luau function type. */
	signature(signature: ts.Signature, self?: string): string;
	/** `export type ...` lines of everything met so far, in order of first use. */
	declarations(): string[];
}

/**
 * Makes a translator.
 *
 * @param isOwn tells whether a declaration belongs to the product (its types are declared by name)
 */
// eslint-disable-next-line max-lines-per-function -- a type is made of types: these functions call each other in a ring.
export function createLuauTypes(checker: ts.TypeChecker, isOwn: (file: string) => boolean): LuauTypes {
	const declared = new Map<string, string>();
	const names = new Map<ts.Symbol, string>();

	function ownName(symbol: ts.Symbol | undefined): string | undefined {
		const declaration = symbol?.declarations?.[0];
		if (symbol === undefined || declaration === undefined || symbol.name.startsWith("__")) return undefined;
		if (!isOwn(declaration.getSourceFile().fileName)) return undefined;
		const named =
			ts.isInterfaceDeclaration(declaration) ||
			ts.isTypeAliasDeclaration(declaration) ||
			ts.isClassDeclaration(declaration);
		return named && (declaration.typeParameters?.length ?? 0) === 0 ? symbol.name : undefined;
	}

	function declare(symbol: ts.Symbol, name: string, body: () => string): string {
		const held = names.get(symbol);
		if (held !== undefined) return held;
		let free = name;
		for (let n = 2; declared.has(free); n++) free = `${name}${n}`;
		names.set(symbol, free);
		declared.set(free, "any");
		declared.set(free, body());
		return free;
	}

	function optional(text: string): string {
		if (text === "any" || text === "nil" || text.endsWith("?")) return text;
		return text.includes("->") || text.includes(" | ") ? `(${text})?` : `${text}?`;
	}

	function union(type: ts.UnionType): string {
		const parts: string[] = [];
		let nilable = false;
		for (const part of type.types) {
			if (part.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Void)) nilable = true;
			else if (part.flags & ts.TypeFlags.BooleanLiteral) parts.push("boolean");
			else parts.push(of(part));
		}
		const distinct = [...new Set(parts)];
		if (distinct.includes("any")) return "any";
		const text = distinct.map(part => (part.includes("->") ? `(${part})` : part)).join(" | ");
		return nilable ? optional(distinct.length > 1 ? `(${text})` : text) : text;
	}

	function members(type: ts.Type, indent: string): string {
		const lines: string[] = [];
		for (const member of type.getProperties()) {
			if (member.name.startsWith("__") || member.name.startsWith("_nominal")) continue;
			const declaration = member.valueDeclaration ?? member.declarations?.[0];
			if (declaration !== undefined && ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Private) continue;
			const memberType = checker.getTypeOfSymbol(member);
			const call = checker.getNonNullableType(memberType).getCallSignatures()[0];
			const isMethod =
				declaration !== undefined && (ts.isMethodSignature(declaration) || ts.isMethodDeclaration(declaration));
			let text = call !== undefined && isMethod ? signature(call, "any") : of(memberType);
			if (member.flags & ts.SymbolFlags.Optional) text = optional(text);
			lines.push(`${indent}\t${key(member.name)}: ${text},`);
		}
		const index = checker.getIndexInfoOfType(type, ts.IndexKind.String);
		if (index !== undefined) lines.push(`${indent}\t[string]: ${of(index.type)},`);
		return lines.length === 0 ? "{}" : `{\n${lines.join("\n")}\n${indent}}`;
	}

	function reference(type: ts.TypeReference, name: string): string | undefined {
		const args = checker.getTypeArguments(type);
		const first = args[0];
		if (ARRAYS.has(name) && first !== undefined) return `{ ${of(first)} }`;
		if (MAPS.has(name) && args[1] !== undefined && first !== undefined) return `{ [${of(first)}]: ${of(args[1])} }`;
		if (SETS.has(name) && first !== undefined) return `{ [${of(first)}]: true }`;
		if (checker.isTupleType(type)) return args.length === 0 ? "{}" : `{ ${[...new Set(args.map(of))].join(" | ")} }`;
		return undefined;
	}

	function of(type: ts.Type): string {
		if (type.flags & ts.TypeFlags.StringLiteral) return JSON.stringify((type as ts.StringLiteralType).value);
		if (type.flags & ts.TypeFlags.NumberLiteral) return "number";
		if (type.flags & ts.TypeFlags.BooleanLike) return "boolean";
		const alias = ownName(type.aliasSymbol);
		if (alias !== undefined) return declare(type.aliasSymbol!, alias, () => structure(type));
		const symbol = type.getSymbol();
		const own = ownName(symbol);
		if (own !== undefined && !type.isUnion()) return declare(symbol!, own, () => structure(type));
		return structure(type);
	}

	function structure(type: ts.Type): string {
		const text = checker.typeToString(type);
		const primitive = PRIMITIVES[text];
		if (primitive !== undefined) return primitive;
		if (type.isUnion()) return union(type);
		const name = type.getSymbol()?.name ?? type.aliasSymbol?.name ?? "";
		const referred = reference(type as ts.TypeReference, name);
		if (referred !== undefined) return referred;
		if (name === "Signal") {
			const fire = type.getProperty("Fire");
			const call = fire && checker.getTypeOfSymbol(fire).getCallSignatures()[0];
			return `Signal<${call ? signature(call) : "(...any) -> ()"}>`;
		}
		// An iterator that also carries fields has no Luau type.
		if (type.aliasSymbol?.name === "Pages") return "any";
		if (name === "Promise" || text.startsWith("Promise<")) return "any";
		const call = type.getCallSignatures()[0];
		if (call !== undefined && type.getProperties().length === 0) return signature(call);
		const declaration = type.getSymbol()?.declarations?.[0];
		if (declaration !== undefined && declaration.getSourceFile().fileName.includes("@rbxts/types")) return name;
		if (type.flags & ts.TypeFlags.Object || type.isIntersection()) return members(type, "");
		return "any";
	}

	function results(type: ts.Type): string {
		// An alias of a LuaTuple keeps only its own name; the tuple is then a part of the intersection.
		const tuple =
			type.aliasSymbol?.name === "LuaTuple"
				? type.aliasTypeArguments?.[0]
				: type.isIntersection() && type.getProperty("_nominal_LuaTuple") !== undefined
					? type.types.find(part => checker.isTupleType(part))
					: undefined;
		if (tuple === undefined) return of(type);
		return `(${checker
			.getTypeArguments(tuple as ts.TypeReference)
			.map(of)
			.join(", ")})`;
	}

	function signature(call: ts.Signature, self?: string): string {
		const parameters = call.parameters
			.filter(parameter => parameter.name !== "this")
			.map(parameter => {
				const declaration = parameter.valueDeclaration as ts.ParameterDeclaration | undefined;
				const type = checker.getTypeOfSymbol(parameter);
				if (declaration?.dotDotDotToken !== undefined) return "...any";
				const text = of(type);
				const open = declaration?.questionToken !== undefined || declaration?.initializer !== undefined;
				return `${KEYWORDS.has(parameter.name) ? `${parameter.name}_` : parameter.name}: ${open ? optional(text) : text}`;
			});
		if (self !== undefined) parameters.unshift(`self: ${self}`);
		return `(${parameters.join(", ")}) -> ${results(call.getReturnType())}`;
	}

	return {
		of,
		signature: (call, self) => signature(call, self),
		declarations: () => [...declared].map(([name, body]) => `export type ${name} = ${body}`),
	};
}
