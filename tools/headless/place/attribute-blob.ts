import { PlaceError, type PlaceValue } from "./place-node.ts";

/** Reads the attributes of an Instance as place files keep them: a count, then name, type byte and value of each. */
export function attributesOf(bytes: Buffer, file: string): Record<string, PlaceValue> {
	const attributes: Record<string, PlaceValue> = {};
	if (bytes.length === 0) return attributes;
	let at = 4;
	const u8 = () => bytes.readUInt8(at++);
	const f32 = () => bytes.readFloatLE((at += 4) - 4);
	const f64 = () => bytes.readDoubleLE((at += 8) - 8);
	const i32 = () => bytes.readInt32LE((at += 4) - 4);
	const string = () => {
		const length = bytes.readUInt32LE(at);
		at += 4 + length;
		return bytes.toString("utf8", at - length, at);
	};
	const floats = (count: number) => Array.from({ length: count }, f32);
	const readers: Record<number, () => PlaceValue> = {
		0x02: string,
		0x03: () => u8() !== 0,
		0x04: i32,
		0x05: f32,
		0x06: f64,
		0x09: () => ({ type: "UDim", value: [f32(), i32()] }),
		0x0a: () => ({ type: "UDim2", value: [f32(), i32(), f32(), i32()] }),
		0x0e: () => ({ type: "BrickColor", value: bytes.readUInt32LE((at += 4) - 4) }),
		0x0f: () => ({ type: "Color3", value: floats(3) }),
		0x10: () => ({ type: "Vector2", value: floats(2) }),
		0x11: () => ({ type: "Vector3", value: floats(3) }),
		0x14: () => cframe(),
		0x15: () => ({ type: "EnumItem", value: [string(), bytes.readUInt32LE((at += 4) - 4)] }),
		0x17: () => ({ type: "NumberSequence", value: keypoints(1) }),
		0x19: () => ({ type: "ColorSequence", value: keypoints(3) }),
		0x1b: () => ({ type: "NumberRange", value: floats(2) }),
		0x1c: () => ({ type: "Rect", value: floats(4) }),
		0x21: () => font(),
	};
	/** Of a sequence, as its XML has them: time, value, envelope. */
	function keypoints(width: number): number[] {
		const count = bytes.readUInt32LE((at += 4) - 4);
		return Array.from({ length: count }, () => {
			const [envelope, time, ...value] = floats(2 + width);
			return [time!, ...value, envelope!];
		}).flat();
	}
	function font(): PlaceValue {
		const weight = bytes.readUInt16LE((at += 2) - 2);
		const style = u8();
		const family = string();
		string(); // The face that it was resolved to.
		return { type: "Font", value: [family, weight, style] };
	}
	function cframe(): PlaceValue {
		const position = floats(3);
		const rotation = u8();
		if (rotation !== 0) return { type: "CFrame", value: [...position, ...axisAligned(rotation)] };
		return { type: "CFrame", value: [...position, ...floats(9)] };
	}
	for (let left = bytes.readUInt32LE(0); left > 0; left--) {
		const name = string();
		const type = u8();
		const read = readers[type];
		if (read === undefined)
			throw new PlaceError(`${file}: attribute '${name}' is of type 0x${type.toString(16)}, which is not read`);
		attributes[name] = read();
	}
	return attributes;
}

/** The 24 axis-aligned rotations have numbers of their own: the X and Y columns as signed axes. */
export function axisAligned(id: number): number[] {
	const axis = (n: number) => [0, 1, 2].map(i => (i === n % 3 ? (n < 3 ? 1 : -1) : 0));
	const index = id - 1;
	const x = axis(Math.floor(index / 6));
	const y = axis(index % 6);
	const z = [x[1]! * y[2]! - x[2]! * y[1]!, x[2]! * y[0]! - x[0]! * y[2]!, x[0]! * y[1]! - x[1]! * y[0]!];
	return [0, 1, 2].flatMap(row => [x[row]!, y[row]!, z[row]!]);
}
