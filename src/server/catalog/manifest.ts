import { track } from "../../shared/wire/music";
import { createReader, type Reader } from "../../shared/wire/reader";
import { id, rows } from "../../shared/wire/schema";
import { sfxTrack } from "../../shared/wire/sfx";
import { trackStructure } from "../../shared/wire/structure";
import { isRow, type Row } from "../../shared/wire/table";
import { deepCopy } from "../http/copy";
import type { Manifest } from "./port";

type Pack = NonNullable<Manifest["packs"]>[string];
type Station = NonNullable<Manifest["stations"]>[string];

const idOf = createReader(id);
const effectsOf = createReader(rows(sfxTrack));
const tracksOf = createReader(rows(track));
const structureOf = createReader(trackStructure);

const textOf = (value: unknown): string | undefined => (typeIs(value, "string") ? value : undefined);

/** Every entry of a table that is of use, by its name. */
function readEach<T extends defined>(
	value: unknown,
	read: (entry: unknown) => T | undefined,
): Record<string, T> | undefined {
	if (!isRow(value)) return undefined;
	const kept: Record<string, T> = {};
	for (const [name, entry] of pairs(value)) {
		const usable = typeIs(name, "string") ? read(entry) : undefined;
		if (usable !== undefined) kept[name] = usable;
	}
	return kept;
}

/** A reader on data that is the game's own: it is read in a copy. */
function readCopy<T>(read: Reader<T>, value: unknown): T | undefined {
	return read(deepCopy(value), { dropped: 0 });
}

function packOf(entry: unknown): Pack | undefined {
	if (!isRow(entry)) return undefined;
	const { source, hero, variants }: Row = entry;
	const effects = readCopy(effectsOf, variants);
	if (effects === undefined) return undefined;
	return { source: textOf(source), hero: readCopy(idOf, hero), variants: effects };
}

function stationOf(entry: unknown): Station | undefined {
	if (!isRow(entry)) return undefined;
	const { source, tracks, structures }: Row = entry;
	const opening = readCopy(tracksOf, tracks);
	if (opening === undefined) return undefined;
	const read = readEach(structures, structure => readCopy(structureOf, structure));
	return { source: textOf(source), tracks: opening, structures: read };
}

/**
 * What was baked into a place, as far as it is of use. A file is as little to be trusted as an API: it may be old, cut off
 * or edited by hand. The answers in it are read one by one, when they are asked for.
 */
export function readManifest(value: unknown): Manifest | undefined {
	if (!isRow(value)) return undefined;
	const { bakedAt, answers, packs, stations }: Row = value;
	return {
		version: 1,
		bakedAt: textOf(bakedAt),
		answers: isRow(answers) ? answers : undefined,
		packs: readEach(packs, packOf),
		stations: readEach(stations, stationOf),
	};
}
