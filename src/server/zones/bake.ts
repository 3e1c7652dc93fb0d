import { CollectionService, Workspace } from "@rbxts/services";

import { isFinite } from "../../shared/sound/loudness";
import type { CatalogPort, Track } from "../catalog/port";
import { readAttributes } from "./attributes";
import { readDefinition } from "./definition";
import { fetchSource } from "./fetch-source";
import { LOOKUP_SIZE } from "./levels";
import { zoneMessages } from "./messages";
import { limitOf } from "./resolver";
import type { SourceRequest, SourceUse } from "./source";
import type { ZoneOptions } from "./types";
import { readOptions } from "./zone-options";

/** What is wrong with a zone, or with its music. */
export interface ZoneFault {
	zone: string;
	message: string;
}

/** What a bake asked about. */
export interface BakedZones {
	/** Zones that were looked at, tagged ones included. */
	count: number;
	faults: ZoneFault[];
}

interface Wanted {
	request: SourceRequest;
	/** Page sizes that a server may ask for, by which zones come first. */
	limits: Set<number>;
	/** The first zone that uses it. */
	zone: string;
}

/**
 * Asks everything that these zones and the tagged ones of the place ask when a game starts, one after the other, so
 * that a client that keeps its answers has them all. Yields.
 *
 * @example
 * const { faults } = bakeZones(core.port, { zones: { cave: { area: workspace.Cave, music: { query: "dark drone" } } } });
 */
export function bakeZones(catalog: CatalogPort, options: ZoneOptions): BakedZones {
	const settings = readOptions(options);
	const faults = new Array<ZoneFault>();
	const wanted = new Map<string, Wanted>();
	const order = new Array<string>();
	let count = 0;

	function want(use: SourceUse | undefined, zone: string): void {
		if (use === undefined || use.request.kind === "radio") return;
		const { request, tracks } = use;
		let entry = wanted.get(request.key);
		if (entry === undefined) {
			entry = { request, limits: new Set(), zone };
			wanted.set(request.key, entry);
			order.push(request.key);
		}
		entry.limits.add(limitOf(request, tracks));
	}

	function take(zone: string, spec: { music: SourceUse; ambience?: SourceUse } | undefined, why: string | undefined) {
		count += 1;
		if (spec === undefined) faults.push({ zone, message: why! });
		want(spec?.music, zone);
		want(spec?.ambience, zone);
	}

	const names = new Array<string>();
	for (const [name] of pairs(settings.zones)) names.push(name as string);
	names.sort();
	for (const name of names) {
		const [spec, why] = readDefinition(settings.zones[name]);
		take(name, spec, why);
	}
	want(settings.outside, "default");
	const tagged = CollectionService.GetTagged(settings.tag).filter(instance => instance.IsDescendantOf(Workspace));
	tagged.sort((a, b) => a.GetFullName() < b.GetFullName());
	for (const instance of tagged) {
		const fits = instance.IsA("BasePart") || instance.IsA("Model");
		const [spec, why] = readAttributes(instance.GetAttributes() as ReadonlyMap<string, AttributeValue>);
		if (fits) take(instance.GetFullName(), spec, why);
		else take(instance.GetFullName(), undefined, zoneMessages.notPlace(instance.ClassName));
	}

	const bare = new Array<string>();
	function level(tracks: ReadonlyArray<Track>): void {
		if (settings.loudness === false) return;
		for (const track of tracks) {
			if (!isFinite(track.loudness_lufs) && !bare.includes(track.asset_id)) bare.push(track.asset_id);
		}
	}

	for (const key of order) {
		const { request, limits, zone } = wanted.get(key)!;
		if (request.kind === "assets") {
			// Beds that are known by their id are asked about nothing.
			if (key.sub(1, 4) !== "bed|" && settings.loudness !== false) {
				for (const id of request.ids) if (!bare.includes(id)) bare.push(id);
			}
			continue;
		}
		const sizes = [...limits];
		sizes.sort();
		for (const limit of sizes) {
			const { tracks, problem, unlevelled } = fetchSource(catalog, request, limit, "background");
			if (problem !== undefined) {
				const where = request.kind === "bed" ? `${zone}.ambience` : zone;
				faults.push({ zone: where, message: problem.message });
				break;
			}
			if (tracks !== undefined && unlevelled === true) level(tracks);
		}
	}
	for (let from = 0; from < bare.size(); from += LOOKUP_SIZE) {
		const ids = bare.filter((_id, index) => index >= from && index < from + LOOKUP_SIZE);
		const [result, err] = catalog.lookup({ asset_ids: ids }, { priority: "background" });
		if (result === undefined) faults.push({ zone: "levels", message: err ?? "no answer" });
	}
	return { count, faults };
}
