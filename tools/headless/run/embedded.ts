import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

import { headlessConfig } from "./config.ts";
import { OptionError } from "./engine.ts";
import { messages } from "./messages.ts";

/** What a run asks of an API that it starts. */
export interface ApiWish {
	readonly seed: number;
	/** Virtual seconds. */
	readonly now: () => number;
	/** Seconds since 1970 of the run's own clock. */
	readonly unixNow: () => number;
	/** As the run's option of this name; their form is a matter of the API. */
	readonly faults?: never;
	/** The only keys accepted. */
	readonly keys?: readonly string[];
}

/** An API that was started for a run. */
export interface StartedApi {
	readonly url: string;
	/** How long each audio asset is that its answers name. */
	assets(): Readonly<Record<string, { readonly duration: number }>>;
	close(): Promise<void>;
}

/** Starts an API for the length of a run, e.g. a server on this machine. */
export type StartApi = (wish: ApiWish) => Promise<StartedApi>;

/** What `api: "embedded"` stands for: the module that the project's configuration names. */
export const embeddedApi = async (): Promise<StartApi> => {
	const { root, embedded } = headlessConfig();
	if (embedded === undefined) throw new OptionError(messages.noEmbedded);
	const resolve = createRequire(path.join(root, "headless.config.json")).resolve;
	const file = resolve(/^[./]/.test(embedded) ? path.resolve(root, embedded) : embedded);
	const { startContract } = (await import(pathToFileURL(file).href)) as { startContract?: StartApi };
	if (startContract === undefined) throw new OptionError(messages.notEmbedded(embedded));
	return startContract;
};
