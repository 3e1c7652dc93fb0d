import { shown } from "../catalog/param";
import { resolveAssetId } from "../catalog/port";
import { type Accepts, type AudioKind, readSource, type Source } from "../sources";
import { soundBankMessages as messages } from "./messages";
import type { SoundBankOptions } from "./types";

/** Options as they are meant. */
export interface BankSettings {
	kind: "sfx" | "music";
	poolSize: number;
	mode: "extend" | "replace";
	playerId: number | string | undefined;
	avoid: number;
	forgetAfter: number;
	rng: number | undefined;
	sources: Map<string, Source>;
	/** In the order of the alphabet. */
	names: string[];
}

const raise = (message: string): never => error(message, 0);

const FORMS: Accepts<AudioKind>["forms"] = ["playlist", "query", "assets"];

/** The official sentence for what is no source, and for tables why. */
function sourceOf(audio: AudioKind, name: string, raw: unknown): Source {
	const [source, why] = readSource(raw, { audio, id: "similar", forms: FORMS });
	if (source !== undefined) return source;
	if (!typeIs(raw, "table")) return raise(messages.seed(name, typeIs(raw, "string") ? raw : shown(raw)));
	const { assets } = raw as { assets?: unknown };
	const listed = typeIs(assets, "table") ? (assets as defined[]) : [];
	const odd = listed.find(entry => resolveAssetId(entry) === undefined);
	return raise(`${messages.seed(name, shown(odd ?? raw))}; ${why}`);
}

/** Reads options as a game wrote them; raises on what cannot be meant so. */
export function readSettings(input: unknown): BankSettings {
	if (!typeIs(input, "table")) raise(messages.options);
	const options = input as Partial<SoundBankOptions>;
	if (!typeIs(options.seeds, "table")) raise(messages.seeds);
	const { kind = "sfx", mode = "extend", poolSize = 8, avoid = 2, forgetAfter = 600, rng, playerId } = options;
	if (kind !== "sfx" && kind !== "music") raise(messages.kind);
	if (mode !== "extend" && mode !== "replace") raise(messages.mode);
	const whole = (name: string, value: unknown, least: number) => {
		if (typeIs(value, "number") && value >= least && value <= 1000 && value % 1 === 0) return;
		raise(messages.option(name, shown(value), `a whole number from ${least} to 1000`));
	};
	whole("poolSize", poolSize, 1);
	whole("avoid", avoid, 0);
	if (!typeIs(forgetAfter, "number") || !(forgetAfter >= 0)) {
		raise(messages.option("forgetAfter", shown(forgetAfter), "seconds from 0"));
	}
	if (rng !== undefined && !typeIs(rng, "number")) raise(messages.option("rng", shown(rng), "a number"));
	if (playerId !== undefined && !typeIs(playerId, "number") && !typeIs(playerId, "string")) {
		raise(messages.option("playerId", shown(playerId), "a UserId"));
	}
	const sources = new Map<string, Source>();
	const names = new Array<string>();
	for (const [name, raw] of pairs(options.seeds as Record<string, unknown>)) {
		sources.set(name, sourceOf(kind, tostring(name), raw));
		names.push(name);
	}
	names.sort((a, b) => tostring(a) < tostring(b));
	return { kind, poolSize, mode, playerId, avoid, forgetAfter, rng, sources, names };
}
