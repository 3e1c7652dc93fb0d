import type { Report } from "./types.ts";

/** How many colours the style has for zones. */
const COLOURS = 6;

/** The zones by name; one of several areas is one zone. */
export const zoneNames = (report: Report): string[] => [...new Set(report.zones.map(({ name }) => name))];

/** The class that colours what belongs to a zone. */
export function zoneClass(report: Report, zone: string | undefined): string {
	const at = zone === undefined ? -1 : zoneNames(report).indexOf(zone);
	return at === -1 ? "" : ` z${at % COLOURS}`;
}
