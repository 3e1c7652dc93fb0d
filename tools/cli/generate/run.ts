import type { Clip } from "./clip.ts";
import type { Clock } from "./clock.ts";
import { Failure } from "./failure.ts";
import { note, save, type SavedClip, type Sidecar } from "./files.ts";
import { createFineVoice } from "./fine-voice.ts";
import { messages } from "./messages.ts";
import { createSender } from "./send.ts";
import { createSenseAudio, MOST_AT_ONCE } from "./sense-audio.ts";
import { type Creator, upload } from "./upload.ts";

export interface GenerateOptions {
	provider: "finevoice" | "senseaudio";
	prompt: string;
	/** How many clips. */
	n: number;
	baseUrl: string;
	key: string;
	seed?: number;
	cfg?: number;
	duration?: number;
	negative?: string;
	/** A FineVoice task that was begun before, instead of a new one. */
	task?: string;
	directory: string;
	/** Seconds a clip, and an upload, may take. */
	deadline: number;
	upload?: { baseUrl: string; key: string; creator: Creator };
}

export interface GeneratePorts {
	clock: Clock;
	/** 0 to 1. */
	random: () => number;
	step: (text: string) => void;
	say: (line: string) => void;
	complain: (line: string) => void;
}

/** One request's worth of clips. */
type Job = () => Promise<Clip[]>;

function jobsOf(options: GenerateOptions, { clock, random }: GeneratePorts): Job[] {
	const { provider, prompt, n, baseUrl, key, deadline, seed, cfg, duration, negative, task } = options;
	const send = createSender({ clock, random, secrets: [key] });
	const road = { baseUrl, key, clock, send, deadline };
	if (provider === "finevoice") {
		const fine = createFineVoice(road);
		if (task !== undefined) return [async () => [await fine.fetch(task)]];
		const wish = {
			prompt,
			...(duration === undefined ? {} : { duration }),
			...(negative === undefined ? {} : { negative }),
		};
		return Array.from({ length: n }, () => async () => [await fine.generate(wish)]);
	}
	const sense = createSenseAudio(road);
	const jobs: Job[] = [];
	for (let from = 0; from < n; from += MOST_AT_ONCE) {
		const wish = {
			prompt,
			n: Math.min(MOST_AT_ONCE, n - from),
			...(seed === undefined ? {} : { seed: seed + from }),
			...(cfg === undefined ? {} : { cfg }),
		};
		jobs.push(() => sense.generate(wish));
	}
	return jobs;
}

function sidecarOf(options: GenerateOptions, clip: Clip): Sidecar {
	const { provider, prompt, negative, duration, cfg } = options;
	const all = {
		prompt,
		provider,
		negative,
		duration,
		cfg,
		seed: clip.seed,
		variant: clip.variant,
		taskId: clip.taskId,
	};
	return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as unknown as Sidecar;
}

/**
 * Generates sounds, saves each as soon as it is there, and uploads what was saved.
 *
 * @returns whether everything that was asked for was made (and approved or under review, where it was uploaded)
 */
export async function generate(options: GenerateOptions, ports: GeneratePorts): Promise<boolean> {
	const { clock, random, step, say, complain } = ports;
	const jobs = jobsOf(options, ports);
	const saved: SavedClip[] = [];
	let complete = true;
	const wrong = (cause: unknown): void => {
		// A disk that is full is no failure of a service.
		if (!(cause instanceof Failure)) throw cause;
		complete = false;
		complain(cause.message);
	};
	step(messages.generating(0, options.n));
	await Promise.all(
		jobs.map(async job => {
			const clips = await job().catch(cause => {
				wrong(cause);
				return [];
			});
			for (const clip of clips) {
				const held = save(options.directory, clip, sidecarOf(options, clip));
				saved.push(held);
				say(messages.saved(held.file));
			}
			step(messages.generating(saved.length, options.n));
		}),
	);
	if (options.upload === undefined) return complete;
	const send = createSender({ clock, random, secrets: [options.upload.key] });
	for (const held of saved) {
		step(messages.uploading(held.file));
		const onOperation = (operation: string): void => {
			held.sidecar.operation = operation;
			note(held);
		};
		try {
			const { deadline } = options;
			const { assetId, moderation } = await upload(held, { ...options.upload, clock, send, deadline, onOperation });
			delete held.sidecar.operation;
			Object.assign(held.sidecar, { assetId, moderation });
			note(held);
			if (moderation === "Rejected") wrong(new Failure("forbidden", messages.rejected(held.file, assetId)));
			else say(messages.uploaded(held.file, assetId, moderation));
		} catch (cause) {
			wrong(cause);
			complain(messages.kept(held.file));
		}
	}
	if (saved.some(held => held.sidecar.assetId !== undefined)) say(messages.grant);
	return complete;
}
