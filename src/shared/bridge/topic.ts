/** Where the documents live: one Configuration in ReplicatedStorage, an attribute a topic. */
export const STATE_NAME = "AudioScapeState";
/** The RemoteEvent players report through, a child of the state. */
export const REPORT_NAME = "Report";

const MAX_NAME_LENGTH = 60;

/**
 * Attribute names allow letters, digits, `_`, `.`, `-` and `/` only; everything else is written as a dot and its byte
 * in hex, so that two names never meet in one topic.
 *
 * @example
 * topicSegment("Lobby 1") // "Lobby.201"
 */
export function topicSegment(name: string): string {
	const [clean] = name.gsub("[^%w_%-]", c => ".%02x".format(string.byte(c)[0]!));
	return clean.sub(1, MAX_NAME_LENGTH);
}

/** Whether a topic is `wanted` itself or lies below it. */
export function topicMatches(topic: string, wanted: string): boolean {
	return topic === wanted || topic.sub(1, wanted.size() + 1) === `${wanted}/`;
}
