import type { Value } from "./values.ts";

/** Cases that once did what must not be, as small as they got. They are run before all others, for good. */
export const FOUND: Readonly<Record<string, readonly Value[]>> = {
	manifests: [
		// A table that holds itself has no end.
		{ endpoint: "getSfxTaxonomy", body: { answers: { key: { taxonomy: [{ categories: [{ $: "cycle" }] }] } } } },
		{ endpoint: "similar", body: { answers: true } },
		{ endpoint: "sfxBrowse", body: { answers: 0 } },
		{ endpoint: "search", body: { $: "function" } },
	],
	stored: [{ endpoint: "getSfxTaxonomy", body: { schema: 1, key: "key", at: { $: "inf" } } }],
	"place-files": [
		{ file: "default.project.json", json: { tree: { $className: "DataModel", HttpService: { $properties: null } } } },
		{ file: "default.project.json", json: { tree: { ServerScriptService: { Main: { $path: 437.1 } } } } },
		{ file: "default.project.json", json: { tree: { ServerScriptService: { Main: { $path: null } } } } },
		{ file: "default.project.json", json: { tree: { ServerScriptService: { Main: { $path: [] } } } } },
		// Its own folder.
		{ file: "default.project.json", json: { tree: { ServerScriptService: { Main: { $path: "" } } } } },
		{
			file: "default.project.json",
			json: { tree: { Workspace: { Floor: { $className: "Part", $properties: { Attributes: null } } } } },
		},
	],
	"command-line": [["play", "--key", "--no-such-flag"]],
};
