/** Everything footsteps say, in one place. */
export const footstepMessages = {
	badSurface: (entry: string, got: string) =>
		`${entry}: a key of surfaces is ${got}; it must be the name of a surface or an item of Enum.Material`,
	badFootwear: (entry: string, path: string, got: string) =>
		`${entry}: a key of ${path} is ${got}; it must be the name of what is worn`,
	tooDeep: (entry: string, path: string) => `${entry}: ${path} is inside itself or too deep`,
	unknownFallback: (name: string, near: string | undefined) =>
		`[AudioScape] footsteps: the fallback '${name}' is not one of the surfaces${near !== undefined ? `; did you mean '${near}'?` : ""}`,
	badSource: (surface: string, why: string) => `footsteps: surface '${surface}': ${why}`,
	unresolved: (surface: string, why: string) => {
		const sentence = why.sub(1, 10) === "footsteps:" ? why : `footsteps: surface '${surface}': ${why}`;
		return `[AudioScape] ${sentence}. Trying again in the background`;
	},
	nothingFound: (surface: string) => `footsteps: nothing in the catalog fits the surface '${surface}'`,
	raised: (surface: string, reason: string) => `footsteps: resolving the surface '${surface}' failed: ${reason}`,
	gone: () => "footsteps: destroyed while resolving",
} as const;
