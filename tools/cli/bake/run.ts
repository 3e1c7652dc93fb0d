import { readFileSync } from "node:fs";
import path from "node:path";

import { type Network, runHeadless, withSources } from "headless-place";

import { API_HOSTS, embedded } from "../product/api.ts";
import { answersToKeep } from "./kept-answers.ts";
import type { Data } from "./luau-text.ts";
import { type BakedManifest } from "./manifest-text.ts";
import { messages } from "./messages.ts";
import { bakingPlace } from "./place.ts";

export interface BakeOptions {
	/** A Luau module or JSON. */
	config: string;
	/** Where the tagged zones are. */
	place?: string;
	/** A URL, or `embedded`; the real API when absent. */
	api?: string;
	key: string;
	/** What stands between the bake and the API. */
	network?: Network;
	/** Text of the manifest that is there already, to be compared. */
	before?: string;
	/** Answers that are there already, by request; they are not asked for. */
	answers?: Readonly<Record<string, Data>>;
	/** Each answer, as soon as it is there. */
	onAnswer?: (key: string, value: Data) => void;
	/** What is done now. */
	onStep?: (what: string) => void;
	/** What the product warns of. */
	onWarn?: (line: string) => void;
}

/** Something that could not be baked, or is worth knowing. */
export interface Remark {
	/** Its place in the configuration: `footsteps.Grass`, `zones.cave`, `stations.lobby`. */
	where: string;
	message: string;
}

export interface Baked {
	manifest: BakedManifest;
	faults: Remark[];
	notes: Remark[];
	requests: number;
	counts: { packs: number; zones: number; stations: number };
	/** The manifest of before: its data, or why it has none. */
	before?: { data: Data } | { why: string };
}

const PREFIX = "@@bake ";
/** Longer than any bake; it ends when it is done. */
const MOST_SECONDS = 6 * 3600;

type Told = { what: string } & Record<string, unknown>;

/**
 * Bakes a configuration in a headless place: runs the product's own code and keeps what it was answered.
 *
 * @example
 * const { manifest, faults } = await bake({ config: "sound.luau", api: "embedded", key: "demo" });
 */
export async function bake(options: BakeOptions): Promise<Baked> {
	const baked: Baked = {
		manifest: { version: 1 },
		faults: [],
		notes: [],
		requests: 0,
		counts: { packs: 0, zones: 0, stations: 0 },
	};
	const answers: Record<string, Data> = {};
	const stations: Record<string, Data> = {};
	let packs: { [key: string]: Data } = {};
	let ended = false;
	/** What was raised in modules and threads, and is not told of yet. */
	const raised: string[] = [];
	const because = (message: unknown): string => {
		// A module that raises says why in the log; whoever requires it only hears that it did.
		const why = raised.pop();
		return why ?? String(message);
	};

	const hear: Record<string, (told: Told) => void> = {
		before: told => {
			const text = told.manifest as string | undefined;
			baked.before = text === undefined ? { why: because(told.message) } : { data: JSON.parse(text) as Data };
		},
		fault: told => {
			const message = told.where === "config" ? because(told.message) : String(told.message);
			baked.faults.push({ where: String(told.where), message });
		},
		note: told => baked.notes.push({ where: String(told.where), message: String(told.message) }),
		step: told => options.onStep?.(String(told.text)),
		packs: told => {
			// An empty table is an array in JSON.
			if (!Array.isArray(told.packs)) packs = told.packs as { [key: string]: Data };
			baked.counts.packs = told.count as number;
		},
		zones: told => (baked.counts.zones = told.count as number),
		station: told => {
			stations[String(told.name)] = told.station as Data;
			baked.counts.stations += 1;
		},
		answer: told => {
			const key = String(told.key);
			options.onAnswer?.(key, told.value as Data);
			if (told.keep === true) answers[key] = told.value as Data;
		},
		requests: told => (baked.requests = told.count as number),
		done: () => (ended = true),
	};

	const script = path.join(import.meta.dirname, "bake.server.luau");
	await runHeadless({
		place: bakingPlace(options),
		serverScripts: [{ name: "bake", source: readFileSync(script, "utf8") }],
		secrets: { AUDIOSCAPE_API_KEY: options.key },
		flags: { "http-enabled": true },
		characters: false,
		seed: 1,
		seconds: MOST_SECONDS,
		stopWhen: () => ended,
		keepTrace: false,
		apiHosts: API_HOSTS,
		...(options.api === undefined ? {} : { api: options.api === "embedded" ? embedded : options.api }),
		...(options.network === undefined ? {} : { network: options.network }),
		onTrace: line => {
			if (line.kind !== "log") return;
			const text = String(line.text);
			if (text.startsWith(PREFIX)) {
				const told = JSON.parse(text.slice(PREFIX.length)) as Told;
				hear[told.what]?.(told);
			} else if (line.level === "error") raised.push(withSources(text));
			else options.onWarn?.(withSources(text));
		},
	});
	for (const line of raised) baked.faults.push({ where: "bake", message: messages.raised(line) });
	if (!ended) baked.faults.push({ where: "bake", message: messages.unfinished });
	const kept = answersToKeep(answers);
	baked.manifest = {
		version: 1,
		...(Object.keys(kept).length > 0 ? { answers: kept } : {}),
		...(Object.keys(packs).length > 0 ? { packs } : {}),
		...(Object.keys(stations).length > 0 ? { stations } : {}),
	};
	return baked;
}
