import type { SoundRole } from "../report/types.ts";
import { roomBuffer } from "./room.ts";
import type { Score, Voice } from "./types.ts";
import { playVoice } from "./voice-nodes.ts";

/** Where the files come from: sketches, or a folder of the user's own. */
export interface Clips {
	/** @returns undefined where there is none: the voice stays silent */
	readonly load: (clip: string, context: BaseAudioContext) => Promise<AudioBuffer | undefined>;
}

export interface RenderOptions {
	/** Index into the score's players. */
	readonly player: number;
	/** The second of the run to begin with. @default 0 */
	readonly from?: number;
	/** The moment of the context at which that second is heard. @default now */
	readonly at?: number;
	/** Of the whole run; pitch goes with it, as on a tape. @default 1 */
	readonly speed?: number;
	/** @default the context's destination */
	readonly destination?: AudioNode;
}

/** A run that is heard, or written down, in a context. */
export interface Rendering {
	/** What plays of each role, to be metered or turned down. */
	readonly outputs: Readonly<Record<SoundRole, GainNode>>;
	/** Everything together. */
	readonly output: GainNode;
	/**
	 * Brings in what begins before a second of the run. A context that is heard calls it again and again, a little ahead; one that
	 * is written down calls it once.
	 */
	readonly schedule: (until: number) => Promise<void>;
	/** The second of the run that is heard now, or at a moment of the context. */
	readonly second: (moment?: number) => number;
	/** Fades out in a hundredth of a second and leaves the context. */
	readonly stop: () => void;
}

const ROLES: readonly SoundRole[] = ["radio", "zone", "step", "other"];
/** From nothing to all, so that coming in amid the music does not click. */
const FADE = 0.01;

/** One convolver for each decay, made when it is first needed. */
function createRooms(context: BaseAudioContext, output: AudioNode) {
	const rooms = new Map<number, ConvolverNode>();
	return (decay: number): AudioNode => {
		const known = rooms.get(decay);
		if (known !== undefined) return known;
		const room = context.createConvolver();
		room.normalize = false;
		room.buffer = roomBuffer(context, decay);
		room.connect(output);
		rooms.set(decay, room);
		return room;
	};
}

/**
 * Plays the score of a run as one player heard it.
 *
 * @example
 * const context = new AudioContext();
 * const rendering = render(score, createSketches(score.clips), context, { player: 0, from: 30 });
 * setInterval(() => void rendering.schedule(rendering.second() + 2), 250);
 */
export function render(score: Score, clips: Clips, context: BaseAudioContext, options: RenderOptions): Rendering {
	const { player, from = 0, at = context.currentTime, speed = 1, destination = context.destination } = options;
	const output = context.createGain();
	output.connect(destination);
	if (from > 0) output.gain.setValueAtTime(0, at).linearRampToValueAtTime(1, at + FADE);
	const outputs = Object.fromEntries(
		ROLES.map(role => {
			const gain = context.createGain();
			gain.connect(output);
			return [role, gain];
		}),
	) as Record<SoundRole, GainNode>;
	const rooms = new Map(ROLES.map(role => [role, createRooms(context, outputs[role])]));
	const second = (moment = context.currentTime): number => from + (moment - at) * speed;
	const own = score.voices.filter(voice => voice.player === player && voice.end > from);
	const playing = new Set<() => void>();
	let next = 0;
	let stopped = false;

	async function begin(voice: Voice): Promise<void> {
		const buffer = await clips.load(voice.clip, context);
		// A file that took its time comes in where the run is by now.
		const planned = Math.max(voice.start, from);
		const comesIn = Math.max(planned, second());
		if (buffer === undefined || stopped || comesIn >= voice.end) return;
		const when = (since: number): number => Math.max(0, at + (voice.start + since - from) / speed);
		const outlets = { dry: outputs[voice.role], room: rooms.get(voice.role)! };
		const times = { from: comesIn - voice.start, isLate: comesIn > planned, when };
		const takeOut = playVoice(context, voice, buffer, times, speed, outlets, () => playing.delete(takeOut));
		playing.add(takeOut);
	}

	return {
		outputs,
		output,
		second,
		schedule: async until => {
			const coming: Array<Promise<void>> = [];
			for (; next < own.length && own[next]!.start < until; next++) coming.push(begin(own[next]!));
			await Promise.all(coming);
		},
		stop: () => {
			if (stopped) return;
			stopped = true;
			const now = context.currentTime;
			output.gain.cancelScheduledValues(now);
			output.gain.setValueAtTime(output.gain.value, now).linearRampToValueAtTime(0, now + FADE);
			setTimeout(() => {
				for (const takeOut of playing) takeOut();
				output.disconnect();
			}, FADE * 4000);
		},
	};
}
