import { describe, expect, it } from "@rbxts/jest-globals";

import { createSpatialIndex, type IndexEntry } from "./spatial-index";
import { contains, type Volume } from "./volume";

function box(x: number, y: number, z: number, size: number): Volume {
	const h = size / 2;
	return {
		shape: "box",
		x,
		y,
		z,
		r00: 1,
		r01: 0,
		r02: 0,
		r10: 0,
		r11: 1,
		r12: 0,
		r20: 0,
		r21: 0,
		r22: 1,
		hx: h,
		hy: h,
		hz: h,
	};
}

describe("the spatial index", () => {
	it("finds what a search of everything finds, while volumes move, come and go", () => {
		const random = new Random(7);
		const index = createSpatialIndex<number>();
		const entries = new Array<IndexEntry<number>>();
		const any = () => random.NextNumber(-600, 600);
		for (let i = 0; i < 300; i++) entries.push(index.insert(box(any(), any(), any(), random.NextNumber(2, 300)), i));
		const out = new Array<IndexEntry<number>>();
		for (let round = 0; round < 150; round++) {
			const entry = entries[random.NextInteger(0, entries.size() - 1)]!;
			if (round % 7 === 0) {
				index.remove(entry);
				entries.unorderedRemove(entries.indexOf(entry));
			} else if (round % 3 === 0) {
				entry.volume.x = any();
				entry.volume.hx = random.NextNumber(1, 200);
				index.moved(entry);
			}
			const x = any();
			const y = any();
			const z = any();
			const hits = new Set<number>();
			const n = index.query(x, y, z, out);
			for (let i = 0; i < n; i++) {
				const hit = out[i]!;
				expect(hits.has(hit.owner)).toBe(false);
				if (contains(hit.volume, x, y, z, 0)) hits.add(hit.owner);
			}
			const wanted = entries.filter(held => contains(held.volume, x, y, z, 0));
			expect(hits.size()).toBe(wanted.size());
		}
		expect(index.size()).toBe(entries.size());
	});

	it("looks at few candidates however many zones there are", () => {
		const out = new Array<IndexEntry<number>>();
		const most = [100, 4000].map(count => {
			const index = createSpatialIndex<number>();
			const side = math.ceil(math.sqrt(count));
			for (let i = 0; i < count; i++) index.insert(box((i % side) * 60, 0, math.floor(i / side) * 60, 50), i);
			let worst = 0;
			for (let i = 0; i < 200; i++) worst = math.max(worst, index.query(i * 7, 0, i * 3, out));
			return worst;
		});
		expect(most[1]! <= math.max(8, most[0]!)).toBe(true);
	});

	it("finds zones as wide as the world and zones beyond it", () => {
		const index = createSpatialIndex<string>();
		const out = new Array<IndexEntry<string>>();
		index.insert(box(0, 0, 0, 1e6), "wide");
		index.insert(box(9e6, 0, -9e6, 10), "far");
		expect(index.query(-4e5, 3, 4e5, out)).toBe(1);
		expect(out[0]!.owner).toBe("wide");
		expect(index.query(9e6 + 2, 1, -9e6, out) >= 1).toBe(true);
	});
});
