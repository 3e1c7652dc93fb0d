import { describe, expect, it } from "@rbxts/jest-globals";

import { createPages, flushPages, giveSlot, type Pages, takeSlot, touch } from "./publication";

function flushed(pages: Pages): string[][] {
	const found = new Array<string[]>();
	flushPages(pages, (_page, names) => found.push(names));
	return found;
}

describe("pages", () => {
	it("a live edit is one page, in the order of its slots", () => {
		const pages = createPages();
		for (let i = 0; i < 100; i++) {
			takeSlot(pages, `zone ${i}`, 0);
			touch(pages, `zone ${i}`);
		}
		const all = flushed(pages);
		expect(all.size() >= 2 && all.size() < 10).toBe(true);
		expect(all.size()).toBe(pages.count);
		expect(flushed(pages).size()).toBe(0);
		touch(pages, "zone 1");
		const edited = flushed(pages);
		expect(edited.size()).toBe(1);
		expect(edited[0]![1]).toBe("zone 1");
	});

	it("slots are used again, after their rest", () => {
		const pages = createPages();
		takeSlot(pages, "a", 0);
		takeSlot(pages, "b", 0);
		giveSlot(pages, "a", 10, 5);
		takeSlot(pages, "c", 14);
		expect(pages.slots.get("c")).toBe(2);
		takeSlot(pages, "d", 15);
		expect(pages.slots.get("d")).toBe(0);
		expect(flushed(pages)[0]!.join(",")).toBe("d,b,c");
	});

	it("one item has one slot, and what is not there changes nothing", () => {
		const pages = createPages();
		takeSlot(pages, "a", 0);
		takeSlot(pages, "a", 0);
		giveSlot(pages, "b", 0, 0);
		touch(pages, "b");
		expect(pages.slots.size()).toBe(1);
		expect(flushed(pages).size()).toBe(0);
	});
});
