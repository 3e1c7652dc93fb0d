/** What the runner itself says. */
export const messages = {
	closeTimedOut: (seconds: number): string => `[server] BindToClose callbacks did not finish within ${seconds} seconds`,
	noWatchdog: "this build of Luau cannot be interrupted: a script that never yields will hang the run",
	cannotRead: (file: string, reason: string): string => `${file} cannot be read: ${reason}`,
	notAssets: (file: string): string =>
		`${file} is no asset registry: an object of asset ids (or "default") to { duration, loadDelay, failure }`,
	badSecret: (text: string): string => `--secret takes NAME=VALUE, got "${text}"`,
	badFlag: (text: string): string => `--flag takes NAME=VALUE, got "${text}"`,
	badSeconds: (name: string, text: string): string => `--${name} takes seconds separated by commas, got "${text}"`,
	badSignalBehavior: (name: string): string =>
		`Workspace.SignalBehavior ${name} is not implemented in the headless engine; it may be Default, Immediate or Deferred (or use --signals)`,
	noJest: (project: string): string =>
		`${project} has no ModuleScript "Jest": install @rbxts/jest, or Jest by Wally, and let the project lead to it`,
	noScripts: "name at least one Luau file to run as a server script",
	unknownSub: (word: string | undefined): string =>
		word === undefined ? "headless needs a command: run" : `headless has no command "${word}"; did you mean "run"?`,
} as const;
