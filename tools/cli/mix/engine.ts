import { readFileSync } from "node:fs";
import path from "node:path";

import { messages } from "./messages.ts";

const NAME = "node-web-audio-api";

/** What cannot be done here, in one sentence. */
export class MixError extends Error {
	override name = "MixError";
}

/** The version that this command was made with, as its manifest says. */
function versionWanted(): string {
	const file = path.resolve(import.meta.dirname, "..", "package.json");
	const { optionalDependencies } = JSON.parse(readFileSync(file, "utf8")) as {
		optionalDependencies: Record<string, string>;
	};
	return optionalDependencies[NAME]!;
}

/** A context that is written down rather than heard. */
export type OfflineContext = new (channels: number, samples: number, rate: number) => OfflineAudioContext;

/**
 * Web Audio in Node, out of an optional package.
 *
 * @throws MixError that says what to type where it is missing
 */
export async function webAudio(): Promise<OfflineContext> {
	try {
		const { OfflineAudioContext } = await import("node-web-audio-api");
		return OfflineAudioContext;
	} catch (cause) {
		const { code, message } = cause as NodeJS.ErrnoException;
		if (code === "ERR_MODULE_NOT_FOUND" && message.includes(NAME))
			throw new MixError(messages.missing(versionWanted()));
		throw new MixError(messages.unusable(message.split("\n")[0]!));
	}
}
