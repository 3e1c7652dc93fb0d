import { isFinite } from "../../shared/sound/loudness";
import { isAmount, isOnReturn, isShape, type ZoneSpec } from "./definition";
import { zoneMessages } from "./messages";
import { parseAmbience, parseSource, type SourceUse } from "./source";

type Attributes = ReadonlyMap<string, AttributeValue>;

function lower(value: unknown): unknown {
	return typeIs(value, "string") ? value.lower() : value;
}

function musicOf(attributes: Attributes): unknown {
	const assetId = attributes.get("AssetId");
	if (typeIs(assetId, "string") && assetId.find(",")[0] !== undefined) {
		return { assets: assetId.gsub("%s", "")[0].split(",") };
	}
	if (assetId !== undefined) return assetId;
	const playlist = attributes.get("Playlist");
	if (playlist !== undefined) return { playlist };
	const similarTo = attributes.get("SimilarTo");
	if (similarTo !== undefined) return { similarTo };
	const query = attributes.get("Query");
	return query !== undefined ? { query, tracks: attributes.get("Tracks") } : undefined;
}

/**
 * Reads a tagged zone. Where several sources are given `AssetId` wins, then `Playlist`, `SimilarTo`, `Query`.
 *
 * @returns the zone without its areas, or what is wrong with it
 */
export function readAttributes(
	attributes: Attributes,
): [spec: Omit<ZoneSpec, "areas"> | undefined, why: string | undefined] {
	const fail = (name: string, wanted: string): [undefined, string] => [
		undefined,
		zoneMessages.attribute(name, wanted, attributes.get(name)),
	];
	const priority = attributes.get("Priority") ?? 0;
	if (!isFinite(priority)) return fail("Priority", "a number");
	const crossfade = attributes.get("Crossfade");
	if (crossfade !== undefined && !isAmount(crossfade)) return fail("Crossfade", "a number of seconds from 0");
	const volume = attributes.get("Volume") ?? 1;
	if (!isAmount(volume)) return fail("Volume", "a number from 0");
	const onReturn = lower(attributes.get("OnReturn") ?? "resume");
	if (!isOnReturn(onReturn)) return fail("OnReturn", `"resume", "restart" or "next"`);
	const enabled = attributes.get("Enabled") ?? true;
	if (!typeIs(enabled, "boolean")) return fail("Enabled", "true or false");
	const shape = lower(attributes.get("Shape"));
	if (shape !== undefined && !isShape(shape)) return fail("Shape", `"box", "ball" or "cylinder"`);
	const source = musicOf(attributes);
	if (source === undefined) return [undefined, zoneMessages.noSource];
	const [music, badMusic] = parseSource(source, () => undefined);
	if (music === undefined) return [undefined, `has bad attributes: ${badMusic}`];
	let ambience: SourceUse | undefined;
	const bed = attributes.get("Ambience");
	if (bed !== undefined) {
		// Words are searched for, digits are an id.
		const [id] = parseAmbience(bed);
		const [words, badBed] = parseAmbience({ query: bed });
		ambience = id ?? words;
		if (ambience === undefined) return [undefined, `has a bad attribute Ambience: ${badBed}`];
	}
	return [{ music, ambience, priority, crossfade, volume, onReturn, enabled, shape }, undefined];
}
