import { describe, expect, it } from "@rbxts/jest-globals";

import { createClock } from "../../../test/rbx/virtual-http";
import type { Track } from "../../shared/wire/music";
import type { ProblemKind } from "../../shared/wire/problem";
import type { Found } from "./ask";
import { createSourceBook } from "./book";
import { createNearestFirst } from "./nearest-first";
import type { Source } from "./source";

const row = (id: string): Track => ({ asset_id: id, name: id, artist: "", album: "", duration: 1 });
const search = (query: string): Source<"music"> => ({ kind: "search", audio: "music", query });

type Reply = string[] | ProblemKind;

/** @param takes virtual seconds of an answer; 0 answers at once */
function lab(reply: (query: string, count: number) => Reply, takes = 0, distances?: Record<string, number>) {
	const clock = {
		...createClock(),
		spawn: (fn: () => void) => {
			task.spawn(fn);
		},
	};
	const asked = new Array<string>();
	const priorities = new Array<string>();
	const changed = new Array<string>();
	const times = new Array<number>();
	const names = new Map<string, string>();
	const far = (key: string) => distances?.[names.get(key) ?? ""] ?? 0;
	const book = createSourceBook<"music">({
		clock,
		random: () => 0.5,
		changed: key => changed.push(names.get(key) ?? key),
		line: distances && createNearestFirst({ clock, distance: far }, 2),
		ask: (source, count, priority): Found<"music"> => {
			const { query } = source as { query: string };
			asked.push(query);
			times.push(clock.now());
			priorities.push(priority);
			if (takes > 0) {
				const thread = coroutine.running();
				clock.delay(takes, () => task.spawn(thread));
				coroutine.yield();
			}
			const answer = reply(query, count);
			if (typeIs(answer, "table")) return { rows: answer.map(row), more: answer.size() >= count };
			return { rows: [], problem: { kind: answer, message: answer, endpoint: "search", attempts: 1 } };
		},
	});
	return {
		book,
		asked,
		times,
		priorities,
		changed,
		advance: clock.advance,
		pending: clock.pending,
		want: (query: string, count = 1) => {
			const source = search(query);
			names.set(`{audio:"music",kind:"search",query:"${query}"}`, query);
			return book.want(source, count);
		},
		ids: (key: string) =>
			book
				.get(key)
				?.rows.map(held => held.asset_id)
				.join(","),
	};
}

describe("a source book", () => {
	it("asks for each source once, whoever wants it", () => {
		const l = lab(() => ["1", "2"]);
		const key = l.want("calm");
		expect([l.want("calm"), l.want("calm", 2)]).toEqual([key, key]);
		l.advance(9000);
		expect([l.asked.size(), l.ids(key), l.book.get(key)!.state, l.pending()]).toEqual([1, "1,2", "known", 0]);
	});

	it("asks again for more, unless there is no more", () => {
		const l = lab((_, count) => (count > 2 ? ["1", "2", "3"] : ["1", "2"]));
		const key = l.want("calm", 2);
		l.want("calm", 4);
		expect([l.asked.size(), l.ids(key)]).toEqual([2, "1,2,3"]);
		l.want("calm", 9);
		expect(l.asked.size()).toBe(2);
	});

	it("asks again for what was wanted while it was asking", () => {
		const l = lab((_, count) => (count > 1 ? ["1", "2"] : ["1"]), 1);
		const key = l.want("calm", 1);
		l.want("calm", 2);
		l.advance(10);
		expect([l.asked.size(), l.ids(key)]).toEqual([2, "1,2"]);
	});

	it("asks again after a failure by the table, each source for itself, and begins anew after a success", () => {
		let down = true;
		const l = lab(query => (query === "bad" ? "unauthorized" : down ? "server" : ["1"]));
		const key = l.want("calm");
		l.want("bad");
		l.advance(36);
		expect(l.times).toEqual([0, 0, 5, 15, 35]);
		expect([l.book.get(key)!.failures, l.book.problem()!.kind]).toEqual([4, "unauthorized"]);
		down = false;
		l.advance(500);
		expect(l.times).toEqual([0, 0, 5, 15, 35, 75, 300]);
		expect([l.ids(key), l.book.get(key)!.failures, l.book.get(key)!.problem]).toEqual(["1", 0, undefined]);
	});

	it("takes nothing found for a failure of the slow kind", () => {
		const l = lab(() => []);
		const key = l.want("calm");
		l.advance(299);
		expect([l.asked.size(), l.book.get(key)!.nothing, l.book.get(key)!.problem!.kind]).toEqual([1, true, "not-found"]);
		l.advance(2);
		expect(l.asked.size()).toBe(2);
	});

	it("survives asking that raises", () => {
		let broken = true;
		const l = lab(() => (broken ? error("boom", 0) : ["1"]));
		const key = l.want("calm");
		expect([l.book.get(key)!.raised, l.book.get(key)!.problem!.kind]).toEqual(["boom", "bad-response"]);
		broken = false;
		l.advance(6);
		expect([l.ids(key), l.book.get(key)!.raised]).toEqual(["1", undefined]);
	});

	it("hurries for those who ask by hand, and keeps one timer", () => {
		let down = true;
		const l = lab(() => (down ? "network" : ["1"]));
		const key = l.want("calm");
		l.advance(1);
		l.book.hurry();
		expect([l.asked.size(), l.pending()]).toEqual([2, 1]);
		down = false;
		l.book.hurry();
		expect([l.ids(key), l.pending()]).toEqual(["1", 0]);
		l.book.hurry();
		expect(l.asked.size()).toBe(3);
	});

	it("lets go of what nobody uses, and knows it still when somebody comes back", () => {
		const l = lab(query => (query === "calm" ? ["1"] : "network"));
		const good = l.want("calm");
		const bad = l.want("lost");
		l.book.release(good);
		l.book.release(bad);
		l.advance(1000);
		expect([l.asked.size(), l.book.isSettled(), l.book.problem()]).toEqual([2, true, undefined]);
		const before = l.changed.size();
		l.want("calm");
		expect([l.asked.size(), l.changed.size()]).toEqual([2, before + 1]);
	});

	it("does not ask faster because a source comes and goes", () => {
		const l = lab(() => "forbidden");
		for (const _ of $range(1, 290)) {
			l.book.release(l.want("calm"));
			l.want("calm");
			l.advance(1);
		}
		expect(l.asked.size()).toBe(1);
		l.advance(11);
		expect(l.asked.size()).toBe(2);
	});

	it("takes an answer that comes when nobody waits, for whoever comes back", () => {
		const l = lab(() => ["1"], 5);
		const key = l.want("calm");
		l.book.release(key);
		l.advance(10);
		expect([l.ids(key), l.changed.size()]).toEqual(["1", 0]);
		l.want("calm");
		expect([l.asked.size(), l.changed.size()]).toEqual([1, 1]);
	});

	it("knows what was baked without asking", () => {
		const l = lab(() => ["2"]);
		const key = l.book.know(search("calm"), [row("9")]);
		expect(l.want("calm", 5)).toBe(key);
		l.advance(900);
		expect([l.asked.size(), l.ids(key)]).toEqual([0, "9"]);
	});

	it("is settled when everything was answered or failed, and says so once", () => {
		const l = lab(query => (query === "bad" ? "network" : ["1"]), 2);
		let told = 0;
		l.want("calm");
		l.want("bad");
		l.book.whenSettled(() => (told += 1));
		l.advance(1);
		expect([told, l.book.isSettled()]).toEqual([0, false]);
		l.advance(60);
		expect(told).toBe(1);
	});

	it("ends with what waits told, and nothing asked or changed any more", () => {
		const l = lab(() => "network", 2);
		let told = 0;
		l.want("calm");
		l.book.whenSettled(() => (told += 1));
		l.book.destroy();
		l.book.destroy();
		l.advance(1000);
		l.want("other");
		expect([told, l.asked.size(), l.changed.size(), l.pending()]).toEqual([1, 1, 0, 0]);
	});
});

describe("a source book with a line", () => {
	it("asks the nearest first, two at once; what is heard now goes first on the road too", () => {
		const l = lab(() => ["1"], 1, { far: 900, near: 30, here: 0, middle: 200 });
		for (const name of ["far", "near", "here", "middle"]) l.want(name);
		l.advance(0.5);
		expect(l.asked.join(" ")).toBe("here near");
		l.advance(10);
		expect([l.asked.join(" "), l.priorities.join(" ")]).toEqual([
			"here near middle far",
			"sound background background background",
		]);
	});

	it("skips those that nobody wants any more", () => {
		const l = lab(() => ["1"], 1, { far: 900, near: 30, here: 0 });
		for (const name of ["far", "near", "here"]) l.want(name);
		l.advance(0.5);
		l.book.release(l.want("far"));
		l.advance(10);
		expect(l.asked.join(" ")).toBe("here near");
		l.want("far");
		l.advance(10);
		expect(l.asked.join(" ")).toBe("here near far");
	});
});
