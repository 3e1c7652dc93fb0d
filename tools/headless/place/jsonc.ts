import { readFileSync } from "node:fs";

import { parse, type ParseError, printParseErrorCode } from "jsonc-parser";

import { PlaceError } from "./place-node.ts";

/** `PropertyNameExpected` as words. */
const wordsOf = ({ error }: ParseError): string =>
	printParseErrorCode(error)
		.replace(/(?!^)[A-Z]/g, letter => ` ${letter.toLowerCase()}`)
		.toLowerCase();

/**
 * Reads JSON as Rojo does, comments and trailing commas included.
 *
 * @throws PlaceError with file and line where it is not JSON
 */
export function parseJson(text: string, file: string): unknown {
	const errors: ParseError[] = [];
	const value = parse(text.replace(/^\uFEFF/, ""), errors, { allowTrailingComma: true }) as unknown;
	const [first] = errors;
	if (first === undefined) return value;
	const line = text.slice(0, first.offset).split("\n").length;
	throw new PlaceError(`${file}:${line} is not valid JSON: ${wordsOf(first)}`);
}

const KINDS = { object: "an object", array: "a list", string: "a string", number: "a number", boolean: "a boolean" };

/** What a JSON value is, in words. */
export function kindOf(value: unknown): string {
	if (value === null || value === undefined) return "null";
	return KINDS[Array.isArray(value) ? "array" : (typeof value as keyof typeof KINDS)];
}

/** Reads a JSON file that has to hold an object. */
export function readJsonObject(file: string): Record<string, unknown> {
	const value = parseJson(readFileSync(file, "utf8"), file);
	if (typeof value !== "object" || value === null || Array.isArray(value))
		throw new PlaceError(`${file} holds ${kindOf(value)}; it must be an object`);
	return value as Record<string, unknown>;
}
