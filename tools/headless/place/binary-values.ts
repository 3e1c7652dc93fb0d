import { axisAligned } from "./attribute-blob.ts";
import type { BinaryReader } from "./binary-reader.ts";
import type { PlaceValue } from "./place-node.ts";

/** A value as it stands in the file: scripts' sources, tags and the like are bytes until somebody knows better. */
export type BinaryValue = PlaceValue | Buffer | undefined;

const rows = (columns: readonly (readonly number[])[]): number[][] =>
	columns[0]!.map((_, i) => columns.map(column => column[i]!));
const columns = (read: BinaryReader, count: number, width: number): number[][] =>
	rows(Array.from({ length: width }, () => read.f32s(count)));
const typed =
	(type: string) =>
	(value: unknown): PlaceValue => ({ type, value });

const frames = (read: BinaryReader, count: number): PlaceValue[] => {
	const rotations = read.list(count, () => {
		const id = read.u8();
		return id === 0 ? read.floats(9) : axisAligned(id);
	});
	return columns(read, count, 3).map((position, i) => ({ type: "CFrame", value: [...position, ...rotations[i]!] }));
};

/** Keypoints follow each other in one list: time, value, envelope. */
const sequence = (type: string, width: number) => (read: BinaryReader, count: number) =>
	read.list(count, () => typed(type)(read.floats(read.u32() * (width + 2))));

function contents(read: BinaryReader, count: number): PlaceValue[] {
	const kinds = read.i32s(count);
	const addresses = read.list(read.u32(), read.string);
	let next = 0;
	// An object in memory is nothing that a file brings along.
	return kinds.map(kind => ({ type: "Content", value: kind === 1 ? addresses[next++]! : "" }));
}

const CUSTOM_PHYSICS = 1;
const WITH_ACOUSTICS = 2;

/** Readers of a column of values by the type's number. */
export const READERS: Readonly<Record<number, (read: BinaryReader, count: number) => BinaryValue[]>> = {
	0x01: (read, count) => read.list(count, read.blob),
	0x02: (read, count) => read.list(count, () => read.u8() !== 0),
	0x03: (read, count) => read.i32s(count),
	0x04: (read, count) => read.f32s(count),
	0x05: (read, count) => read.list(count, read.f64),
	0x06: (read, count) => rows([read.f32s(count), read.i32s(count)]).map(typed("UDim")),
	0x07: (read, count) => {
		const [xs, ys, xo, yo] = [read.f32s(count), read.f32s(count), read.i32s(count), read.i32s(count)];
		return rows([xs, xo, ys, yo]).map(typed("UDim2"));
	},
	0x08: (read, count) => read.list(count, () => typed("Ray")(read.floats(6))),
	0x09: (read, count) => read.list(count, () => typed("Faces")(read.u8())),
	0x0a: (read, count) => read.list(count, () => typed("Axes")(read.u8())),
	0x0b: (read, count) => read.u32s(count).map(typed("BrickColor")),
	0x0c: (read, count) => columns(read, count, 3).map(typed("Color3")),
	0x0d: (read, count) => columns(read, count, 2).map(typed("Vector2")),
	0x0e: (read, count) => columns(read, count, 3).map(typed("Vector3")),
	0x10: frames,
	0x12: (read, count) => read.u32s(count).map(typed("Enum")),
	0x13: (read, count) => read.references(count).map(id => ({ type: "Ref", value: String(id) })),
	0x14: (read, count) => read.list(count, () => typed("Vector3int16")([read.i16(), read.i16(), read.i16()])),
	0x15: sequence("NumberSequence", 1),
	0x16: sequence("ColorSequence", 3),
	0x17: (read, count) => read.list(count, () => typed("NumberRange")(read.floats(2))),
	0x18: (read, count) => columns(read, count, 4).map(typed("Rect")),
	0x19: (read, count) =>
		read.list(count, () => {
			const flags = read.u8();
			if ((flags & CUSTOM_PHYSICS) === 0) return undefined;
			return typed("PhysicalProperties")(read.floats((flags & WITH_ACOUSTICS) === 0 ? 5 : 6));
		}),
	0x1a: (read, count) => rows(Array.from({ length: 3 }, () => read.list(count, read.u8))).map(typed("Color3uint8")),
	0x1b: (read, count) => read.i64s(count),
	0x1e: (read, count) => {
		read.u8();
		const values = frames(read, count);
		read.u8();
		return values.map(value => (read.u8() === 0 ? undefined : value));
	},
	0x20: (read, count) =>
		read.list(count, () => {
			const [family, weight, style] = [read.string(), read.u16(), read.u8()];
			read.string(); // The face that it was resolved to.
			return typed("Font")([family, weight, style]);
		}),
	0x22: contents,
};
