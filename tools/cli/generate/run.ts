import { mkdirSync } from "node:fs";

import type { Clip } from "./clip.ts";
import type { Clock } from "./clock.ts";
import { Failure } from "./failure.ts";
import { type Held, note, release, reserve, save, type SavedClip, type Sidecar, unfinishedIn } from "./files.ts";
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

/** One request's worth of clips: what was begun is written down by `begin` as soon as it has a name with the service. */
type Job = (begin: (taskId: string) => void) => Promise<Clip[]>;

/** A job, and the name that an earlier run took for it. */
interface Work {
	job: Job;
	held?: Held;
}

/** What an earlier run began and did not finish; it is paid for. */
const begunBefore = (options: GenerateOptions): (Held | SavedClip)[] =>
	unfinishedIn(options.directory, sidecarOf(options, {}), options.task);

function worksOf(options: GenerateOptions, before: readonly Held[], { clock, random, say }: GeneratePorts): Work[] {
	const { provider, prompt, baseUrl, key, deadline, seed, cfg, duration, negative, task } = options;
	const n = Math.max(0, options.n - before.length);
	const send = createSender({ clock, random, secrets: [key] });
	const road = { baseUrl, key, clock, send, deadline };
	if (provider === "finevoice") {
		const fine = createFineVoice(road);
		const resumed = before.flatMap(held => {
			const { taskId } = held.sidecar;
			if (taskId === undefined || "clip" in held) return [];
			say(messages.resumed(taskId));
			return [{ held, job: async () => [await fine.fetch(taskId)] }];
		});
		if (task !== undefined && before.length === 0) return [{ job: async () => [await fine.fetch(task)] }];
		const wish = {
			prompt,
			...(duration === undefined ? {} : { duration }),
			...(negative === undefined ? {} : { negative }),
		};
		const fresh = (): Work => ({ job: async begin => [await fine.generate({ ...wish, onTask: begin })] });
		return [...resumed, ...Array.from({ length: n }, fresh)];
	}
	const sense = createSenseAudio(road);
	const works: Work[] = [];
	for (let from = 0; from < n; from += MOST_AT_ONCE) {
		const wish = {
			prompt,
			n: Math.min(MOST_AT_ONCE, n - from),
			...(seed === undefined ? {} : { seed: seed + from }),
			...(cfg === undefined ? {} : { cfg }),
		};
		works.push({ job: () => sense.generate(wish) });
	}
	return works;
}

function sidecarOf(options: GenerateOptions, clip: Partial<Clip>): Sidecar {
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

/** Failures after which the service may still come to an end. */
const GOES_ON: ReadonlySet<string> = new Set(["network", "timeout", "rate-limited"]);

/** Runs one job, with its name taken from the moment on at which the service knows it. */
async function perform({ job, held: before }: Work, options: GenerateOptions): Promise<SavedClip[]> {
	let begun = before;
	const begin = (taskId: string): void => {
		begun ??= reserve(options.directory, { ...sidecarOf(options, { taskId }), unfinished: true });
	};
	try {
		const clips = await job(begin);
		return clips.map((clip, index) => {
			const sidecar: Sidecar = { ...sidecarOf(options, clip), unfinished: true };
			const held = index === 0 && begun !== undefined ? begun : reserve(options.directory, sidecar);
			held.sidecar = { ...sidecar, prompt: held.sidecar.prompt };
			return save(held, clip);
		});
	} catch (cause) {
		if (begun !== undefined && cause instanceof Failure && !GOES_ON.has(cause.kind)) release(begun);
		throw cause;
	}
}

/** Everything that was asked of it is done. */
function finished(held: SavedClip): void {
	delete held.sidecar.unfinished;
	note(held);
}

/**
 * Generates sounds, saves each as soon as it is there, and uploads what was saved.
 *
 * @returns whether everything that was asked for was made (and approved or under review, where it was uploaded)
 */
export async function generate(options: GenerateOptions, ports: GeneratePorts): Promise<boolean> {
	const { clock, random, step, say, complain } = ports;
	mkdirSync(options.directory, { recursive: true });
	const before = begunBefore(options).filter(held => options.upload !== undefined || !("clip" in held));
	const saved: SavedClip[] = before.flatMap(held => ("clip" in held ? [held] : []));
	for (const held of saved) say(messages.kept(held.file));
	let complete = true;
	const wrong = (cause: unknown): void => {
		// A disk that is full is no failure of a service.
		if (!(cause instanceof Failure)) throw cause;
		complete = false;
		complain(cause.message);
	};
	step(messages.generating(saved.length, options.n));
	await Promise.all(
		worksOf(options, before, ports).map(async work => {
			const clips = await perform(work, options).catch(cause => {
				wrong(cause);
				return [];
			});
			for (const held of clips) {
				saved.push(held);
				if (options.upload === undefined) finished(held);
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
			finished(held);
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
