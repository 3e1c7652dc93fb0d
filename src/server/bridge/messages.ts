/** Everything the server's end of the bridge says. */
export const bridgeMessages = {
	notPublishable: (topic: string, reason: string) =>
		`[AudioScape] the document of '${topic}' cannot be sent to players: ${reason}`,
	flooding: (player: string) => `[AudioScape] reports of ${player} come too fast; the excess is dropped`,
	notUnderstood: "the request could not be understood",
	tooFast: "too many requests at once: wait a moment",
	nobodyAnswers: "nothing has that name",
	failed: "the request could not be answered",
	raised: (topic: string, why: string) => `[AudioScape] what was asked of '${topic}' could not be answered: ${why}`,
} as const;
