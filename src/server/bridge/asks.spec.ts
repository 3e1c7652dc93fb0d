import { beforeEach, describe, expect, it } from "@rbxts/jest-globals";

import { type Asks, createAsks } from "./asks";

describe("the desk where players ask", () => {
	let asks: Asks<string>;
	let said: string[];

	beforeEach(() => {
		said = [];
		asks = createAsks<string>(message => said.push(message));
	});

	it("gives the answer of whoever has the topic, until that one leaves", () => {
		const stop = asks.answer("radio/a", (sender, payload) => ({
			ok: true,
			err: `${sender} ${(payload as { is: string }).is}`,
		}));
		expect(asks.receive("ann", "radio/a", { is: "x" }, 0)).toEqual({ ok: true, err: "ann x" });
		stop();
		expect(asks.receive("ann", "radio/a", {}, 0).ok).toBe(false);
	});

	it("refuses what has no form, and tells no player why a handler raised", () => {
		asks.answer("radio/a", () => error("the key is 42"));
		for (const [topic, payload] of [
			[5, {}],
			["radio/a", "text"],
			["radio/a", undefined],
			["x".rep(200), {}],
		] as const) {
			expect(asks.receive("ann", topic, payload, 0).ok).toBe(false);
		}
		const { err } = asks.receive("ann", "radio/a", {}, 0);
		expect(err).never.toMatch("42");
		expect(said[0]).toMatch("42");
	});

	it("answers a steady rate and a burst of each sender", () => {
		let answered = 0;
		asks.answer("radio/a", () => {
			answered += 1;
			return { ok: true };
		});
		for (const _ of $range(1, 100)) asks.receive("ann", "radio/a", {}, 0);
		expect(answered).toBe(12);
		asks.receive("bob", "radio/a", {}, 0);
		asks.receive("ann", "radio/a", {}, 1);
		expect(answered).toBe(14);
	});

	it("lets nobody wait for more than four answers, and forgets who has gone", () => {
		const threads = new Array<thread>();
		asks.answer("radio/a", () => {
			threads.push(coroutine.running());
			coroutine.yield();
			return { ok: true };
		});
		for (const _ of $range(1, 6)) task.spawn(() => asks.receive("ann", "radio/a", {}, 0));
		expect(threads).toHaveLength(4);
		asks.forget("ann");
		task.spawn(() => asks.receive("ann", "radio/a", {}, 0));
		expect(threads).toHaveLength(5);
		for (const thread of threads) coroutine.resume(thread);
		task.spawn(() => asks.receive("ann", "radio/a", {}, 0));
		expect(threads).toHaveLength(6);
	});
});
