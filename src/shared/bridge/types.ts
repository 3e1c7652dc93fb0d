/** On whose machine code runs: the server decides, a player hears. */
export type Side = "server" | "player";

/** What the server answers. */
export interface Reply {
	ok: boolean;
	/** Why not. */
	err?: string;
}

/**
 * The server's end of the road to the players. It publishes *documents*: each topic holds its latest one, late joiners
 * included. It hears *reports*.
 */
export interface Bridge {
	/** "player" where a game uses the catalog's object on a player's machine; from there nothing leads anywhere. */
	readonly side: Side;
	/**
	 * Replaces the document of a topic: JSON-shaped, keys are strings, values plain data. Players get it as one message; an
	 * equal document costs nothing.
	 */
	publish: (topic: string, document: object) => void;
	/** Removes a topic; who watches it gets `undefined`. */
	clear: (topic: string) => void;
	/** Listens to the reports of a topic. They can be trusted in nothing. @returns a disconnect function */
	onReport: (topic: string, listener: (player: Player, payload: unknown) => void) => () => void;
	/**
	 * Answers what players ask of a topic. It can be trusted in nothing; the handler may yield.
	 *
	 * @returns a disconnect function
	 */
	onAsk: (topic: string, handler: (player: Player, payload: unknown) => Reply) => () => void;
	/**
	 * Makes a topic name that is unique on this server unless `name` is given.
	 *
	 * @example
	 * bridge.topicFor("radio", "lobby") // "radio/lobby"
	 */
	topicFor: (kind: "radio" | "zones" | "footsteps", name?: string) => string;
}

/** What a player's machine tells, and of which topic. */
export type Report = [topic: string, payload: object];

/** So many reports go in one call: a machine that renders many stations has one of each every few seconds. */
export const REPORTS_TOGETHER = 4;

/** A player's end: it watches documents and sends reports. */
export interface PlayerBridge {
	/**
	 * Calls back now with every document whose topic is `topic` or begins with `topic` + "/", and again on every change.
	 *
	 * @returns a disconnect function
	 */
	watch: (topic: string, listener: (document: unknown, topic: string) => void) => () => void;
	/**
	 * Tells the server something, no faster than it listens. Before its state has arrived nothing is sent.
	 *
	 * @param about what it tells of: a later report about the same takes the place of one that still waits
	 */
	report: (topic: string, payload: object, about?: string) => void;
	/** Asks the server something, and waits for its answer; `undefined` where none came. Yields. */
	ask: (topic: string, payload: object) => Reply | undefined;
}
