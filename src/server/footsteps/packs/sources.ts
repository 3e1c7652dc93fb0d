import type {
	AssetsSource,
	PlaylistSource,
	QuerySource,
	SeedSource,
	SurfaceSource,
} from "../../../shared/footsteps/types";
import { resolveAssetId } from "../../catalog/port";

/** One surface's source, told apart by `kind`; `bad` cannot be asked for. */
export type Plan =
	| { kind: "similar"; hero: string; variants?: number; filters?: SeedSource["filters"] }
	| { kind: "search"; query: string; variants?: number; filters?: QuerySource["filters"] }
	| { kind: "assets"; assets: string[] }
	| { kind: "playlist"; playlist: string }
	| { kind: "bad" };

function idsOf(assets: unknown): string[] {
	const ids: string[] = [];
	if (typeIs(assets, "table")) {
		for (const asset of assets as unknown[]) {
			const id = resolveAssetId(asset);
			if (id !== undefined && !ids.includes(id)) ids.push(id);
		}
	}
	return ids;
}

/** Reads a source as a game wrote it; asset ids in any form. */
export function planOf(source: SurfaceSource): Plan {
	if (typeIs(source, "table")) {
		const { query } = source as QuerySource;
		const { playlist } = source as PlaylistSource;
		const { seed, variants, filters } = source as SeedSource;
		if (seed !== undefined) {
			const hero = resolveAssetId(seed);
			return hero !== undefined ? { kind: "similar", hero, variants, filters } : { kind: "bad" };
		}
		if (typeIs(query, "string")) return { kind: "search", query, variants, filters };
		if (typeIs(playlist, "string")) return { kind: "playlist", playlist };
		const assets = idsOf((source as AssetsSource).assets);
		return assets.isEmpty() ? { kind: "bad" } : { kind: "assets", assets };
	}
	const hero = resolveAssetId(source);
	return hero !== undefined ? { kind: "similar", hero } : { kind: "bad" };
}

/** The asset that is known without asking: it plays while nothing else is to be had. */
export function heroOf(plan: Plan): string | undefined {
	if (plan.kind === "similar") return plan.hero;
	return plan.kind === "assets" ? plan.assets[0] : undefined;
}
