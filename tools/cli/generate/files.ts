import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

import type { Clip } from "./clip.ts";

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
}

export interface SavedClip {
	/** The sound. */
	file: string;
	sidecar: Sidecar;
	clip: Clip;
}

const LONGEST_NAME = 40;

/** A file name out of a prompt: `A door, slammed!` is `a-door-slammed`. */
export function slugOf(prompt: string): string {
	const plain = prompt.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
	const words = plain.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "");
	return [...words].slice(0, LONGEST_NAME).join("").replace(/-+$/, "") || "sound";
}

const sidecarOf = (file: string): string => `${file.slice(0, -path.extname(file).length)}.json`;

/** Writes what is known of a sound beside it. */
export function note(saved: SavedClip): void {
	writeFileSync(sidecarOf(saved.file), `${JSON.stringify(saved.sidecar, undefined, "\t")}\n`);
}

/** Puts a sound on disk under the next name that is free; nothing is overwritten. */
export function save(directory: string, clip: Clip, sidecar: Sidecar): SavedClip {
	mkdirSync(directory, { recursive: true });
	const slug = slugOf(sidecar.prompt);
	for (let number = 1; ; number++) {
		const stem = path.join(directory, `${slug}-${number}`);
		try {
			// The sidecar takes the name, whatever the sound's own ending.
			writeFileSync(`${stem}.json`, "{}\n", { flag: "wx" });
		} catch (cause) {
			if ((cause as NodeJS.ErrnoException).code === "EEXIST") continue;
			throw cause;
		}
		const saved = { file: `${stem}.${clip.format}`, sidecar, clip };
		writeFileSync(saved.file, clip.bytes);
		note(saved);
		return saved;
	}
}
