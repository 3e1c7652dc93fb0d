/** One line of the trace: virtual seconds, peer, kind and the fields of the kind. */
export interface TraceLine {
	readonly t: number;
	/** `server`, or a player's name in small letters: `player1`. */
	readonly peer: string;
	readonly kind: string;
	readonly [field: string]: unknown;
}

interface Line<K extends string> {
	/** Virtual seconds. */
	readonly t: number;
	readonly peer: string;
	readonly kind: K;
}

/** Something printed, warned of or raised. */
export interface LogLine extends Line<"log"> {
	readonly level: "print" | "warn" | "error" | "info";
	readonly text: string;
}

/** An answer to a request of the server, or its failure. */
export interface HttpLine extends Line<"http"> {
	readonly method: string;
	readonly url: string;
	/** Absent where no answer came. */
	readonly status?: number;
	/** Why no answer came. */
	readonly error?: string;
	/** Virtual milliseconds from sending to answer. */
	readonly ms: number;
}

/** What became of a Sound or an AudioPlayer on one machine. */
export interface SoundLine extends Line<"sound"> {
	readonly event: "load" | "load-failed" | "play" | "pause" | "resume" | "stop" | "seek" | "loop" | "ended" | "destroy";
	/** Of the object, the same through its life; absent for what only ContentProvider loaded. */
	readonly id?: number;
	/** Its full name. */
	readonly path?: string;
	/** `rbxassetid://123`. */
	readonly soundId: string;
	/** Seconds into the asset. */
	readonly position?: number;
	readonly volume?: number;
	readonly speed?: number;
	/** Full name of its SoundGroup. */
	readonly group?: string;
	/** Seconds, of `load`. */
	readonly duration?: number;
	/** Name of an `AssetFetchStatus`, of `load-failed`. */
	readonly status?: string;
	/** How often it has looped, of `loop`. */
	readonly count?: number;
	/** The moment that `Play` or `Stop` of an AudioPlayer was given, where it was given one. */
	readonly planned?: number;
}

/** How loud a sounding object is at its listener, whenever that changes: all volumes, groups, fades and distance together. */
export interface GainLine extends Line<"gain"> {
	readonly id: number;
	readonly soundId: string;
	/** Linear. */
	readonly gain: number;
}

/** How a sounding object goes through its file from a moment on: told at its start, and whenever that changes. */
export interface ClockLine extends Line<"clock"> {
	readonly id: number;
	readonly soundId: string;
	/** The exact moment, in virtual seconds: up to a frame before `t`. */
	readonly at: number;
	/** Seconds into the asset at that moment. */
	readonly position: number;
	/** 0 where the object is given another file and falls silent. */
	readonly speed: number;
	/** The second of the asset at which it ends, or turns back. */
	readonly to?: number;
	/** The second that it turns back to, where it loops. */
	readonly back?: number;
}

/** From which side a sounding object with a place in the world is heard: told at its start, and whenever that moves by 0.1. */
export interface PanLine extends Line<"pan"> {
	readonly id: number;
	readonly soundId: string;
	/** -1 is left, 1 right. */
	readonly pan: number;
}

/** What effects leave of a sounding object, whenever that moves by half a decibel. */
export interface ToneLine extends Line<"tone"> {
	readonly id: number;
	readonly soundId: string;
	/** Decibels of the bands around 200, 1300 and 8000 hertz. */
	readonly low: number;
	readonly mid: number;
	readonly high: number;
	/** Decibels of the room beside the sound; -80 where there is none. */
	readonly room: number;
	/** Seconds that the room rings, where there is one. */
	readonly decay?: number;
	/** Decibels that the room leaves of the sound itself, where it takes any. */
	readonly dry?: number;
}

/** A call over a remote, as its sender has it. */
export interface RemoteLine extends Line<"remote"> {
	readonly name: string;
	readonly direction: "to-server" | "to-player";
	readonly bytes: number;
	/** The receiver, where it is one. */
	readonly player?: string;
	/** Too large for an UnreliableRemoteEvent. */
	readonly dropped?: boolean;
}

/** What a machine holds, once a virtual second. */
export interface InstanceLine extends Line<"instance"> {
	readonly instances: number;
	readonly sounds: number;
	readonly connections: number;
	readonly threads: number;
}

/** A line of the trace whose kind says its fields. */
export type TraceEvent =
	LogLine | HttpLine | SoundLine | GainLine | ClockLine | PanLine | ToneLine | RemoteLine | InstanceLine;

/** How fields are checked: by `typeof`, `?` where they may be left out. */
const FIELDS: { readonly [K in TraceEvent["kind"]]: Readonly<Record<string, string>> } = {
	log: { level: "string", text: "string" },
	http: { method: "string", url: "string", status: "number?", error: "string?", ms: "number" },
	sound: { event: "string", soundId: "string", id: "number?", path: "string?", position: "number?" },
	gain: { id: "number", soundId: "string", gain: "number" },
	clock: {
		id: "number",
		soundId: "string",
		at: "number",
		position: "number",
		speed: "number",
		to: "number?",
		back: "number?",
	},
	pan: { id: "number", soundId: "string", pan: "number" },
	tone: {
		id: "number",
		soundId: "string",
		low: "number",
		mid: "number",
		high: "number",
		room: "number",
		decay: "number?",
	},
	remote: { name: "string", direction: "string", bytes: "number" },
	instance: { instances: "number", sounds: "number", connections: "number", threads: "number" },
};

/**
 * The typed form of a line.
 *
 * @returns undefined for kinds that are none of the engine's, and for lines whose fields are not those of their kind
 * @example
 * const event = traceEvent(line);
 * if (event?.kind === "gain") console.log(event.gain);
 */
export const traceEvent = (line: TraceLine): TraceEvent | undefined => {
	const fields = Object.hasOwn(FIELDS, line.kind) ? FIELDS[line.kind as TraceEvent["kind"]] : undefined;
	if (fields === undefined) return undefined;
	const fits = Object.entries(fields).every(([name, type]) => {
		const value = line[name];
		return type.endsWith("?") && value === undefined ? true : typeof value === type.replace("?", "");
	});
	return fits ? (line as unknown as TraceEvent) : undefined;
};
