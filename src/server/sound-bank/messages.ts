/** Everything sound banks say. The texts of the official SDK are kept word for word. */
export const soundBankMessages = {
	options: "createSoundBank requires an options table",
	seeds: "createSoundBank requires a seeds table",
	kind: 'createSoundBank kind must be "sfx" or "music"',
	mode: 'createSoundBank mode must be "extend" or "replace"',
	seed: (name: string, raw: string) => `seed '${name}' is not a usable asset id: ${raw}`,
	nothingFound: (name: string) => `the catalog has nothing for '${name}'`,
	raised: (name: string, why: string) => `asking for '${name}' failed: ${why}`,
	destroyed: "the sound bank was destroyed",
} as const;
