/** Everything the list player says. */
export const listMessages = {
	queued: "queued by the game",
	callback: (name: string, why: string) => `[AudioScape] ${name} raised: ${why}`,
} as const;
