import type { Report } from "./types.ts";

const SIZE = 640;
const MARGIN = 20;

/** How studs become pixels of the map. */
export interface MapScale {
	readonly width: number;
	readonly height: number;
	/** Pixels a stud. */
	readonly scale: number;
	readonly px: (x: number) => number;
	readonly pz: (z: number) => number;
}

const least = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b), Infinity);
const most = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b), -Infinity);

/** Room for every zone and everybody's way. */
export function mapScale(report: Report): MapScale {
	const xs: number[] = [];
	const zs: number[] = [];
	for (const { x, z, sizeX, sizeZ, turn } of report.zones) {
		const reach = Math.hypot(sizeX, sizeZ) / 2;
		const [reachX, reachZ] = turn === 0 ? [sizeX / 2, sizeZ / 2] : [reach, reach];
		xs.push(x - reachX, x + reachX);
		zs.push(z - reachZ, z + reachZ);
	}
	for (const path of Object.values(report.paths))
		for (const [, x, z] of path) {
			xs.push(x);
			zs.push(z);
		}
	const [minX, minZ] = xs.length === 0 ? [0, 0] : [least(xs), least(zs)];
	const scale = xs.length === 0 ? 1 : (SIZE - 2 * MARGIN) / Math.max(1, most(xs) - minX);
	return {
		width: SIZE,
		height: xs.length === 0 ? SIZE : (most(zs) - minZ) * scale + 2 * MARGIN,
		scale,
		px: x => MARGIN + (x - minX) * scale,
		pz: z => MARGIN + (z - minZ) * scale,
	};
}
