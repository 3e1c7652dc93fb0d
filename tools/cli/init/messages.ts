/** Every sentence of `audioscape init`. */
export const messages = {
	usage: (got: string) => `init takes one folder, got "${got}" as well`,
	notPlace: (file: string) =>
		`${file} builds a model, not a place: its tree has no $className "DataModel"; run init in the project of a place`,
	made: (file: string) => `+ ${file}`,
	changed: (file: string, what: string) => `~ ${file}: ${what}`,
	kept: (file: string, why: string) => `= ${file}: ${why}`,
	dry: "This is what init would do; nothing was written.",
	thereAlready: "exists already and is left as it is",
	entry: (where: string) => `${where} points to the model`,
	script: (where: string) => `${where} points to the first script`,
	requests: "HttpService.HttpEnabled is true",
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
	`  npx audioscape doctor ${project}    if you hear nothing`,
];
