import { readFileSync } from "node:fs";

import { parse as parseToml, TomlError } from "smol-toml";
import { parse as parseYaml, YAMLError } from "yaml";

import { parseJson } from "./jsonc.ts";
import { PlaceError } from "./place-node.ts";
import { luauLiteral } from "./rojo-files.ts";

const PARSERS = {
	json: parseJson,
	toml: (text: string, file: string): unknown => {
		try {
			return parseToml(text);
		} catch (cause) {
			if (!(cause instanceof TomlError)) throw cause;
			throw new PlaceError(`${file}:${cause.line} is not valid TOML: ${cause.message.split("\n")[0]}`);
		}
	},
	yaml: (text: string, file: string): unknown => {
		try {
			return parseYaml(text) as unknown;
		} catch (cause) {
			if (!(cause instanceof YAMLError)) throw cause;
			throw new PlaceError(
				`${file}:${cause.linePos?.[0].line ?? 1} is not valid YAML: ${cause.message.split("\n")[0]}`,
			);
		}
	},
};

/** The module that Rojo makes of a data file. */
export const moduleOfData = (file: string, kind: keyof typeof PARSERS): string =>
	`return ${luauLiteral(PARSERS[kind](readFileSync(file, "utf8"), file))}`;

/** Cells of a CSV file, a list a row. */
function cellsOf(text: string): string[][] {
	const table: string[][] = [];
	let row: string[] = [];
	for (const [, quoted, bare, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
		row.push(quoted === undefined ? bare! : quoted.replaceAll('""', '"'));
		if (end === ",") continue;
		if (row.some(cell => cell !== "")) table.push(row);
		row = [];
	}
	return table;
}

const FIELDS: Readonly<Record<string, string>> = {
	Key: "key",
	Source: "source",
	Context: "context",
	Example: "example",
	Examples: "example",
};

/** `Contents` of the LocalizationTable that Rojo makes of a CSV file: columns that have no meaning of their own are languages. */
export function localization(file: string): string {
	const [head = [], ...rows] = cellsOf(readFileSync(file, "utf8"));
	const entries = rows.map(row => {
		const fields: Record<string, unknown> = {};
		const values: Record<string, string> = {};
		for (const [i, column] of head.entries()) {
			const cell = row[i] ?? "";
			if (cell === "") continue;
			if (FIELDS[column] === undefined) values[column] = cell;
			else fields[FIELDS[column]] = cell;
		}
		return { ...fields, values };
	});
	return JSON.stringify(entries.filter(entry => "key" in entry || "source" in entry));
}
