import { isFinite } from "../../shared/sound/loudness";
import { topicOfStation } from "../../shared/sound/station-gate";
import type { OnReturn } from "../../shared/zones/conductor";
import { volumeOf } from "../../shared/zones/parts";
import { isSomewhere, type Shape } from "../../shared/zones/volume";
import { zoneMessages } from "./messages";
import { parseAmbience, parseSource, type SourceUse } from "./source";
import type { ZoneArea } from "./types";

/** A zone as checked: what `add` and the tags boil down to. */
export interface ZoneSpec {
	areas: ZoneArea[];
	/** Form of the parts, where it is not their own. */
	shape?: Shape;
	music: SourceUse;
	ambience?: SourceUse;
	priority: number;
	crossfade?: number;
	volume: number;
	enabled: boolean;
	onReturn: OnReturn;
}

type Read = [spec: ZoneSpec | undefined, why: string | undefined];

/** Whether a value names a form. */
export function isShape(value: unknown): value is Shape {
	return value === "box" || value === "ball" || value === "cylinder";
}

/** Whether a value says what happens on return. */
export function isOnReturn(value: unknown): value is OnReturn {
	return value === "resume" || value === "restart" || value === "next";
}

/** Whether a value is a finite number from 0. */
export function isAmount(value: unknown): value is number {
	return isFinite(value) && value >= 0;
}

function areaProblem(area: unknown): string | undefined {
	if (typeIs(area, "Instance")) return area.IsA("BasePart") || area.IsA("Model") ? undefined : zoneMessages.area;
	if (!typeIs(area, "table")) return zoneMessages.area;
	const { cframe, size, shape } = area as Record<string, unknown>;
	if (!typeIs(cframe, "CFrame")) return zoneMessages.area;
	if (!typeIs(size, "Vector3") || !(size.X > 0 && size.Y > 0 && size.Z > 0)) return zoneMessages.size;
	if (shape !== undefined && !isShape(shape)) return zoneMessages.shape(shape);
	return isSomewhere(volumeOf(cframe, size, shape ?? "box")) ? undefined : zoneMessages.nowhere;
}

function fieldProblem(zone: Record<string, unknown>): string | undefined {
	const { priority, crossfade, volume, enabled, onReturn } = zone;
	if (priority !== undefined && !isFinite(priority)) return zoneMessages.number("priority", priority);
	if (crossfade !== undefined && !isAmount(crossfade)) return zoneMessages.notNegative("crossfade", crossfade);
	if (volume !== undefined && !isAmount(volume)) return zoneMessages.notNegative("volume", volume);
	if (enabled !== undefined && !typeIs(enabled, "boolean")) return zoneMessages.boolean("enabled", enabled);
	if (onReturn !== undefined && !isOnReturn(onReturn)) return zoneMessages.onReturn(onReturn);
	return undefined;
}

/** Checks a definition of the public API. */
export function readDefinition(definition: unknown): Read {
	if (!typeIs(definition, "table")) return [undefined, zoneMessages.table];
	const zone = definition as Record<string, unknown>;
	const { area } = zone;
	const single =
		typeIs(area, "Instance") || (typeIs(area, "table") && (area as Record<string, unknown>).cframe !== undefined);
	if (!single && !typeIs(area, "table")) return [undefined, zoneMessages.area];
	const areas = (single ? [area as defined] : [...(area as defined[])]) as ZoneArea[];
	for (const piece of areas) {
		const why = areaProblem(piece);
		if (why !== undefined) return [undefined, why];
	}
	const why = fieldProblem(zone);
	if (why !== undefined) return [undefined, why];
	const [music, badMusic] = parseSource(zone.music, topicOfStation);
	if (music === undefined) return [undefined, `music ${badMusic}`];
	let ambience: SourceUse | undefined;
	if (zone.ambience !== undefined) {
		const [bed, badBed] = parseAmbience(zone.ambience);
		if (bed === undefined) return [undefined, `ambience ${badBed}`];
		ambience = bed;
	}
	const spec: ZoneSpec = {
		areas,
		music,
		ambience,
		priority: (zone.priority as number | undefined) ?? 0,
		crossfade: zone.crossfade as number | undefined,
		volume: (zone.volume as number | undefined) ?? 1,
		enabled: (zone.enabled as boolean | undefined) ?? true,
		onReturn: (zone.onReturn as OnReturn | undefined) ?? "resume",
	};
	return [spec, undefined];
}
