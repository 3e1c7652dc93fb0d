import type { PlaceValue } from "./place-node.ts";

/** Reads a property as Rojo's JSON writes it: plain, a list resolved by type, or `{ "Vector3": [0, 1, 0] }`. */
export function rojoValue(raw: unknown): PlaceValue {
	if (typeof raw === "string" || typeof raw === "number" || typeof raw === "boolean") return raw;
	if (Array.isArray(raw)) return { type: "implicit", value: raw };
	if (typeof raw === "object" && raw !== null) {
		const entries = Object.entries(raw);
		if (entries.length === 1) {
			const [type, value] = entries[0]!;
			if (type === "CFrame") return { type, value: flatCFrame(value) };
			if (type === "Bool" || type === "String" || /^(Float|Int)\d+$/.test(type)) return value as PlaceValue;
			return { type, value };
		}
	}
	return { type: "implicit", value: raw };
}

function flatCFrame(value: unknown): number[] {
	const { position, orientation } = value as { position: number[]; orientation: number[][] };
	return [...position, ...orientation.flat()];
}
