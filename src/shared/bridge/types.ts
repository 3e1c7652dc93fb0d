/** Which half of the product this machine runs: the server decides, a player hears. */
export type Side = "server" | "player";

/** A JSON-shaped document: what a topic holds. Keys are strings, values are plain data. */
export type BridgeDocument = object;

/**
 * The road between the server half and the players' halves.
 *
 * The server publishes *documents*: each topic holds its latest one, late joiners included. Players send *reports*.
 */
export interface Bridge {
	readonly side: Side;
	/**
	 * Server: replaces the document of a topic. Players get it as one message; an equal document costs nothing.
	 * On a player's machine the document stays local.
	 */
	publish(topic: string, document: BridgeDocument): void;
	/** Server: removes a topic; watchers get `undefined`. */
	clear(topic: string): void;
	/**
	 * Calls back now with every document whose topic is `topic` or begins with `topic` + "/", and again on every change.
	 *
	 * @returns a disconnect function
	 */
	watch(topic: string, listener: (document: unknown, topic: string) => void): () => void;
	/** Player: tells the server something. Untrusted there: every listener checks what it gets. */
	report(topic: string, payload: object): void;
	/** Server: listens to the reports of a topic. @returns a disconnect function */
	onReport(topic: string, listener: (player: Player, payload: unknown) => void): () => void;
	/**
	 * Makes a topic name that is unique on this server unless `name` is given.
	 *
	 * @example
	 * bridge.topicFor("radio", "lobby") // "radio/lobby"
	 */
	topicFor(kind: "radio" | "zones" | "footsteps", name?: string): string;
}
