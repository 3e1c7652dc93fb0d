import type { Unchecked } from "../../shared/catalog/endpoints";
import { messages } from "../../shared/catalog/messages";
import { settle } from "../../shared/clock/settle";
import { shown } from "../../shared/options/shown";
import type { AuditOptions, HealthOptions } from "../../shared/wire/options";
import type { Outcome } from "../../shared/wire/outcome";
import type { AssetHealthResult, AuditResult } from "../../shared/wire/results";
import { isList } from "../../shared/wire/table";
import type { EndpointPolicy } from "../http/call";
import type { Pipeline } from "../http/pipeline";
import type { HttpPorts } from "../http/ports";
import { findUses } from "./audit";
import { healthRoute, reportRoute, type Route } from "./endpoints";
import type { AudioMetadata } from "./engine-audio";
import { checkHealth } from "./health";
import { encodeRequest, refused, whoOf } from "./requests";
import { together } from "./together";

export interface CheckPorts extends HttpPorts {
	/** Asks the engine about audio assets; yields and may raise. */
	metadata: (ids: string[]) => AudioMetadata[];
	/** Where audio is looked for by default. */
	roots: () => Instance[];
	/** Yields for a frame. */
	rest: () => void;
}

/** Whether assets can be played. Yields; never raises. */
export interface AssetChecks {
	health: (input: unknown, options?: unknown) => Outcome<AssetHealthResult>;
	audit: (options?: unknown) => Outcome<AuditResult>;
}

type PolicyOf = <Body>(name: string, route: Route<Body>) => EndpointPolicy<Body>;

/** Seconds the engine may take to describe a batch of assets. */
const METADATA_PATIENCE = 10;
const HEALTH = "checkAssetHealth";
const AUDIT = "auditAudio";

function isInstances(value: unknown): value is Instance[] {
	return isList(value) && value.every(item => typeIs(item, "Instance"));
}

export function createAssetChecks(ports: CheckPorts, pipeline: Pipeline, policyOf: PolicyOf): AssetChecks {
	const healthPolicy = policyOf(HEALTH, healthRoute);
	const reportPolicy = { ...policyOf(HEALTH, reportRoute), retry: "never" as const };

	function ask<Body>(
		policy: EndpointPolicy<Body>,
		route: Route<Body>,
		wire: Readonly<Record<string, unknown>>,
		playerId: unknown,
	): Outcome<Body> {
		const [request] = encodeRequest(ports, HEALTH, route, wire, playerId);
		return settle<Outcome<Body>>(done => pipeline.start(policy, request!, { playerId: whoOf(playerId) }, done));
	}

	const health: AssetChecks["health"] = (input, raw) => {
		const { playerId, reportPrivate }: Unchecked<HealthOptions> = typeIs(raw, "table") ? raw : { playerId: raw };
		const endAt = ports.now() + pipeline.deadline;
		return checkHealth(
			{
				check: ids => ask(healthPolicy, healthRoute, { asset_ids: ids }, playerId),
				report: assets => ports.spawn(() => ask(reportPolicy, reportRoute, { assets }, playerId)),
				metadata: ids => ports.metadata(ids),
				together: jobs => together(ports, jobs),
				withPatience: jobs => together(ports, jobs, math.clamp(endAt - ports.now(), 0, METADATA_PATIENCE)),
			},
			input,
			reportPrivate === true,
		);
	};

	const audit: AssetChecks["audit"] = raw => {
		if (raw !== undefined && !typeIs(raw, "table")) {
			return refused(AUDIT, messages.param(AUDIT, "options", shown(raw), "a table"));
		}
		const options: Unchecked<AuditOptions> = raw ?? {};
		const roots = options.roots ?? ports.roots();
		if (!isInstances(roots)) return refused(AUDIT, messages.auditRoots);
		const { uses, instances } = findUses(roots, ports.rest);
		const none = { total: 0, ok: 0, unavailable: 0, private: 0, unknown: 0 };
		const counts = { instances, instances_scanned: instances, distinct_assets: uses.size() };
		if (uses.isEmpty()) return { ok: true, value: { assets: [], meta: { ...none, ...counts } } };
		uses.sort((a, b) => (a.uses !== b.uses ? a.uses > b.uses : tonumber(a.asset_id)! < tonumber(b.asset_id)!));
		const ids = uses.map(use => use.asset_id);
		const outcome = health(ids, options);
		if (!outcome.ok) return { ok: false, problem: { ...outcome.problem, endpoint: AUDIT } };
		const { assets, meta } = outcome.value;
		const audited = assets.map((asset, index) => ({ ...asset, ...uses[index]! }));
		return { ok: true, value: { assets: audited, meta: { ...meta, ...counts } } };
	};

	return { health, audit };
}
