/** Where the documents live: one Configuration in ReplicatedStorage, an attribute a topic. */
export const STATE_NAME = "AudioScapeState";
/** The RemoteEvent players report through, a child of the state. */
export const REPORT_NAME = "Report";
/** The RemoteFunction players ask through, a child of the state; there once the server answers anything. */
export const ASK_NAME = "Ask";

/** Whether a topic is `wanted` itself or lies below it. */
export function topicMatches(topic: string, wanted: string): boolean {
	return topic === wanted || topic.sub(1, wanted.size() + 1) === `${wanted}/`;
}
