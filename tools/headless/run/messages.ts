/** What the runner itself says. */
export const messages = {
	closeTimedOut: (seconds: number): string => `[server] BindToClose callbacks did not finish within ${seconds} seconds`,
	noWatchdog: "this build of Luau cannot be interrupted: a script that never yields will hang the run",
	badSignalBehavior: (name: string): string =>
		`Workspace.SignalBehavior ${name} is not implemented in the headless engine; it must be Default, Immediate or Deferred (or use --signals)`,
	noJest: (project: string): string =>
		`${project} has no ModuleScript "Jest": install @rbxts/jest, or Jest by Wally, and let the project lead to it`,
	notBuilt: (why: string): string => `the place cannot be built: ${why}`,
	noEmbedded: `api "embedded" needs a module that starts it: name it as "embedded" in headless.config.json, or pass a function or a URL as api`,
	notEmbedded: (module: string): string =>
		`${module}, which headless.config.json names as "embedded", exports no startContract`,
} as const;
