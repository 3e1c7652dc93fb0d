import type { Rendering } from "../../render/index.ts";

/** What can be turned up and metered. */
export const METERS = ["radio", "zone", "step", "other", "all"] as const;
export type Meter = (typeof METERS)[number];

export const RATE = 48000;
/** So that nothing clicks when it begins and stops. */
const FADE = 0.015;
/** What a meter shows where nothing sounds, in decibels. */
export const FLOOR = -60;

/** The way from a rendering to the ears: a fade, a volume, and an analyser for each meter. */
export interface Graph {
	readonly context: AudioContext;
	readonly input: AudioNode;
	readonly connect: (rendering: Rendering) => void;
	readonly setVolume: (volume: number) => void;
	/** Fades in or out; done when it has faded. */
	readonly fade: (to: 0 | 1) => Promise<void>;
	/** Decibels of what has just sounded, before the volume. */
	readonly level: (meter: Meter) => number;
}

function createMeter(context: AudioContext) {
	const node = new AnalyserNode(context, { fftSize: 2048 });
	const samples = new Float32Array(node.fftSize);
	const level = (): number => {
		node.getFloatTimeDomainData(samples);
		const square = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
		return Math.max(FLOOR, 10 * Math.log10(square + 1e-12));
	};
	return { node, level };
}

export function createGraph(volume: number): Graph {
	const context = new AudioContext({ sampleRate: RATE, latencyHint: "playback" });
	const fader = new GainNode(context, { gain: 0 });
	const louder = new GainNode(context, { gain: volume });
	fader.connect(louder).connect(context.destination);
	const meters = Object.fromEntries(METERS.map(name => [name, createMeter(context)])) as Record<
		Meter,
		ReturnType<typeof createMeter>
	>;
	fader.connect(meters.all.node);
	return {
		context,
		input: fader,
		connect: ({ outputs }) => {
			for (const [role, output] of Object.entries(outputs)) output.connect(meters[role as Meter].node);
		},
		setVolume: to => louder.gain.setTargetAtTime(to, context.currentTime, FADE),
		fade: async to => {
			fader.gain.cancelScheduledValues(context.currentTime);
			fader.gain.setValueAtTime(fader.gain.value, context.currentTime);
			fader.gain.linearRampToValueAtTime(to, context.currentTime + FADE);
			if (context.state === "running") await new Promise(resolve => setTimeout(resolve, FADE * 1500));
		},
		level: meter => meters[meter].level(),
	};
}
