/** What a spec steers the headless place with. Only there in headless runs: a spec that needs it says so by its name. */
declare namespace Headless {
	/** One machine: the server or a player's. */
	interface Peer {
		readonly kind: "server" | "player";
		readonly name: string;
		readonly game: DataModel;
		/** The server's Player instance of this machine. */
		readonly player: Player;
		/** The machine's own Player instance. */
		readonly localPlayer: Player;
	}
	interface Counts {
		readonly instances: number;
		readonly sounds: number;
		readonly connections: number;
		readonly threads: number;
	}
	interface TraceLine {
		readonly t: number;
		readonly peer: string;
		readonly kind: string;
		readonly [field: string]: unknown;
	}
}

interface HeadlessControl {
	/**
	 * Lets virtual time pass; yields.
	 *
	 * @param seconds - default one frame
	 * @example headless.step(2)
	 */
	step: (seconds?: number) => void;
	/** The virtual time in seconds. @example headless.now() */
	now: () => number;
	/** A player joins now, on a machine of its own. @example const peer = headless.addPlayer("Alice") */
	addPlayer: (name?: string) => Headless.Peer;
	/** A player leaves. @example headless.removePlayer(peer) */
	removePlayer: (peer: Headless.Peer | Player) => void;
	/** Runs a function on behalf of a machine and returns what it returns; it may not yield. */
	onPeer: <T>(peer: Headless.Peer | Player | undefined, fn: (place: DataModel, peer: Headless.Peer) => T) => T;
	/** The same in a thread of its own, which may yield. */
	spawnOn: (peer: Headless.Peer | Player | undefined, fn: (place: DataModel, peer: Headless.Peer) => void) => thread;
	/** The instance that stands for this one on another machine. */
	twin: <T extends Instance>(instance: T, peer: Headless.Peer | Player | undefined) => T | undefined;
	/** The instance leaves the player's machine as by streaming: parented to nil, not destroyed. */
	streamOut: (instance: Instance, peer: Headless.Peer | Player) => void;
	/** It comes back, the same instance as before. */
	streamIn: (instance: Instance, peer: Headless.Peer | Player) => void;
	/** Frames a second of a machine; 60 again for a quick one. @example headless.pace(peer, 2) */
	pace: (peer: Headless.Peer | Player | undefined, framesPerSecond: number) => void;
	/** A machine hangs: one frame of it takes so long, and what reaches it waits. @example headless.stall(peer, 5) */
	stall: (peer: Headless.Peer | Player | undefined, seconds: number) => void;
	/** Its calendar clock is wrong by so many seconds; `os.clock()` and the server's time are not. @example headless.skew(peer, -3600) */
	skew: (peer: Headless.Peer | Player | undefined, seconds: number) => void;
	/** What is alive on a machine. @default the server */
	counts: (peer?: Headless.Peer | Player) => Headless.Counts;
	/** Switches a fact that the sources do not settle (docs/headless.md). */
	setFlag: (name: string, value: string | number | boolean) => void;
	/** The signal mode of this run. */
	signals: () => "deferred" | "immediate";
	/** Says what audio ids are. @example headless.assets({ "123": { duration: 2, loadDelay: 0.5 }, "666": { failure: "Failure" } }) */
	assets: (entries: object) => void;
	/** Makes one machine load slowly or fail. @example headless.slow(peer, { loadFactor: 10 }) */
	slow: (peer: Headless.Peer | Player, rule: { loadFactor?: number; loadDelay?: number; assets?: object }) => void;
	/** Says what an animation id holds. @default a second, without markers */
	animation: (
		id: string,
		entry: {
			length: number;
			looped?: boolean;
			markers: ReadonlyArray<{ time: number; name: string; parameter?: string }>;
		},
	) => void;
	/** Fires a marker of a track now. */
	fireMarker: (track: AnimationTrack, name: string, parameter?: string) => void;
	/** Trace lines so far, all kinds or one. */
	trace: (kind?: string) => Headless.TraceLine[];
	/** Forgets the trace lines so far. */
	clearTrace: () => void;
}

declare const headless: HeadlessControl;
