import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

import { headlessConfig } from "./config.ts";
import { createLineMap, type LineMap } from "./line-map.ts";

/** Where modules of a place come from (`sources` of the project's configuration). */
const origins = () =>
	headlessConfig().sources.map(({ modules, compiled, sources }) => ({
		under: new RegExp(`^(?:.*\\.)?${modules}$`),
		compiled,
		sources,
	}));
const inRoot = (file: string): string => path.join(headlessConfig().root, file);

interface Origin {
	/** Relative to the project. */
	readonly source: string;
	readonly compiled: string;
}

const firstOf = (directory: string, names: readonly string[]): string | undefined =>
	names.map(name => path.posix.join(directory, name)).find(file => existsSync(inRoot(file)));

const originOf = (module: string): Origin | undefined => {
	const parts = module.split(".");
	for (const { under, compiled, sources } of origins()) {
		const depth = parts.findIndex((_, index) => under.test(parts.slice(0, index + 1).join(".")));
		if (depth < 0) continue;
		const inside = parts
			.slice(depth + 1)
			.join("/")
			.replace(/\/spec$/, ".spec");
		const source = firstOf(sources, [
			`${inside}.ts`,
			`${inside}/index.ts`,
			`${inside.replace(/init\.spec$/, "index.spec")}.ts`,
		]);
		const luau = firstOf(compiled, [`${inside}.luau`, `${inside}/init.luau`]);
		if (source !== undefined && luau !== undefined) return { source, compiled: luau };
	}
	return undefined;
};

const maps = new Map<string, LineMap>();
const mapOf = ({ compiled, source }: Origin): LineMap => {
	const read = (file: string): string => readFileSync(inRoot(file), "utf8");
	const known = maps.get(compiled) ?? createLineMap(read(compiled), read(source));
	maps.set(compiled, known);
	return known;
};

/**
 * The `.ts` file behind a module of the spec build or of the model; the module itself when there is none.
 *
 * @example
 * sourceOf("ReplicatedStorage.specs.src.server.radio.station"); // "src/server/radio/station.ts"
 */
export const sourceOf = (module: string): string => originOf(module.replaceAll(/[\\/]/g, "."))?.source ?? module;

const placePattern = (): RegExp | undefined => {
	const modules = headlessConfig().sources.map(source => source.modules);
	return modules.length === 0
		? undefined
		: new RegExp(`((?:[\\w@-]+\\.)*(?:${modules.join("|")})(?:\\.[\\w-]+)*):(\\d+)`, "g");
};

/** Puts the lines of the TypeScript in place of those of the Luau, which stay behind in brackets. */
export const withSources = (text: string): string => {
	const places = placePattern();
	if (places === undefined) return text;
	return text.replaceAll(places, (whole, module: string, line: string) => {
		const origin = originOf(module);
		const sourceLine = origin && mapOf(origin)(Number(line));
		return sourceLine === undefined ? whole : `${origin!.source}:${sourceLine} (Luau line ${line})`;
	});
};
