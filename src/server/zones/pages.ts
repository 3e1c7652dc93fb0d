/** Items of one page: a live edit republishes that many. */
const ITEMS = 24;

/**
 * Which item lies in which numbered slot, a page of slots published as one document, so that one live edit is one small
 * message. Holds names only; what is published of an item is worked out when its page goes out.
 */
export interface Pages {
	readonly slots: Map<string, number>;
	readonly names: Map<number, string>;
	/** Slots given back, and when they may be taken again. */
	readonly free: Array<{ slot: number; at: number }>;
	readonly changed: Set<number>;
	/** Pages there ever were. */
	count: number;
}

/** Makes an empty set of pages. */
export function createPages(): Pages {
	return { slots: new Map(), names: new Map(), free: [], changed: new Set(), count: 0 };
}

function pageOf(slot: number): number {
	return math.floor(slot / ITEMS);
}

/** The page of an item has to go out. */
export function touch(pages: Pages, name: string): void {
	const slot = pages.slots.get(name);
	if (slot !== undefined) pages.changed.add(pageOf(slot));
}

/** Gives an item a slot, unless it has one. */
export function takeSlot(pages: Pages, name: string, now: number): void {
	if (pages.slots.has(name)) return;
	const at = pages.free.findIndex(held => held.at <= now);
	const slot = at !== -1 ? pages.free.remove(at)!.slot : pages.slots.size() + pages.free.size();
	pages.slots.set(name, slot);
	pages.names.set(slot, name);
	pages.count = math.max(pages.count, pageOf(slot) + 1);
}

/**
 * Takes an item out.
 *
 * @param rest seconds until another item may have its slot
 */
export function giveSlot(pages: Pages, name: string, now: number, rest: number): void {
	const slot = pages.slots.get(name);
	if (slot === undefined) return;
	pages.slots.delete(name);
	pages.names.delete(slot);
	pages.free.push({ slot, at: now + rest });
	pages.changed.add(pageOf(slot));
}

/** Gives every page that changed to `publish`, with its items in the order of their slots. */
export function flushPages(pages: Pages, publish: (page: number, names: string[]) => void): void {
	for (const page of pages.changed) {
		const names = new Array<string>();
		for (const slot of $range(page * ITEMS, page * ITEMS + ITEMS - 1)) {
			const name = pages.names.get(slot);
			if (name !== undefined) names.push(name);
		}
		publish(page, names);
	}
	pages.changed.clear();
}
