import type { Shape, Volume } from "./volume";

/** The form of a part: blocks, balls and cylinders as they are, everything else by its bounding box. */
export function shapeOf(part: BasePart): Shape {
	if (!part.IsA("Part")) return "box";
	if (part.Shape === Enum.PartType.Ball) return "ball";
	return part.Shape === Enum.PartType.Cylinder ? "cylinder" : "box";
}

/** Writes a frame and a size into a volume. */
export function writeVolume(volume: Volume, cframe: CFrame, size: Vector3): void {
	const [x, y, z, r00, r01, r02, r10, r11, r12, r20, r21, r22] = cframe.GetComponents();
	volume.x = x;
	volume.y = y;
	volume.z = z;
	volume.r00 = r00;
	volume.r01 = r01;
	volume.r02 = r02;
	volume.r10 = r10;
	volume.r11 = r11;
	volume.r12 = r12;
	volume.r20 = r20;
	volume.r21 = r21;
	volume.r22 = r22;
	volume.hx = size.X / 2;
	volume.hy = size.Y / 2;
	volume.hz = size.Z / 2;
}

/** A volume from a frame and a size. */
export function volumeOf(cframe: CFrame, size: Vector3, shape: Shape): Volume {
	const volume = { shape } as Volume;
	writeVolume(volume, cframe, size);
	return volume;
}
