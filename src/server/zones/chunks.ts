/** Items in numbered slots, published a few dozen to a document. */
export interface Chunks<T> {
	/** Puts an item into its slot, or takes it out. */
	set(slot: number, item: T | undefined): void;
	/** Publishes the documents that changed. */
	flush(): void;
	/** Whether a flush would publish anything. */
	dirty(): boolean;
	/** Documents published so far. */
	count(): number;
	clear(): void;
}

/** Items of one document: a live edit republishes that many. */
const ITEMS = 24;

/**
 * @param publish gets the number of a document and its items
 */
export function createChunks<T extends defined>(
	publish: (chunk: number, items: T[]) => void,
	remove: (chunk: number) => void,
): Chunks<T> {
	const chunks = new Array<Map<number, T>>();
	const changed = new Set<number>();
	return {
		set(slot, item) {
			const number = math.floor(slot / ITEMS);
			while (chunks.size() <= number) chunks.push(new Map());
			const chunk = chunks[number]!;
			if (item === undefined) chunk.delete(slot);
			else chunk.set(slot, item);
			changed.add(number);
		},
		flush() {
			for (const number of changed) {
				const items = new Array<T>();
				for (const [, item] of chunks[number]!) items.push(item);
				publish(number, items);
			}
			changed.clear();
		},
		dirty() {
			return !changed.isEmpty();
		},
		count() {
			return chunks.size();
		},
		clear() {
			changed.clear();
			for (const number of $range(0, chunks.size() - 1)) remove(number);
			chunks.clear();
		},
	};
}

/** Hands out small numbers and takes them back. */
export function createSlots(): { take(): number; give(slot: number): void } {
	const free = new Array<number>();
	let size = 0;
	return {
		take() {
			const slot = free.pop();
			if (slot !== undefined) return slot;
			size += 1;
			return size - 1;
		},
		give(slot) {
			free.push(slot);
		},
	};
}
