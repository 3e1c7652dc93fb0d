/** Everything the bridge says, in one place. */
export const bridgeMessages = {
	badDocument: (topic: string, reason: string) =>
		`[AudioScape] the document of '${topic}' could not be read: ${reason}`,
	notPublishable: (topic: string, reason: string) =>
		`[AudioScape] the document of '${topic}' cannot be sent to players: ${reason}`,
	flooding: (player: string) => `[AudioScape] reports of ${player} come too fast; the surplus is dropped`,
} as const;
