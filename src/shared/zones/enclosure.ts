import { boundsOf, contains, radiusOf, type Volume } from "./volume";

/** Faces that touch still count as inside. */
const TOLERANCE = 0.001;
const RIM_STEPS = 16;

/** How far a volume reaches from its centre along a unit direction. */
function reach(v: Volume, x: number, y: number, z: number): number {
	if (v.shape === "ball") return radiusOf(v);
	const a = math.abs(x * v.r00 + y * v.r10 + z * v.r20);
	if (v.shape === "cylinder") return a * v.hx + radiusOf(v) * math.sqrt(math.max(0, 1 - a * a));
	return (
		a * v.hx + math.abs(x * v.r01 + y * v.r11 + z * v.r21) * v.hy + math.abs(x * v.r02 + y * v.r12 + z * v.r22) * v.hz
	);
}

function holdsPoint(outer: Volume, v: Volume, lx: number, ly: number, lz: number): boolean {
	return contains(
		outer,
		v.x + lx * v.r00 + ly * v.r01 + lz * v.r02,
		v.y + lx * v.r10 + ly * v.r11 + lz * v.r12,
		v.z + lx * v.r20 + ly * v.r21 + lz * v.r22,
		TOLERANCE,
	);
}

function holdsCorners(outer: Volume, v: Volume): boolean {
	for (const sx of [-1, 1]) {
		for (const sy of [-1, 1]) {
			if (!holdsPoint(outer, v, sx * v.hx, sy * v.hy, v.hz)) return false;
			if (!holdsPoint(outer, v, sx * v.hx, sy * v.hy, -v.hz)) return false;
		}
	}
	return true;
}

function holdsRims(outer: Volume, v: Volume): boolean {
	const r = radiusOf(v);
	for (const i of $range(0, RIM_STEPS - 1)) {
		const angle = (i / RIM_STEPS) * 2 * math.pi;
		const ly = r * math.cos(angle);
		const lz = r * math.sin(angle);
		if (!holdsPoint(outer, v, v.hx, ly, lz) || !holdsPoint(outer, v, -v.hx, ly, lz)) return false;
	}
	return true;
}

function boxHolds(outer: Volume, v: Volume): boolean {
	const dx = v.x - outer.x;
	const dy = v.y - outer.y;
	const dz = v.z - outer.z;
	const fits = (x: number, y: number, z: number, half: number) =>
		math.abs(dx * x + dy * y + dz * z) + reach(v, x, y, z) <= half + TOLERANCE;
	return (
		fits(outer.r00, outer.r10, outer.r20, outer.hx) &&
		fits(outer.r01, outer.r11, outer.r21, outer.hy) &&
		fits(outer.r02, outer.r12, outer.r22, outer.hz)
	);
}

/**
 * Whether `v` lies wholly within `outer`. Convex forms: it does if its extreme points do (the rims of a cylinder are
 * taken in sixteen steps).
 */
export function encloses(outer: Volume, v: Volume): boolean {
	if (outer.shape === "box") return boxHolds(outer, v);
	if (v.shape === "box") return holdsCorners(outer, v);
	if (v.shape === "cylinder") return holdsRims(outer, v);
	const dx = v.x - outer.x;
	const dy = v.y - outer.y;
	const dz = v.z - outer.z;
	const far = math.sqrt(dx * dx + dy * dy + dz * dz);
	const r = radiusOf(v);
	if (outer.shape === "ball") return far + r <= radiusOf(outer) + TOLERANCE;
	const along = math.abs(dx * outer.r00 + dy * outer.r10 + dz * outer.r20);
	const radial = math.sqrt(math.max(0, far * far - along * along));
	return along + r <= outer.hx + TOLERANCE && radial + r <= radiusOf(outer) + TOLERANCE;
}

/** Whether every volume of one zone lies within some volume of another. */
export function allEnclosed(outers: ReadonlyArray<Volume>, inners: ReadonlyArray<Volume>): boolean {
	if (inners.isEmpty()) return false;
	for (const inner of inners) {
		let held = false;
		for (const outer of outers) {
			if (encloses(outer, inner)) {
				held = true;
				break;
			}
		}
		if (!held) return false;
	}
	return true;
}

/** The shortest side of the upright box around a volume, for margins that fit small zones. */
export function shortestSide(v: Volume): number {
	const [x, y, z] = boundsOf(v);
	return 2 * math.min(x, y, z);
}
