/** Reads one chunk from front to back. Arrays of numbers lie byte by byte: first the highest byte of each, and so on. */
export const createBinaryReader = (data: Buffer) => {
	let at = 0;
	const take = (bytes: number): number => {
		if (at + bytes > data.length) throw new RangeError("it ends too early");
		at += bytes;
		return at - bytes;
	};
	const u8 = (): number => data.readUInt8(take(1));
	const u32 = (): number => data.readUInt32LE(take(4));
	const f32 = (): number => data.readFloatLE(take(4));
	const bytes = (length: number): Buffer => data.subarray(take(length), at);
	const list = <T>(count: number, read: () => T): T[] => Array.from({ length: count }, read);
	const u32s = (count: number): number[] => {
		const from = take(count * 4);
		return list(count, () => 0).map(
			(_, i) =>
				((data[from + i]! << 24) |
					(data[from + count + i]! << 16) |
					(data[from + 2 * count + i]! << 8) |
					data[from + 3 * count + i]!) >>>
				0,
		);
	};
	const signed = (value: number): number => (value >>> 1) ^ -(value & 1);
	const i32s = (count: number): number[] => u32s(count).map(signed);
	const scratch = Buffer.alloc(4);
	// The sign is the lowest bit, so that zeros stand at the front.
	const f32s = (count: number): number[] =>
		u32s(count).map(value => {
			scratch.writeUInt32BE(((value >>> 1) | ((value & 1) << 31)) >>> 0);
			return scratch.readFloatBE();
		});
	return {
		u8,
		u32,
		f32,
		bytes,
		list,
		u32s,
		i32s,
		f32s,
		u16: (): number => data.readUInt16LE(take(2)),
		i16: (): number => data.readInt16LE(take(2)),
		f64: (): number => data.readDoubleLE(take(8)),
		blob: (): Buffer => bytes(u32()),
		string: (): string => bytes(u32()).toString("utf8"),
		floats: (count: number): number[] => list(count, f32),
		i64s: (count: number): number[] => {
			const from = take(count * 8);
			return list(count, () => 0).map((_, i) => {
				let value = 0n;
				for (let byte = 0; byte < 8; byte++) value = (value << 8n) | BigInt(data[from + byte * count + i]!);
				return Number((value >> 1n) ^ -(value & 1n));
			});
		},
		/** References are told by their distance from the one before. */
		references: (count: number): number[] => {
			let last = 0;
			return i32s(count).map(step => (last += step));
		},
	};
};

export type BinaryReader = ReturnType<typeof createBinaryReader>;
