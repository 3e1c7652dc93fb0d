import { describe, expect, it } from "@rbxts/jest-globals";

import type { AudioItem } from "./items";
import { type AudioPage, createAudioPages } from "./pages";

const items = (first: number, last: number): AudioItem[] => {
	const page = new Array<AudioItem>();
	for (const id of $range(first, last)) page.push({ Id: id } as AudioItem);
	return page;
};

describe("pages of found assets", () => {
	it("end with the last item", () => {
		const asked = new Array<number>();
		const fetch = (offset: number): AudioPage => {
			asked.push(offset);
			return { page: items(offset + 1, math.min(offset + 10, 25)), total: 25 };
		};
		const pages = createAudioPages(fetch, { page: items(1, 10), total: 25 }, 10);
		expect(pages.IsFinished).toBe(false);
		pages.AdvanceToNextPageAsync();
		pages.AdvanceToNextPageAsync();
		expect(pages.GetCurrentPage()[0]!.Id).toBe(21);
		expect(pages.IsFinished).toBe(true);
		expect(() => pages.AdvanceToNextPageAsync()).toThrow("no more pages");
		expect(asked).toEqual([10, 20]);
	});

	it("stay where they are when the next cannot be had, and go on with the next try", () => {
		let isDown = true;
		const fetch = (offset: number): AudioPage => {
			if (isDown) error("down", 0);
			return { page: items(offset + 1, offset + 5), total: 10 };
		};
		const pages = createAudioPages(fetch, { page: items(1, 5), total: 10 }, 5);
		expect(() => pages.AdvanceToNextPageAsync()).toThrow("down");
		expect(pages.GetCurrentPage()[0]!.Id).toBe(1);
		isDown = false;
		pages.AdvanceToNextPageAsync();
		expect(pages.GetCurrentPage()[0]!.Id).toBe(6);
	});

	it("are finished where nothing was found, whatever the total says", () => {
		expect(createAudioPages(() => ({ page: [], total: 0 }), { page: [], total: 50 }, 10).IsFinished).toBe(true);
	});
});
