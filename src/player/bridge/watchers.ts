import { topicMatches } from "../../shared/bridge/topic";

type Listener = (document: unknown, topic: string) => void;

/** The documents of this machine and who wants to hear of them. */
export interface Watchers {
	set: (topic: string, document: unknown) => void;
	watch: (topic: string, listener: Listener) => () => void;
}

/** Holds the latest document of each topic; a listener that raises does not stop the others. */
export function createWatchers(): Watchers {
	const documents = new Map<string, defined>();
	const listeners = new Set<{ topic: string; call: Listener }>();
	return {
		set: (topic, document) => {
			if (document === undefined) documents.delete(topic);
			else documents.set(topic, document as defined);
			for (const listener of listeners) {
				if (topicMatches(topic, listener.topic)) task.spawn(listener.call, document, topic);
			}
		},
		watch: (topic, call) => {
			const listener = { topic, call };
			listeners.add(listener);
			for (const [held, document] of documents) {
				if (topicMatches(held, topic)) task.spawn(call, document, held);
			}
			return () => {
				listeners.delete(listener);
			};
		},
	};
}
