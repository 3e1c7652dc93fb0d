import { shown } from "../catalog/param";
import { resolveAssetId } from "../catalog/port";
import { soundBankMessages as messages } from "./messages";
import type { SoundBankOptions } from "./types";

/** A source, told apart by `kind`. */
export type Plan =
	| { kind: "seed"; assetId: string }
	| { kind: "playlist"; playlist: string }
	| { kind: "search"; query: string; filters?: object }
	| { kind: "assets"; assets: string[] };

/** Options as they are meant. */
export interface BankSettings {
	kind: "sfx" | "music";
	poolSize: number;
	mode: "extend" | "replace";
	playerId: number | string | undefined;
	avoid: number;
	forgetAfter: number;
	rng: number | undefined;
	plans: Map<string, Plan>;
	/** In the order of the alphabet. */
	names: string[];
}

const raise = (message: string): never => error(message, 0);

function planOf(name: string, raw: unknown): Plan {
	const assetId = resolveAssetId(raw);
	if (assetId !== undefined) return { kind: "seed", assetId };
	if (typeIs(raw, "table")) {
		const { playlist, query, filters, assets } = raw as Record<string, unknown>;
		if (typeIs(playlist, "string") && playlist !== "") return { kind: "playlist", playlist };
		if (typeIs(query, "string") && query !== "" && (filters === undefined || typeIs(filters, "table"))) {
			return { kind: "search", query, filters: filters as object | undefined };
		}
		if (typeIs(assets, "table")) {
			const ids = new Array<string>();
			for (const entry of assets as defined[]) {
				const id = resolveAssetId(entry);
				if (id === undefined) raise(messages.seed(name, shown(entry)));
				if (!ids.includes(id!)) ids.push(id!);
			}
			if (!ids.isEmpty()) return { kind: "assets", assets: ids };
		}
	}
	return raise(messages.seed(name, typeIs(raw, "string") ? raw : shown(raw)));
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
	const plans = new Map<string, Plan>();
	const names = new Array<string>();
	for (const [name, raw] of pairs(options.seeds as Record<string, unknown>)) {
		plans.set(name, planOf(tostring(name), raw));
		names.push(name);
	}
	names.sort((a, b) => tostring(a) < tostring(b));
	return { kind, poolSize, mode, playerId, avoid, forgetAfter, rng, plans, names };
}
