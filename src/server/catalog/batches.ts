/** A list in parts of at most so many, in order. */
export function batches<T extends defined>(list: ReadonlyArray<T>, size: number): T[][] {
	const result = new Array<T[]>();
	for (let from = 0; from < list.size(); from += size) {
		const batch = new Array<T>();
		for (let index = from; index < math.min(from + size, list.size()); index++) batch.push(list[index]!);
		result.push(batch);
	}
	return result;
}
