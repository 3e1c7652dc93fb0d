import { describe, expect, it } from "@rbxts/jest-globals";

import { createCatalogPort } from "../../../test/rbx/catalog-port";
import { createVirtualClient, type SentRequest } from "../../../test/rbx/virtual-http";
import { createTrackBook } from "./tracks";

const idsOf = (request: SentRequest) => (request.body as { asset_ids: string[] }).asset_ids;

/** Knows the ids below 1000. */
function lab() {
	let down = false;
	let takes = 0.1;
	const client = createVirtualClient({
		retries: 0,
		respond: request => {
			if (down) return { status: 401 };
			const tracks = idsOf(request)
				.filter(id => tonumber(id)! < 1000)
				.map(id => ({ asset_id: id, name: id, artist: "a", album: "", duration: 9, loudness_lufs: -8 }));
			return { takes, body: { tracks, meta: { total: tracks.size(), limit: 100, offset: 0 } } };
		},
	});
	const late = new Array<string>();
	const book = createTrackBook({
		catalog: createCatalogPort(client.catalog),
		clock: client.ports,
		random: () => 0.5,
		late: ids => {
			for (const id of ids) late.push(id);
		},
	});
	return {
		book,
		late,
		sent: client.sent,
		advance: client.clock.advance,
		pending: client.clock.pending,
		set: (isDown: boolean, seconds = 0.1) => {
			down = isDown;
			takes = seconds;
		},
	};
}

describe("rows of known ids", () => {
	it("are asked for together, however many ask, and once", () => {
		const l = lab();
		let done = 0;
		for (const id of $range(1, 150)) l.book.request([`${id}`, "1"], () => (done += 1));
		l.advance(1);
		expect([l.sent.size(), done, l.book.get("150")!.loudness_lufs]).toEqual([2, 150, -8]);
		l.book.request(["7"], () => (done += 1));
		expect(done).toBe(151);
		l.advance(1000);
		expect(l.sent.size()).toBe(2);
	});

	it("are not waited for longer than a moment, and told when they come", () => {
		const l = lab();
		let done = 0;
		l.set(false, 4);
		l.book.request(["7"], () => (done += 1));
		l.advance(2);
		expect([done, l.late.size()]).toEqual([1, 0]);
		l.advance(5);
		expect([done, l.late.join(",")]).toEqual([1, "7"]);
	});

	it("are asked for again by the table, all in one request", () => {
		const l = lab();
		let done = 0;
		l.set(true);
		l.book.request(["7"], () => (done += 1));
		l.advance(1);
		l.book.request(["8"], () => (done += 1));
		l.advance(100);
		expect([done, l.sent.size()]).toEqual([2, 2]);
		l.set(false);
		l.advance(210);
		expect([l.sent.size(), l.book.get("7")!.name, l.book.get("8")!.name]).toEqual([3, "7", "8"]);
	});

	it("that the catalog does not know keep nobody waiting, and are asked for slowly", () => {
		const l = lab();
		let done = 0;
		l.book.request(["1000"], () => (done += 1));
		l.advance(1);
		l.book.request(["1000"], () => (done += 1));
		expect([done, l.sent.size(), l.book.get("1000")]).toEqual([2, 1, undefined]);
		l.advance(1300);
		expect([l.sent.size() > 1, l.sent.size() < 5]).toEqual([true, true]);
	});

	it("end with the store", () => {
		const l = lab();
		let done = 0;
		l.set(true);
		l.book.request(["7"], () => (done += 1));
		l.advance(0.01);
		l.book.destroy();
		l.advance(1000);
		expect([done, l.sent.size()]).toEqual([0, 1]);
		l.book.request(["9"], () => (done += 1));
		expect(done).toBe(1);
	});
});
