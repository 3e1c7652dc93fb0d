/**
 * How a chunk is compiled: `factory` for scripts and modules that several machines have under the same name, `once` for
 * those that only this one has, `plain` where the caller sets the environment itself.
 */
export type LoadMode = "factory" | "once" | "plain";

/** Globals that differ from the VM's own; compiled modules take those that they name as parameters. */
const ENGINE_NAMES = new Set(
	(
		"script game workspace Game Workspace typeof require print warn task wait delay spawn Wait time elapsedTime tick os debug " +
		"shared _G Instance Enum getfenv setfenv loadstring settings version Vector3 Vector2 Vector2int16 Vector3int16 CFrame " +
		"Color3 BrickColor UDim UDim2 Rect Ray Region3 NumberRange NumberSequence NumberSequenceKeypoint ColorSequence " +
		"ColorSequenceKeypoint TweenInfo RaycastParams OverlapParams Random DateTime PhysicalProperties Font Content Axes Faces " +
		"PathWaypoint SharedTable headless Region3int16 CatalogSearchParams DockWidgetPluginGuiInfo FloatCurveKey RotationCurveKey " +
		"ValueCurveKey Path2DControlPoint SecurityCapabilities InstanceHandle User UserSettings stats Stats collectgarbage ypcall " +
		"printidentity Spawn Delay ElapsedTime DebuggerManager PluginManager utf8"
	).split(" "),
);
const COMPILED = /^-- Compiled with roblox-ts/;

/** The names of engine globals that a compiled module uses, in order of appearance. */
const namesIn = (source: string): string[] => {
	const found = new Set<string>();
	for (const [word] of source.matchAll(/[A-Za-z_]\w*/g)) if (ENGINE_NAMES.has(word)) found.add(word);
	return [...found];
};

export interface Chunk {
	readonly text: string;
	/** Comma-separated; empty for a script that gets an environment instead. */
	readonly names: string;
}

/** Whatever precedes the source stays on its first line, so that line numbers hold. */
const shape = (source: string): Chunk => {
	const names = COMPILED.test(source) ? namesIn(source) : [];
	return {
		text: `return function(${names.join(",")}) return function(...) ${source}\nend end`,
		names: names.join(","),
	};
};

/** What was shaped before in this process: the runs of a spec file share their modules. */
const shaped = new Map<string, Chunk>();
const shapedOf = (source: string): Chunk => {
	const before = shaped.get(source);
	if (before !== undefined) return before;
	const chunk = shape(source);
	if (chunk.names !== "") shaped.set(source, chunk);
	return chunk;
};

/** Keeps the sources of a place and shapes them for the VM. Texts are byte strings. */
export const createSources = () => {
	const texts: string[] = [];
	return {
		/** Registers a source; the number is what an instance carries. */
		add: (text: string): number => texts.push(text),
		text: (id: number): string => texts[id - 1] ?? "",
		chunk: (id: number, mode: LoadMode): Chunk => {
			const source = texts[id - 1] ?? "";
			return mode === "plain" ? { text: source, names: "" } : shapedOf(source);
		},
	};
};
