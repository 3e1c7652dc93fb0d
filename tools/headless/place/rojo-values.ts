import type { PlaceValue } from "./place-node.ts";

type Json = Record<string, unknown>;

const BITS = {
	Faces: ["Right", "Top", "Back", "Left", "Bottom", "Front"],
	Axes: ["X", "Y", "Z"],
};
const bits = (type: keyof typeof BITS) => (names: string[]) => ({
	type,
	value: names.reduce((sum, name) => sum + 2 ** BITS[type].indexOf(name), 0),
});
const typed =
	<T>(type: string, read: (value: T) => unknown = value => value) =>
	(value: T): PlaceValue => ({ type, value: read(value) });
const plain = (value: unknown): PlaceValue => value as PlaceValue;
const nothing = (): undefined => undefined;

interface Keypoint {
	time: number;
	value?: number;
	envelope?: number;
	color?: number[];
}
/** One list: time, value, envelope, as the files have them. */
const keypoints = ({ keypoints: points }: { keypoints: Keypoint[] }): number[] =>
	points.flatMap(({ time, value, color, envelope = 0 }) => [time, ...(color ?? [value ?? 0]), envelope]);

const flatFrame = ({ position, orientation }: { position: number[]; orientation: number[][] }): number[] => [
	...position,
	...orientation.flat(),
];

const WEIGHTS: Readonly<Record<string, number>> = {
	Thin: 100,
	ExtraLight: 200,
	Light: 300,
	Regular: 400,
	Medium: 500,
	SemiBold: 600,
	Bold: 700,
	ExtraBold: 800,
	Heavy: 900,
};
interface FontFace {
	family: string;
	weight?: string;
	style?: string;
}
const font = ({ family, weight = "Regular", style = "Normal" }: FontFace): unknown[] => [
	family,
	WEIGHTS[weight] ?? 400,
	style,
];

interface Physics {
	density: number;
	friction: number;
	elasticity: number;
	frictionWeight: number;
	elasticityWeight: number;
}
const physics = (value: Physics | "Default"): PlaceValue | undefined =>
	value === "Default"
		? undefined
		: {
				type: "PhysicalProperties",
				value: [value.density, value.friction, value.elasticity, value.frictionWeight, value.elasticityWeight],
			};

const address = (value: string | { Uri?: string }): string =>
	typeof value === "string" ? (value === "None" ? "" : value) : (value.Uri ?? "");

/** Readers of values that name their type, `{ "Vector3": [0, 1, 0] }`, in the forms that Rojo takes. */
const READERS: Readonly<Record<string, (value: never) => PlaceValue | undefined>> = {
	...Object.fromEntries(["Bool", "String", "Float32", "Float64", "Int32", "Int64"].map(type => [type, plain])),
	...Object.fromEntries(
		["Vector2", "Vector3", "Vector3int16", "Color3", "Color3uint8"].map(type => [type, typed(type)]),
	),
	...Object.fromEntries(["UDim", "NumberRange", "BrickColor", "Enum"].map(type => [type, typed(type)])),
	...Object.fromEntries(
		["BinaryString", "SharedString", "UniqueId", "SecurityCapabilities"].map(type => [type, nothing]),
	),
	UDim2: typed("UDim2", (value: number[][]) => value.flat()),
	Rect: typed("Rect", (value: number[][]) => value.flat()),
	Ray: typed("Ray", ({ origin, direction }: { origin: number[]; direction: number[] }) => [...origin, ...direction]),
	CFrame: typed("CFrame", flatFrame),
	OptionalCFrame: (value: null | Parameters<typeof flatFrame>[0]) =>
		value === null ? undefined : { type: "CFrame", value: flatFrame(value) },
	NumberSequence: typed("NumberSequence", keypoints),
	ColorSequence: typed("ColorSequence", keypoints),
	Faces: bits("Faces"),
	Axes: bits("Axes"),
	Font: typed("Font", font),
	PhysicalProperties: physics,
	Content: typed("Content", address),
	ContentId: plain,
	EnumItem: typed("EnumItem", ({ type, value }: { type: string; value: number }) => [type, value]),
};

/**
 * Reads a property as Rojo's JSON writes it: plain, a list resolved by the property's own type, or with its type's name.
 *
 * @returns undefined for what scripts do not read
 */
export function rojoValue(raw: unknown): PlaceValue | undefined {
	if (typeof raw === "string" || typeof raw === "number" || typeof raw === "boolean") return raw;
	if (typeof raw !== "object" || raw === null || Array.isArray(raw)) return { type: "implicit", value: raw };
	const [[type, value] = ["", undefined], ...others] = Object.entries(raw as Json);
	if (others.length === 0 && Object.hasOwn(READERS, type)) return READERS[type]!(value as never);
	if ("family" in raw) return { type: "Font", value: font(raw as unknown as FontFace) };
	return { type: "implicit", value: raw };
}
