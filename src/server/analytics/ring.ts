/** A queue of bounded length: where there is no room, the oldest gives way. */
export interface Ring<T> {
	size: () => number;
	/** @returns how many had to give way */
	push: (item: T) => number;
	/** Takes the oldest, at most `count`, in order. */
	take: (count: number) => T[];
	/** Puts what was taken back where it was. @returns how many of them found no room */
	putBack: (items: ReadonlyArray<T>) => number;
	/** @returns how many had to give way */
	resize: (capacity: number) => number;
	clear: () => void;
}

/** Adding and taking cost the same however full it is: nothing is moved. */
export function createRing<T extends defined>(first: number): Ring<T> {
	let capacity = first;
	let slots = new Array<T | undefined>();
	let head = 0;
	let size = 0;

	const at = (index: number) => (head + index) % capacity;

	function take(count: number): T[] {
		const taken = new Array<T>();
		for (const _ of $range(1, math.min(count, size))) {
			taken.push(slots[head]!);
			slots[head] = undefined;
			head = at(1);
			size -= 1;
		}
		return taken;
	}

	return {
		size: () => size,
		push: item => {
			const full = size === capacity;
			slots[at(size)] = item;
			if (full) head = at(1);
			else size += 1;
			return full ? 1 : 0;
		},
		take,
		putBack: items => {
			const room = math.min(capacity - size, items.size());
			for (const back of $range(1, room)) {
				head = (head - 1 + capacity) % capacity;
				slots[head] = items[items.size() - back];
				size += 1;
			}
			return items.size() - room;
		},
		resize: wanted => {
			if (wanted === capacity) return 0;
			const lost = math.max(0, size - wanted);
			take(lost);
			const kept = take(size);
			capacity = wanted;
			slots = kept;
			head = 0;
			size = kept.size();
			return lost;
		},
		clear: () => {
			slots = [];
			head = 0;
			size = 0;
		},
	};
}
