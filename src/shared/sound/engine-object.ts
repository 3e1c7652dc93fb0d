const MOST_CONTENTS = 2000;

/** Content strings by asset: what plays often is not put together each time. */
const contents = new Map<string, string>();

/** An asset as the engine's objects name it. */
export function contentOf(assetId: string): string {
	let content = contents.get(assetId);
	if (content === undefined) {
		if (contents.size() >= MOST_CONTENTS) contents.clear();
		content = `rbxassetid://${assetId}`;
		contents.set(assetId, content);
	}
	return content;
}

/** As much as the engine's own default region. */
export const WHOLE = new NumberRange(0, 60000);

/** A point in the world to sound at. */
export function makePoint(name: string, parent: Instance | undefined): Attachment {
	const point = new Instance("Attachment");
	point.Name = name;
	point.Parent = parent;
	return point;
}

/** @returns a disconnect function */
export function connected(signal: RBXScriptSignal, listener: () => void): () => void {
	const connection = signal.Connect(() => listener());
	return () => connection.Disconnect();
}

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
