import { CollectionService, Workspace } from "@rbxts/services";

import { isFinite } from "../../shared/sound/loudness";
import type { Track } from "../../shared/wire/music";
import type { CatalogPort } from "../catalog/port";
import { messages } from "./messages";
import { readDefinition, readZoneOptions, type ZoneSettings, type ZoneSpec } from "./options";
import { askFor, countOf, nameOf, type SourceUse } from "./source";
import { readTagged } from "./tagged";
import type { ZoneDefinition, ZoneOptions } from "./types";

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
	use: SourceUse;
	/** How many rows a server may ask for, by which zones come first. */
	counts: Set<number>;
	/** The first zone that uses it. */
	zone: string;
}

/** What is to be asked for, in order, and what was found wrong on the way. */
interface List extends BakedZones {
	wanted: Map<string, Wanted>;
	order: string[];
}

/** Ids of one lookup. */
const LOOKUP_SIZE = 100;

function want({ wanted, order }: List, use: SourceUse | undefined, zone: string): void {
	if (use === undefined || use.source.kind === "radio") return;
	let entry = wanted.get(use.key);
	if (entry === undefined) {
		entry = { use, counts: new Set(), zone };
		wanted.set(use.key, entry);
		order.push(use.key);
	}
	entry.counts.add(countOf(use));
}

type Spec = Pick<ZoneSpec, "music" | "ambience">;

function take(list: List, zone: string, spec: Spec | undefined, why: string | undefined): void {
	list.count += 1;
	if (spec === undefined) list.faults.push({ zone, message: why! });
	want(list, spec?.music, zone);
	want(list, spec?.ambience, zone);
}

/** The zones of the options by name, then the tagged ones by where they are. */
function listAll(settings: ZoneSettings, zones: Record<string, ZoneDefinition>): List {
	const list: List = { count: 0, faults: [], wanted: new Map(), order: [] };
	const names = new Array<string>();
	for (const [name] of pairs(zones)) names.push(name as string);
	names.sort();
	for (const name of names) {
		const [spec, why] = readDefinition(zones[name]);
		take(list, name, spec, why);
	}
	want(list, settings.outside, "default");
	const tagged = CollectionService.GetTagged(settings.tag).filter(instance => instance.IsDescendantOf(Workspace));
	tagged.sort((a, b) => a.GetFullName() < b.GetFullName());
	for (const instance of tagged) {
		const [spec, why] = readTagged(instance);
		take(list, instance.GetFullName(), spec, why);
	}
	return list;
}

/** Asks for one source in every size. @returns the ids among its music that come without levels */
function ask(catalog: CatalogPort, { use, counts, zone }: Wanted, faults: ZoneFault[]): string[] {
	const { source } = use;
	// Beds that are known by their id are asked about nothing.
	if (source.kind === "assets") return source.audio === "music" ? [...source.ids] : [];
	const sizes = [...counts];
	sizes.sort();
	const without = new Array<string>();
	for (const size of sizes) {
		const { rows, problem } = askFor(catalog, source, size, "background");
		if (problem !== undefined || rows.isEmpty()) {
			const where = source.audio === "sfx" ? `${zone}.ambience` : zone;
			faults.push({ zone: where, message: problem?.message ?? messages.nothingFound(nameOf(use)) });
			break;
		}
		if (source.kind !== "playlist") continue;
		for (const row of rows as ReadonlyArray<Track>) if (!isFinite(row.loudness_lufs)) without.push(row.asset_id);
	}
	return without;
}

function lookUp(catalog: CatalogPort, ids: ReadonlyArray<string>, faults: ZoneFault[]): void {
	for (let from = 0; from < ids.size(); from += LOOKUP_SIZE) {
		const page = ids.filter((_id, index) => index >= from && index < from + LOOKUP_SIZE);
		const [result, err] = catalog.lookup({ asset_ids: page }, { priority: "background" });
		if (result === undefined) faults.push({ zone: "levels", message: err ?? "no answer" });
	}
}

/**
 * Asks everything that these zones and the tagged ones of the place ask when a game starts, one after the other, so
 * that a client that keeps its answers has them all. Yields.
 *
 * @example
 * const { faults } = bakeZones(core.port, { zones: { cave: { area: workspace.Cave, music: { query: "dark drone" } } } });
 */
export function bakeZones(catalog: CatalogPort, options: ZoneOptions): BakedZones {
	// Each zone is told of by its name, not the first alone.
	const { zones = {} } = options;
	const settings = readZoneOptions({ ...options, zones: {} });
	const { count, faults, wanted, order } = listAll(settings, zones);
	const bare = new Array<string>();
	for (const key of order) {
		for (const id of ask(catalog, wanted.get(key)!, faults)) if (!bare.includes(id)) bare.push(id);
	}
	if (settings.loudness !== false) lookUp(catalog, bare, faults);
	return { count, faults };
}
