import { type Declared, inWordsOf, option, type Read, required, unknownName } from "../../shared/options/declare";
import { type Kind, kind, number } from "../../shared/options/kinds";
import { officialOptions, warnOnce } from "../../shared/options/read";
import { shown } from "../../shared/options/shown";
import { resolveAssetId } from "../../shared/wire/asset-id";
import { playerIdOf } from "../analytics/event";
import { choice } from "../options/kinds";
import { type Accepts, type AudioKind, readSource, type Source } from "../sources";
import { soundBankMessages as messages } from "./messages";
import type { SoundBankOptions } from "./types";

const ENTRY = "createSoundBank";
const FORMS: Accepts<AudioKind>["forms"] = ["playlist", "query", "assets"];
const NAMES = ["assets", "filters", "playlist", "query"];
const LONGEST_SEED = 100;

/** The official sentence for what is no source, and for tables why. */
function sourceOf(audio: AudioKind, name: string, raw: unknown): Source {
	const [source, why] = readSource(raw, { audio, id: "similar", forms: FORMS });
	if (source !== undefined) return source;
	if (!typeIs(raw, "table")) {
		const isShort = typeIs(raw, "string") && raw.size() <= LONGEST_SEED && utf8.len(raw)[0] !== undefined;
		return error(messages.seed(name, isShort ? raw : shown(raw)), 0);
	}
	const { assets } = raw as { assets?: unknown };
	let odd: unknown;
	if (typeIs(assets, "table")) {
		for (const [, entry] of pairs(assets as unknown as Record<string, unknown>)) {
			if (resolveAssetId(entry) === undefined) odd ??= entry;
		}
	}
	return error(`${messages.seed(name, shown(odd ?? raw))}; ${why}`, 0);
}

/** Names that no source has are warned of: a game that swaps the official SDK goes on. */
function warnOfNames(name: string, raw: unknown): void {
	if (!typeIs(raw, "table") || resolveAssetId(raw) !== undefined) return;
	for (const [field] of pairs(raw as unknown as Record<string, unknown>)) {
		if (!NAMES.includes(field)) warnOnce(unknownName(ENTRY, `seeds.${name}.`, field, NAMES));
	}
}

const seeds: Kind<SoundBankOptions["seeds"]> = kind("a table of sources by name", value => typeIs(value, "table"));
const count = (from: number) => number({ from, to: 1000, whole: true });

export const soundBankOptions = {
	seeds: inWordsOf(messages.seeds, required(seeds)),
	kind: inWordsOf(messages.kind, option(choice("sfx", "music"), "sfx")),
	poolSize: option(count(1), 8),
	mode: inWordsOf(messages.mode, option(choice("extend", "replace"), "extend")),
	playerId: option(kind<number | string>("a UserId", value => playerIdOf(value) !== undefined)),
	volume: option(number({ above: 0 }), 0.5),
	avoid: option(count(0), 2),
	forgetAfter: option(number({ from: 0, unit: "seconds", endless: true }), 600),
	rng: option(number()),
} satisfies Declared<SoundBankOptions>;

/** Options as they are meant. */
export interface BankSettings extends Omit<Read<typeof soundBankOptions>, "seeds"> {
	sources: Map<string, Source>;
	/** In the order of the alphabet. */
	names: string[];
}

/** Reads options as a game wrote them; raises on what is invalid. */
export function readSettings(input: unknown): BankSettings {
	if (!typeIs(input, "table")) error(messages.options, 0);
	const given = officialOptions(ENTRY, soundBankOptions, input);
	const sources = new Map<string, Source>();
	const names = new Array<string>();
	for (const [name, raw] of pairs(given.seeds as Record<string, unknown>)) {
		warnOfNames(tostring(name), raw);
		sources.set(name, sourceOf(given.kind, tostring(name), raw));
		names.push(name);
	}
	names.sort((a, b) => tostring(a) < tostring(b));
	return { ...given, sources, names };
}
