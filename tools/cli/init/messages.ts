/** Every sentence of `audioscape init`. */
export const messages = {
	usage: (got: string) => `init takes one folder, got "${got}" as well`,
	notPlace: (file: string) =>
		`${file} builds a model, not a place: its tree has no $className "DataModel"; run init in the project of a place`,
	made: (file: string) => `+ ${file}`,
	changed: (file: string, what: string) => `~ ${file}: ${what}`,
	kept: (file: string, why: string) => `= ${file}: ${why}`,
	dry: "This is what init would do; nothing was written.",
	thereAlready: "is there already and stays as it is",
	entry: (where: string) => `${where} leads to the model`,
	script: (where: string) => `${where} leads to the first script`,
	requests: "HttpService may send requests",
	dependency: (name: string, version: string) => `depends on ${name} ${version}`,
	noProject: (file: string) => `${file} is missing: roblox-ts needs one; init leaves it to "npm init roblox-ts"`,
} as const;

/** What is left to do by hand. */
export const nextSteps = (isTypeScript: boolean, project: string): string[] => [
	"",
	"Next:",
	...(isTypeScript ? ["  npm install, then npx rbxtsc"] : []),
	`  npx audioscape play ${project}      hear it here, without Studio and without a key`,
	"  In Studio: Home, Experience Settings, Security: Allow HTTP Requests",
	"  In the Creator Dashboard: your experience, Secrets: a secret named audioscape with your API key, domain api.audioscape.ai",
	"  (for play tests in Studio the same secret under Experience Settings, Security, Secrets)",
	`  npx audioscape doctor ${project}    whenever it is silent`,
];
