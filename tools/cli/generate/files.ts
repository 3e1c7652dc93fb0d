import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

import type { AudioFormat, Clip } from "./clip.ts";

/** What stands beside a sound, so that it can be made again and found again. */
export interface Sidecar {
	prompt: string;
	provider: string;
	negative?: string;
	seed?: number;
	variant?: number;
	cfg?: number;
	/** Seconds that were asked for. */
	duration?: number;
	taskId?: string;
	assetId?: string;
	moderation?: string;
	/** Of an upload that did not come to an end. */
	operation?: string;
	/** The run has not done everything with it yet; the next one goes on. */
	unfinished?: true;
}

/** A name that is taken: what is known of a sound lies there, and the sound itself as soon as there is one. */
export interface Held {
	/** Without an ending. */
	readonly stem: string;
	sidecar: Sidecar;
}

export interface SavedClip extends Held {
	/** The sound. */
	file: string;
	clip: Clip;
}

const LONGEST_NAME = 40;
const FORMATS: readonly AudioFormat[] = ["wav", "flac", "mp3", "ogg"];

/** A file name out of a prompt: `A door, slammed!` is `a-door-slammed`. */
export function slugOf(prompt: string): string {
	const plain = prompt.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
	const words = plain.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "");
	return [...words].slice(0, LONGEST_NAME).join("").replace(/-+$/, "") || "sound";
}

/** Writes what is known of a sound. */
export function note({ stem, sidecar }: Held): void {
	writeFileSync(`${stem}.json`, `${JSON.stringify(sidecar, undefined, "\t")}\n`);
}

/** Takes the next name that is free, so that what is paid for is written down before it is there. */
export function reserve(directory: string, sidecar: Sidecar): Held {
	const slug = slugOf(sidecar.prompt);
	for (let number = 1; ; number++) {
		const held = { stem: path.join(directory, `${slug}-${number}`), sidecar };
		try {
			// The sidecar takes the name, whatever the sound's own ending.
			writeFileSync(`${held.stem}.json`, "{}\n", { flag: "wx" });
		} catch (cause) {
			if ((cause as NodeJS.ErrnoException).code === "EEXIST") continue;
			throw cause;
		}
		note(held);
		return held;
	}
}

/** Gives a name back of which nothing came. */
export const release = ({ stem }: Held): void => rmSync(`${stem}.json`, { force: true });

/** Puts a sound on disk under a name that is taken; nothing is overwritten. */
export function save(held: Held, clip: Clip): SavedClip {
	const saved = { ...held, file: `${held.stem}.${clip.format}`, clip };
	writeFileSync(saved.file, clip.bytes);
	note(saved);
	return saved;
}

const sidecarIn = (file: string): Sidecar | undefined => {
	try {
		return JSON.parse(readFileSync(file, "utf8")) as Sidecar;
	} catch {
		return undefined;
	}
};

/** What a run of before began in a folder and did not finish, by what was asked for, or by the task that was named. */
export function unfinishedIn(directory: string, asked: Sidecar, task?: string): (Held | SavedClip)[] {
	const same = (found: Sidecar): boolean =>
		task !== undefined
			? found.taskId === task
			: (["prompt", "provider", "negative", "cfg", "duration"] as const).every(name => found[name] === asked[name]);
	return readdirSync(directory)
		.filter(name => name.endsWith(".json"))
		.sort()
		.flatMap(name => {
			const sidecar = sidecarIn(path.join(directory, name));
			if (sidecar?.unfinished !== true || !same(sidecar)) return [];
			const held = { stem: path.join(directory, name.slice(0, -".json".length)), sidecar };
			const format = FORMATS.find(ending => existsSync(`${held.stem}.${ending}`));
			if (format === undefined) return sidecar.taskId === undefined ? [] : [held];
			const file = `${held.stem}.${format}`;
			return [{ ...held, file, clip: { bytes: readFileSync(file), format } }];
		});
}
