import { messages } from "../../shared/catalog/messages";
import { resolveAssetId } from "../../shared/wire/asset-id";
import type { Outcome } from "../../shared/wire/outcome";
import type { Problem } from "../../shared/wire/problem";
import type { AssetHealth, AssetHealthResult, HealthBody } from "../../shared/wire/results";
import { isList } from "../../shared/wire/table";
import { batches } from "./batches";
import type { AudioMetadata } from "./engine-audio";
import { refused } from "./requests";

/** Ids the API takes at once, and ids the engine does. */
const API_BATCH = 100;
const ENGINE_BATCH = 30;

export interface HealthPorts {
	/** One request; yields. */
	check: (ids: string[]) => Outcome<HealthBody>;
	/** Tells the API about private assets; yields, and its failure is nobody's business. */
	report: (assets: Array<{ asset_id: string; title: string; duration: number }>) => void;
	/** The engine's knowledge; yields and may raise. */
	metadata: (ids: string[]) => AudioMetadata[];
	/** Runs requests at the same time and returns when all are done; each has a deadline of its own. */
	together: (jobs: Array<() => void>) => void;
	/** The same for questions to the engine, which may never answer. */
	withPatience: (jobs: Array<() => void>) => void;
}

/** Asset ids in any form, each once, in order. */
export function usableIds(input: unknown): LuaTuple<[ids: string[] | undefined, fault: string | undefined]> {
	if (!isList(input) || next(input)[0] === undefined) return $tuple(undefined, messages.healthEmpty);
	const seen = new Set<string>();
	const ids = new Array<string>();
	for (const item of input) {
		const id = resolveAssetId(item);
		if (id === undefined || seen.has(id)) continue;
		seen.add(id);
		ids.push(id);
	}
	if (ids.isEmpty()) return $tuple(undefined, messages.healthUnusable);
	return $tuple(ids, undefined);
}

function askEngine(ports: HealthPorts, unknown: AssetHealth[], reportPrivate: boolean) {
	const found = new Map<string, AudioMetadata>();
	const jobs = batches(
		unknown.map(asset => asset.asset_id),
		ENGINE_BATCH,
	).map(ids => () => {
		const [ok, metadata] = pcall(() => ports.metadata(ids));
		if (ok) for (const entry of metadata) found.set(entry.assetId, entry);
	});
	ports.withPatience(jobs);
	const reports = new Array<{ asset_id: string; title: string; duration: number }>();
	for (const asset of unknown) {
		const known = found.get(asset.asset_id);
		asset.status = known?.title !== undefined ? "private" : "unknown";
		if (known?.title === undefined) continue;
		asset.title = known.title;
		asset.name = known.title;
		asset.duration = known.duration;
		reports.push({ asset_id: asset.asset_id, title: known.title, duration: known.duration ?? 0 });
	}
	if (reportPrivate && !reports.isEmpty()) ports.report(reports);
}

function count(assets: AssetHealth[]): AssetHealthResult["meta"] {
	const meta = { total: assets.size(), ok: 0, unavailable: 0, private: 0, unknown: 0 };
	for (const { status } of assets) {
		if (status === "ok") meta.ok += 1;
		else if (status === "private") meta.private += 1;
		else if (status === "unknown" || status === "not_in_catalog") meta.unknown += 1;
		else meta.unavailable += 1;
	}
	return meta;
}

/** Asks the API in batches, then the engine about what the API does not know. A failed batch spoils only itself. */
export function checkHealth(ports: HealthPorts, input: unknown, reportPrivate: boolean): Outcome<AssetHealthResult> {
	const [ids, fault] = usableIds(input);
	if (ids === undefined) return refused("checkAssetHealth", fault!);
	const known = new Map<string, AssetHealth>();
	let failure: Problem | undefined;
	let answered = false;
	const jobs = batches(ids, API_BATCH).map(batch => () => {
		const outcome = ports.check(batch);
		if (outcome.ok) {
			answered = true;
			for (const asset of outcome.value.assets) known.set(asset.asset_id, asset);
			for (const id of batch) {
				if (!known.has(id)) known.set(id, { asset_id: id, status: "not_in_catalog" });
			}
		} else {
			failure ??= outcome.problem;
			for (const id of batch) known.set(id, { asset_id: id, status: "unknown", problem: outcome.problem.message });
		}
	});
	ports.together(jobs);
	if (!answered && failure !== undefined) return { ok: false, problem: failure };
	const assets = ids.map((id): AssetHealth => ({ ...known.get(id)! }));
	const unknown = assets.filter(asset => asset.status === "not_in_catalog");
	if (!unknown.isEmpty()) askEngine(ports, unknown, reportPrivate);
	return { ok: true, value: { assets, meta: count(assets) } };
}
