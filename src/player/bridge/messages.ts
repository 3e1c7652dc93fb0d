/** Everything a player's end of the bridge says. */
export const bridgeMessages = {
	badDocument: (topic: string, reason: string) =>
		`[AudioScape] the document of '${topic}' could not be read: ${reason}`,
} as const;
