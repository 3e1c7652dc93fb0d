/** Everything the server's end of the bridge says. */
export const bridgeMessages = {
	notPublishable: (topic: string, reason: string) =>
		`[AudioScape] the document of '${topic}' cannot be sent to players: ${reason}`,
	flooding: (player: string) => `[AudioScape] reports of ${player} come too fast; the surplus is dropped`,
} as const;
