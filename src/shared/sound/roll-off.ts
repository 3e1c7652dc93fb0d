/** The share that is heard at a distance, as the engine reckons it with its default scale. */
export function rollOff(mode: Enum.RollOffMode["Name"], studs: number, near: number, far: number): number {
	if (studs <= near) return 1;
	if (studs >= far) return 0;
	const linear = (far - studs) / (far - near);
	if (mode === "Linear") return linear;
	if (mode === "LinearSquare") return linear * linear;
	const inverse = near / studs;
	return mode === "InverseTapered" ? math.min(inverse, linear * linear) : inverse;
}
