import type { Report } from "./types.ts";

/** How many colours the style has for zones. */
const COLOURS = 6;

/** The class that colours what belongs to a zone. */
export function zoneClass(report: Report, zone: string | undefined): string {
	const at = report.zones.findIndex(known => known.name === zone);
	return at === -1 ? "" : ` z${at % COLOURS}`;
}
