import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { createLineMap, type LineMap } from "./line-map.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

/** Where modules of a place come from: what their paths begin with, what they were compiled to and from. */
const ORIGINS = [
	{ under: /^(?:.*\.)?specs$/, compiled: "build/spec", sources: "" },
	{ under: /^(?:.*\.)?AudioScape(?:Player)?\.lib$/, compiled: "build/model", sources: "src" },
] as const;

interface Origin {
	/** Relative to the repository. */
	readonly source: string;
	readonly compiled: string;
}

const firstOf = (directory: string, names: readonly string[]): string | undefined =>
	names.map(name => path.posix.join(directory, name)).find(file => existsSync(path.join(ROOT, file)));

const originOf = (module: string): Origin | undefined => {
	const parts = module.split(".");
	for (const { under, compiled, sources } of ORIGINS) {
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
	const read = (file: string): string => readFileSync(path.join(ROOT, file), "utf8");
	const known = maps.get(compiled) ?? createLineMap(read(compiled), read(source));
	maps.set(compiled, known);
	return known;
};

/**
 * The `.ts` file behind a module of the spec build or of the model; the module itself when there is none.
 *
 * @example
 * sourceOf("ReplicatedStorage.specs.src.server.radio.stage"); // "src/server/radio/stage.ts"
 */
export const sourceOf = (module: string): string => originOf(module.replaceAll(/[\\/]/g, "."))?.source ?? module;

const PLACE = /((?:[\w@-]+\.)*(?:specs|AudioScape(?:Player)?\.lib)(?:\.[\w-]+)*):(\d+)/g;

/** Puts the lines of the TypeScript in place of those of the Luau, which stay behind in brackets. */
export const withSources = (text: string): string =>
	text.replaceAll(PLACE, (whole, module: string, line: string) => {
		const origin = originOf(module);
		const sourceLine = origin && mapOf(origin)(Number(line));
		return sourceLine === undefined ? whole : `${origin!.source}:${sourceLine} (Luau line ${line})`;
	});
