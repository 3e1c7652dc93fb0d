import { many } from "../report/text.ts";
/** Every sentence of `audioscape bake`. */
export const messages = {
	usage: "bake takes one file: a Luau module or JSON that returns footsteps, zones and stations",
	notConfig: (file: string) => `${file} is not a configuration: it must be a .luau, .lua or .json file`,
	notPlace: (file: string) => `${file} is a model; --place takes a place: a Rojo project (.json) or .rbxlx`,
	noKey: "bake asks the API, which needs a key: --key K or AUDIOSCAPE_API_KEY (or try it with --api embedded)",
	sameFile: (file: string) => `--out would overwrite the configuration ${file}`,
	unfinished: "it did not finish",
	raised: (line: string) => `the bake itself failed: ${line}`,
	building: "building the model",
	asking: (what: string) => `asking for ${what}`,
	resumed: (count: number, file: string) =>
		`${many(count, "answer")} of an earlier bake kept in ${file}; delete it to ask for everything again`,
	faults: (count: number) =>
		`${many(count, "problem")}: nothing was written; every source of the configuration must be found`,
	missing: (file: string) => `${file} does not exist; bake without --check writes it`,
	broken: (file: string, why: string) => `${file} cannot be required: ${why}`,
	differs: (file: string) => `${file} is out of date; a bake would change this:`,
	onlyForm: "  the data is the same, its text is not: it was edited or written by another version",
	more: (count: number) => `  and ${count} more`,
	upToDate: (file: string) => `${file} is up to date`,
	tooLong: (file: string, length: number) =>
		`${file} has ${length} characters; Studio takes 199999 in a script. A numeric crossfade leaves out the structures, which are the longest part`,
} as const;
