import { type Data, isObject, luauKey, luauText } from "./luau-text.ts";

/** A manifest as the product takes it (`src/server/catalog/port.ts`), as plain data. */
export interface BakedManifest {
	readonly version: 1;
	readonly bakedAt?: string;
	readonly answers?: { readonly [key: string]: Data };
	readonly packs?: { readonly [key: string]: Data };
	readonly stations?: { readonly [key: string]: Data };
}

/** The same text for equal data, whatever the order of its keys. */
export function canonicalText(value: Data): string {
	if (typeof value !== "object") return JSON.stringify(value);
	if (Array.isArray(value)) return `[${value.map(canonicalText).join(",")}]`;
	const fields = value as { [key: string]: Data };
	const keys = Object.keys(fields).sort();
	return `{${keys.map(key => `${JSON.stringify(key)}:${canonicalText(fields[key]!)}`).join(",")}}`;
}

const isRow = (value: Data): value is { readonly asset_id: string } =>
	isObject(value) && typeof value.asset_id === "string" && typeof value.name === "string";

/** Rows that stand in several places are written once. */
function sharedRows(manifest: Data): Map<string, { name: string; row: Data }> {
	const seen = new Map<string, { row: { readonly asset_id: string }; times: number }>();
	const visit = (value: Data): void => {
		if (typeof value !== "object") return;
		if (isRow(value)) {
			const text = canonicalText(value);
			const held = seen.get(text);
			if (held === undefined) seen.set(text, { row: value, times: 1 });
			else held.times += 1;
			return;
		}
		for (const item of Array.isArray(value) ? (value as Data[]) : Object.values(value)) visit(item);
	};
	visit(manifest);
	const shared = new Map<string, { name: string; row: Data }>();
	const count = new Map<string, number>();
	for (const [text, { row, times }] of [...seen].sort(([a], [b]) => (a < b ? -1 : 1))) {
		if (times < 2) continue;
		const nth = (count.get(row.asset_id) ?? 0) + 1;
		count.set(row.asset_id, nth);
		shared.set(text, { name: nth === 1 ? row.asset_id : `${row.asset_id} ${nth}`, row });
	}
	return shared;
}

/** By this a manifest is known, wherever it lies in a place. */
export const WRITTEN_BY = "-- Written by `audioscape bake";

/** The line that may differ between two bakes of the same answers. */
const BAKED_AT = /^\tbakedAt = "[^"]*",\n/m;

export const withoutBakedAt = (text: string): string => text.replace(BAKED_AT, "");

/**
 * A manifest as the text of a ModuleScript.
 *
 * @param from name of the configuration, for whoever opens the file
 */
export function manifestText(manifest: BakedManifest, from: string): string {
	const { bakedAt, ...rest } = manifest;
	const data = rest as unknown as Data;
	const shared = sharedRows(data);
	const lines = [
		"--!nocheck",
		`${WRITTEN_BY} ${from}\`; bake again instead of editing it. The client takes it as an option:`,
		"-- AudioScape.new(key, { manifest = require(thisModule) })",
		"",
	];
	if (shared.size > 0) {
		const rows = [...shared.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
		lines.push(
			"local rows = {",
			...rows.map(({ name, row }) => `\t${luauKey(name)} = ${luauText(row, "\t")},`),
			"}",
			"",
		);
	}
	const nameOf = (value: Data): string | undefined => {
		const found = isRow(value) ? shared.get(canonicalText(value)) : undefined;
		return found === undefined ? undefined : `rows[${JSON.stringify(found.name)}]`;
	};
	const fields = data as { [key: string]: Data };
	const body = Object.keys(fields)
		.sort()
		.map(key => `\t${key} = ${luauText(fields[key]!, "\t", nameOf)},\n`);
	if (bakedAt !== undefined) body.unshift(`\tbakedAt = ${JSON.stringify(bakedAt)},\n`);
	return `${lines.join("\n")}\nreturn {\n${body.join("")}}\n`;
}
