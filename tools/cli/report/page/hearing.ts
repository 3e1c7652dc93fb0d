import { type Clips, render, type Rendering, type Score } from "../../render/index.ts";
import { createGraph, FLOOR, type Graph, type Meter } from "./graph.ts";

export type HearingState = "paused" | "loading" | "playing";

/** A run that is listened to. */
export interface Hearing {
	readonly state: () => HearingState;
	/** The second of the run that is heard now, or would be. */
	readonly second: () => number;
	/** Index into the score's players. */
	readonly player: () => number;
	readonly speed: () => number;
	readonly play: () => Promise<void>;
	readonly pause: () => Promise<void>;
	readonly seek: (second: number) => void;
	readonly choose: (player: number) => void;
	readonly setSpeed: (speed: number) => void;
	/** From 0 to 1. */
	readonly setVolume: (volume: number) => void;
	readonly level: (meter: Meter) => number;
	/** After anything but the second has changed. */
	readonly listen: (listener: () => void) => void;
}

/** Sounds are brought in this far ahead, in seconds of listening; a sketch takes a fraction of a second to make. */
export const AHEAD = 4;
const TICK = 250;
/** Whoever drags the position has not decided yet. */
const SETTLE = 80;
/** What a meter measures over, in seconds. */
const METERED = 0.05;
/** Equal steps of a slider are to sound like equal steps. */
const loudness = (volume: number): number => volume ** 2;

/**
 * Plays a score as one of its players heard it. To seek, or to change player or speed, what plays fades out and is rendered
 * anew; the context waits until everything is there, so that it begins complete.
 */
export function createHearing(score: Score, clips: Clips): Hearing {
	const listeners: Array<() => void> = [];
	const at = { state: "paused" as HearingState, from: 0, player: 0, speed: 1, volume: 0.8 };
	let graph: Graph | undefined;
	let rendering: Rendering | undefined;
	let ticking: ReturnType<typeof setInterval> | undefined;
	/** Whoever asked last is obeyed. */
	let turn = 0;

	const tell = (state: HearingState = at.state): void => {
		at.state = state;
		for (const listener of listeners) listener();
	};
	const second = (): number => Math.max(at.from, Math.min(score.seconds, rendering?.second() ?? at.from));

	/** What plays is on no more, and where it was is kept. */
	function leave(): Rendering | undefined {
		clearInterval(ticking);
		at.from = second();
		const old = rendering;
		rendering = undefined;
		turn += 1;
		return old;
	}
	async function hush(old: Rendering | undefined): Promise<void> {
		await graph?.fade(0);
		old?.stop();
		await graph?.context.suspend();
	}
	function pause(): Promise<void> {
		const old = leave();
		tell("paused");
		return hush(old);
	}
	function tick(): void {
		if (rendering === undefined) return;
		void rendering.schedule(second() + AHEAD * at.speed);
		if (second() >= score.seconds) void pause();
	}
	async function begin(old: Rendering | undefined): Promise<void> {
		const mine = turn;
		if (at.from >= score.seconds) at.from = 0;
		tell("loading");
		// Before the first wait: a browser lets only a gesture begin to sound.
		const own = (graph ??= createGraph(loudness(at.volume)));
		await hush(old);
		await new Promise(resolve => setTimeout(resolve, SETTLE));
		if (mine !== turn) return;
		const { player, from, speed } = at;
		const made = render(score, clips, own.context, { player, from, speed, destination: own.input });
		own.connect(made);
		await made.schedule(from + AHEAD * speed);
		if (mine !== turn) return made.stop();
		rendering = made;
		await own.context.resume();
		if (mine !== turn) return;
		void own.fade(1);
		ticking = setInterval(tick, TICK);
		tell("playing");
	}
	/** What sounds goes on from there. */
	function change(alter: () => void): void {
		const old = at.state === "paused" ? undefined : leave();
		alter();
		if (at.state === "paused") tell();
		else void begin(old);
	}

	return {
		state: () => at.state,
		second,
		player: () => at.player,
		speed: () => at.speed,
		play: () => begin(leave()),
		pause,
		seek: to => change(() => (at.from = Math.max(0, Math.min(score.seconds, to)))),
		choose: player => change(() => (at.player = player)),
		setSpeed: speed => change(() => (at.speed = speed)),
		setVolume: volume => {
			at.volume = volume;
			graph?.setVolume(loudness(volume));
		},
		// At first a meter still holds what sounded before.
		level: meter => (second() > at.from + METERED * at.speed ? graph!.level(meter) : FLOOR),
		listen: listener => listeners.push(listener),
	};
}
