import type { Bridge } from "../../shared/bridge";
import { radioMessages } from "./messages";

const taken = new Set<string>();

/** A topic for a station. Raises where another one of that name is on: two would talk across each other. */
export function claimTopic(bridge: Bridge, name: string | undefined): string {
	let topic = bridge.topicFor("radio", name);
	if (name !== undefined && taken.has(topic)) error(radioMessages.nameTaken(name), 0);
	while (taken.has(topic)) topic = bridge.topicFor("radio", name);
	taken.add(topic);
	return topic;
}

/** Gives the name free again. */
export function releaseTopic(topic: string): void {
	taken.delete(topic);
}
