/** A part of a WebAssembly image, without its head. */
export interface Section {
	readonly id: number;
	readonly body: Uint8Array;
}

export const readLeb = (bytes: Uint8Array, start: number): [value: number, next: number] => {
	let value = 0;
	let shift = 0;
	let at = start;
	for (;;) {
		const byte = bytes[at++]!;
		value |= (byte & 127) << shift;
		if (byte < 128) return [value >>> 0, at];
		shift += 7;
	}
};

export const toLeb = (value: number): number[] => {
	const out: number[] = [];
	let rest = value >>> 0;
	do {
		const byte = rest & 127;
		rest >>>= 7;
		out.push(rest === 0 ? byte : byte | 128);
	} while (rest !== 0);
	return out;
};

export const bytesOf = (...parts: (Uint8Array | readonly number[])[]): Uint8Array =>
	Buffer.concat(parts.map(part => (part instanceof Uint8Array ? part : Uint8Array.from(part))));

const HEAD_BYTES = 8;

export const sectionsOf = (image: Uint8Array): Section[] => {
	const sections: Section[] = [];
	let at = HEAD_BYTES;
	while (at < image.length) {
		const id = image[at]!;
		const [length, start] = readLeb(image, at + 1);
		sections.push({ id, body: image.subarray(start, start + length) });
		at = start + length;
	}
	return sections;
};

export const toImage = (original: Uint8Array, sections: readonly Section[]): Uint8Array =>
	bytesOf(original.subarray(0, HEAD_BYTES), ...sections.flatMap(({ id, body }) => [[id, ...toLeb(body.length)], body]));

/** The items of a section that begin with their length, each with it. */
export const readVector = (body: Uint8Array): Uint8Array[] => {
	const [count, first] = readLeb(body, 0);
	const items: Uint8Array[] = [];
	let at = first;
	for (let index = 0; index < count; index++) {
		const [length, start] = readLeb(body, at);
		items.push(body.subarray(at, start + length));
		at = start + length;
	}
	return items;
};

export const contentOf = (id: number, items: readonly Uint8Array[]): Section => ({
	id,
	body: bytesOf(toLeb(items.length), ...items),
});
