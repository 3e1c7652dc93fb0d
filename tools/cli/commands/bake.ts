import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";

import { between } from "../bake/differences.ts";
import { openJournal } from "../bake/journal.ts";
import type { Data } from "../bake/luau-text.ts";
import { manifestText, withoutBakedAt } from "../bake/manifest-text.ts";
import { messages } from "../bake/messages.ts";
import { bake, type Baked } from "../bake/run.ts";
import { readable, writable, writeWhole } from "../files.ts";
import { flagHelp, type FlagTable, parseFlags, UsageError } from "../flags.ts";
import { REAL_API } from "../product/api.ts";
import { modelIsBuilt } from "../product/model.ts";
import { createProgress } from "../progress.ts";
import { many } from "../report/text.ts";

const flags: FlagTable = {
	out: { kind: "text", value: "FILE.luau", help: "where the manifest goes (beside CONFIG, as NAME.manifest.luau)" },
	check: { kind: "switch", help: "write nothing; exit 1 and say what differs if the file is out of date" },
	api: { kind: "text", value: "URL|embedded", help: `the API to ask; embedded is the loopback API (${REAL_API})` },
	key: { kind: "text", value: "K", help: "the API key (AUDIOSCAPE_API_KEY)" },
	place: {
		kind: "text",
		value: "FILE",
		help: "a Rojo project, .rbxl or .rbxlx whose tagged zones are baked too (none)",
	},
	help: { kind: "switch", short: "-h", help: "show this help" },
};
type Given = ReturnType<typeof parseFlags>["flags"];

/** As many differences are worth reading. */
const MOST_LINES = 20;
/** Studio refuses longer scripts. */
const MOST_CHARACTERS = 199_999;

function apiOf(given: string | undefined): string | undefined {
	if (given === undefined || given === "embedded" || /^https?:\/\//.test(given)) return given;
	throw new UsageError(`--api takes an http(s) address or embedded, got "${given}"`);
}

function keyOf(given: string | undefined, api: string | undefined): string {
	const key = given ?? process.env.AUDIOSCAPE_API_KEY;
	if (key !== undefined && key !== "") return key;
	if (api === "embedded") return "demo";
	throw new UsageError(messages.noKey);
}

/** What a bake would change in the file that is there. */
function differences(baked: Baked, held: string, text: string): string[] {
	const { before } = baked;
	if (before === undefined || "why" in before) return [`  ${before?.why ?? messages.unfinished}`];
	const { bakedAt: _moment, ...was } = before.data as { [key: string]: Data };
	const lines = between("", was, baked.manifest as unknown as Data).map(line => `  ${line}`);
	if (lines.length === 0) return withoutBakedAt(held) === text ? [] : [messages.onlyForm];
	return lines.length <= MOST_LINES ? lines : [...lines.slice(0, MOST_LINES), messages.more(lines.length - MOST_LINES)];
}

function check(baked: Baked, file: string, held: string, text: string): number {
	const lines = differences(baked, held, text);
	if (lines.length === 0) {
		console.log(messages.upToDate(file));
		return 0;
	}
	console.error([messages.differs(file), ...lines].join("\n"));
	return 1;
}

function summary(file: string, { counts, requests }: Baked, text: string): string {
	const { packs, zones, stations } = counts;
	const size = (Buffer.byteLength(text) / 1024).toFixed(0);
	const made = [many(packs, "pack"), many(zones, "zone"), many(stations, "station")].join(", ");
	return `${file}: ${made}; ${many(requests, "request")}, ${size} KB`;
}

/** What a command line says, checked. */
function optionsOf(given: Given, rest: readonly string[]) {
	const [config] = rest;
	if (config === undefined || rest.length > 1) throw new UsageError(messages.usage);
	const api = apiOf(given.api as string | undefined);
	const key = keyOf(given.key as string | undefined, api);
	const file = (given.out as string | undefined) ?? config.replace(/\.\w+$/, "") + ".manifest.luau";
	if (path.resolve(file) === path.resolve(config)) throw new UsageError(messages.sameFile(config));
	readable(config);
	if (given.check !== true) writable(file);
	return { config, api, key, file, place: given.place as string | undefined, isCheck: given.check === true };
}
type Options = ReturnType<typeof optionsOf>;

/** Where the answers are kept until the manifest is written. */
const keptBeside = (file: string): string => `${file}.answers`;

/** Asks, and keeps each answer on disk until the manifest is written; `--check` writes nothing. */
async function ask({ config, api, key, file, place, isCheck }: Options, held: string | undefined): Promise<Baked> {
	const kept = keptBeside(file);
	const journal = isCheck ? undefined : openJournal(kept, { api: api ?? REAL_API, key, now: () => Date.now() });
	const count = Object.keys(journal?.before ?? {}).length;
	if (count > 0) console.log(messages.resumed(count, kept));
	const progress = createProgress(process.stdout);
	try {
		return await bake({
			config,
			key,
			...(place === undefined ? {} : { place }),
			...(api === undefined ? {} : { api }),
			...(held === undefined ? {} : { before: held }),
			...(journal === undefined ? {} : { answers: journal.before, onAnswer: journal.add }),
			onStep: text => progress.step(messages.asking(text)),
			onWarn: line => console.error(line),
		});
	} finally {
		progress.done();
		journal?.close();
	}
}

/**
 * `audioscape bake`: resolves what a configuration asks for and writes it as a module that the client takes as its
 * `manifest`, so that a game boots without a request.
 *
 * @returns 0 done, 1 when something cannot be found or `--check` finds a difference
 * @example
 * await bakeCommand(["sound.luau", "--out", "sound.manifest.luau"]);
 */
export async function bakeCommand(argv: string[]): Promise<number> {
	const { flags: given, rest } = parseFlags(argv, flags);
	if (given.help === true) {
		console.log(
			`audioscape bake CONFIG: resolves packs, zones and stations into a manifest module\n\n${flagHelp(flags)}`,
		);
		return 0;
	}
	const options = optionsOf(given, rest);
	const { config, file, isCheck } = options;
	const held = existsSync(file) ? readFileSync(file, "utf8") : undefined;
	if (isCheck && held === undefined) {
		console.error(messages.missing(file));
		return 1;
	}
	console.log(messages.building);
	if (!(await modelIsBuilt())) return 1;
	const baked = await ask(options, held);
	for (const { where, message } of [...baked.notes, ...baked.faults]) console.error(`${where}: ${message}`);
	if (baked.faults.length > 0) {
		console.error(messages.faults(baked.faults.length));
		return 1;
	}
	const text = manifestText(baked.manifest, path.basename(config));
	if (isCheck && held !== undefined) return check(baked, file, held, text);
	if (held !== undefined && withoutBakedAt(held) === text) console.log(messages.upToDate(file));
	else {
		const stamped = manifestText({ ...baked.manifest, bakedAt: new Date().toISOString() }, path.basename(config));
		writeWhole(file, stamped);
		console.log(summary(file, baked, stamped));
		if (stamped.length > MOST_CHARACTERS) console.error(messages.tooLong(file, stamped.length));
	}
	rmSync(keptBeside(file), { force: true });
	return 0;
}
