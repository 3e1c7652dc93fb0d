/** Every sentence of `audioscape headless run`. */
export const messages = {
	badFlag: (text: string): string => `--flag takes NAME=VALUE, got "${text}"`,
	badSeconds: (name: string, text: string): string => `--${name} takes seconds separated by commas, got "${text}"`,
	noScripts: "name at least one Luau file to run as a server script",
	unknownSub: (word: string | undefined): string =>
		word === undefined ? "headless needs a command: run" : `headless has no command "${word}"; did you mean "run"?`,
} as const;
