/** Forms of a zone. As with Roblox parts, a cylinder's axis is its X axis and round forms take the smallest fitting size. */
export type Shape = "box" | "ball" | "cylinder";

/** An oriented form as plain numbers: centre, rotation matrix by rows, half extents. */
export interface Volume {
	shape: Shape;
	x: number;
	y: number;
	z: number;
	r00: number;
	r01: number;
	r02: number;
	r10: number;
	r11: number;
	r12: number;
	r20: number;
	r21: number;
	r22: number;
	hx: number;
	hy: number;
	hz: number;
}

/** Radius of a ball or of a cylinder around its axis. */
export function radiusOf(v: Volume): number {
	return v.shape === "ball" ? math.min(v.hx, v.hy, v.hz) : math.min(v.hy, v.hz);
}

/** Whether a point lies in a volume grown by `margin` studs (shrunk, where that is negative). */
export function contains(v: Volume, px: number, py: number, pz: number, margin: number): boolean {
	const dx = px - v.x;
	const dy = py - v.y;
	const dz = pz - v.z;
	if (v.shape === "ball") {
		const r = math.min(v.hx, v.hy, v.hz) + margin;
		return r >= 0 && dx * dx + dy * dy + dz * dz <= r * r;
	}
	if (math.abs(dx * v.r00 + dy * v.r10 + dz * v.r20) > v.hx + margin) return false;
	const ly = dx * v.r01 + dy * v.r11 + dz * v.r21;
	const lz = dx * v.r02 + dy * v.r12 + dz * v.r22;
	if (v.shape === "box") return math.abs(ly) <= v.hy + margin && math.abs(lz) <= v.hz + margin;
	const r = math.min(v.hy, v.hz) + margin;
	return r >= 0 && ly * ly + lz * lz <= r * r;
}

/** How far a disc reaches along an axis of which the cylinder's own has this share. */
function discAlong(radius: number, share: number): number {
	return radius * math.sqrt(math.max(0, 1 - share * share));
}

/** Half extents of the smallest upright box around a volume. */
export function boundsOf(v: Volume): LuaTuple<[x: number, y: number, z: number]> {
	if (v.shape === "ball") {
		const r = radiusOf(v);
		return $tuple(r, r, r);
	}
	if (v.shape === "cylinder") {
		const r = radiusOf(v);
		return $tuple(
			math.abs(v.r00) * v.hx + discAlong(r, v.r00),
			math.abs(v.r10) * v.hx + discAlong(r, v.r10),
			math.abs(v.r20) * v.hx + discAlong(r, v.r20),
		);
	}
	return $tuple(
		math.abs(v.r00) * v.hx + math.abs(v.r01) * v.hy + math.abs(v.r02) * v.hz,
		math.abs(v.r10) * v.hx + math.abs(v.r11) * v.hy + math.abs(v.r12) * v.hz,
		math.abs(v.r20) * v.hx + math.abs(v.r21) * v.hy + math.abs(v.r22) * v.hz,
	);
}

/** Cubic studs. */
export function measureOf(v: Volume): number {
	const r = radiusOf(v);
	if (v.shape === "ball") return (4 / 3) * math.pi * r * r * r;
	if (v.shape === "cylinder") return math.pi * r * r * 2 * v.hx;
	return 8 * v.hx * v.hy * v.hz;
}

/** Studs from a point to the surface of a volume; 0 inside. */
export function distanceTo(v: Volume, px: number, py: number, pz: number): number {
	const dx = px - v.x;
	const dy = py - v.y;
	const dz = pz - v.z;
	if (v.shape === "ball") return math.max(0, math.sqrt(dx * dx + dy * dy + dz * dz) - radiusOf(v));
	const ox = math.max(0, math.abs(dx * v.r00 + dy * v.r10 + dz * v.r20) - v.hx);
	const ly = dx * v.r01 + dy * v.r11 + dz * v.r21;
	const lz = dx * v.r02 + dy * v.r12 + dz * v.r22;
	if (v.shape === "cylinder") {
		const radial = math.max(0, math.sqrt(ly * ly + lz * lz) - radiusOf(v));
		return math.sqrt(ox * ox + radial * radial);
	}
	const oy = math.max(0, math.abs(ly) - v.hy);
	const oz = math.max(0, math.abs(lz) - v.hz);
	return math.sqrt(ox * ox + oy * oy + oz * oz);
}

/** Beyond this many studs places cannot be told apart any more: what is there is nowhere. */
const FARTHEST = 1e12;

function isPlace(value: number): boolean {
	return value >= -FARTHEST && value <= FARTHEST;
}

/** Whether a volume is somewhere: all numbers finite, none beyond all reach, and the form has a size. */
export function isSomewhere(v: Volume): boolean {
	if (!isPlace(v.x) || !isPlace(v.y) || !isPlace(v.z)) return false;
	if (!isPlace(v.r00 + v.r01 + v.r02 + v.r10 + v.r11 + v.r12 + v.r20 + v.r21 + v.r22)) return false;
	return isPlace(v.hx) && isPlace(v.hy) && isPlace(v.hz) && v.hx > 0 && v.hy > 0 && v.hz > 0;
}

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
