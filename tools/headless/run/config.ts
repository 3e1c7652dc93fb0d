import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/** What a project tells the headless place of itself, in a file `headless.config.json` at its root. */
export interface HeadlessConfig {
	/** The folder of the file; the working directory without one. */
	readonly root: string;
	/** Hosts whose requests go to `api` of a run, so that code with fixed URLs can be tested. */
	readonly apiHosts: readonly string[];
	/** A module with a `startContract`, which `api: "embedded"` of a run starts. */
	readonly embedded?: string;
	/** Where modules of a place come from: a pattern of their path in the place, what they were compiled to and from. */
	readonly sources: readonly { readonly modules: string; readonly compiled: string; readonly sources: string }[];
}

const NAME = "headless.config.json";

/** The nearest file from a folder upwards. */
const above = (folder: string): string | undefined => {
	const file = path.join(folder, NAME);
	if (existsSync(file)) return file;
	const parent = path.dirname(folder);
	return parent === folder ? undefined : above(parent);
};

let known: HeadlessConfig | undefined;

/**
 * The project's configuration: of the working directory, else of the project that this package is installed in.
 *
 * @example headlessConfig().apiHosts // ["api.example.com"]
 */
export const headlessConfig = (): HeadlessConfig => {
	if (known !== undefined) return known;
	const file = above(process.cwd()) ?? above(import.meta.dirname);
	const given = file === undefined ? {} : (JSON.parse(readFileSync(file, "utf8")) as Partial<HeadlessConfig>);
	known = {
		root: file === undefined ? process.cwd() : path.dirname(file),
		apiHosts: given.apiHosts ?? [],
		sources: given.sources ?? [],
		...(given.embedded === undefined ? {} : { embedded: given.embedded }),
	};
	return known;
};
