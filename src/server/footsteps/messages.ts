/** Everything footsteps say, in one place. */
export const footstepMessages = {
	noSurfaces: () => `[AudioScape] createFootsteps needs surfaces, for example { surfaces = { Grass = "9120386436" } }`,
	badNumber: (name: string, value: string, use: number) =>
		`[AudioScape] footsteps: ${name} = ${value} cannot be used; ${use} is used instead`,
	unknownFallback: (name: string) => `[AudioScape] footsteps: the fallback '${name}' is none of the surfaces`,
	badSource: (surface: string, why: string) => `footsteps: surface '${surface}': ${why}`,
	nothingFound: (surface: string) => `footsteps: nothing in the catalog fits the surface '${surface}'`,
	raised: (surface: string, reason: string) => `footsteps: resolving the surface '${surface}' failed: ${reason}`,
	gone: () => "footsteps: destroyed while resolving",
} as const;
