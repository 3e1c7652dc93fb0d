import { type PackedScore, packScore } from "../render/pack.ts";
import { mapScale } from "./map-scale.ts";
import { timeAxis } from "./time-axis.ts";
import type { Report } from "./types.ts";

/** What the page's script reads: what is heard, and where things are in the pictures. */
export interface RunData {
	readonly seconds: number;
	readonly score?: PackedScore;
	/** What each file of the score is called. */
	readonly names: Readonly<Record<string, string>>;
	/** Whose music a file is: `radio lobby`, `forest`. */
	readonly owners: Readonly<Record<string, string>>;
	/** When a station came to a track, and why. */
	readonly choices: ReadonlyArray<readonly [t: number, station: string, clip: string, reason: string]>;
	readonly visits: ReadonlyArray<readonly [player: string, zone: string, start: number, end: number]>;
	/** Where somebody is on the map: seconds, then both pixels, again and again. */
	readonly paths: Readonly<Record<string, readonly number[]>>;
	/** Pixels of the timeline at which the run begins and ends. */
	readonly axis: readonly [from: number, to: number];
}

const tenth = (value: number): number => Math.round(value * 10) / 10;

export function runData(report: Report): RunData {
	const { score, seconds } = report;
	const { px, pz } = mapScale(report);
	const { x } = timeAxis(report);
	return {
		seconds,
		...(score === undefined ? {} : { score: packScore(score) }),
		names: Object.fromEntries(report.sounds.map(({ soundId, title }) => [soundId, title])),
		owners: Object.fromEntries(
			report.sounds.flatMap(({ soundId, zone, station }) => {
				const owner = zone ?? (station === undefined ? undefined : `radio ${station}`);
				return owner === undefined ? [] : [[soundId, owner] as const];
			}),
		),
		choices: report.choices.map(({ t, station, assetId, reason }) => [t, station, assetId, reason] as const),
		visits: report.visits.map(({ player, zone, start, end }) => [player, zone, tenth(start), tenth(end)] as const),
		paths: Object.fromEntries(
			Object.entries(report.paths).map(([player, path]) => [
				player,
				path.flatMap(([t, at, z]) => [tenth(t), tenth(px(at)), tenth(pz(z))]),
			]),
		),
		axis: [x(0), x(seconds)],
	};
}

/** As JSON that can stand in a page. */
export const embedded = (data: RunData): string => JSON.stringify(data).replaceAll("<", "\\u003c");
