/** Everything analytics says. The texts of the official SDK are kept word for word. */
export const analyticsMessages = {
	batchInterval: "batchInterval must be at least 5 seconds",
	maxBatchSize: "maxBatchSize must be 1-500",
	maxQueueSize: "maxQueueSize must be at least 10",
	enabled: "enabled must be true or false",
	settings: "configureAnalytics requires a table of settings",
	vote: "vote value must be 'up' or 'down'",
	customType: "custom event type must be a non-empty string",
	refused: (why: string) => `[AudioScape] ${why}; the event is not sent`,
	kind: (method: string, got: string) => `${method}: type is ${got}; it must be a string`,
	assetId: (method: string, got: string) =>
		`${method}: assetId is ${got}; it must be digits, rbxassetid://digits, a track, a Sound or an AudioPlayer`,
	assetNeeded: (method: string, kind: string) => `${method}: an event of type '${kind}' needs an assetId`,
	voteByName: "trackCustom: a vote is sent with trackVote, which takes its value",
	playerId: (method: string, got: string) => `${method}: playerId is ${got}; it must be a UserId, a string or a Player`,
	duration: (method: string, got: string) => `${method}: duration is ${got}; it must be seconds from 0`,
	metadata: (method: string, got: string) => `${method}: metadata is ${got}; it must be a table`,
	metadataKey: (method: string, got: string) => `${method}: a key of metadata is ${got}; it must be a string`,
	metadataValue: (method: string, key: string, got: string) =>
		`${method}: metadata.${key} is ${got}; it must be a string, a finite number, true or false`,
	metadataSize: (method: string, most: number) => `${method}: metadata has more than ${most} keys`,
	flushFailed: (why: string) => `[AudioScape] Analytics flush failed: ${why}`,
	flushStatus: (status: number) => `[AudioScape] Analytics flush HTTP ${status}`,
	rejected: (count: number, why: string) => `[AudioScape] Analytics rejected ${count} event(s): ${why}`,
	loopError: (why: string) => `[AudioScape] Analytics loop error: ${why}`,
	late: (seconds: number) => `the events were not accepted within ${seconds} s`,
	disabled: "analytics is switched off",
} as const;
