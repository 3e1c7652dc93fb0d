import { beforeEach, describe, expect, it } from "@rbxts/jest-globals";

import { createLedger } from "./ledger";
import { createLoader, LATE, type Loader } from "./loader";
import type { FetchAnswer, Playback } from "./playback";

/** A playback whose engine answers when the spec says so. */
interface Fake {
	playback: Playback;
	fetches: () => number;
	/** The engine answers the oldest question. */
	answer: (answer?: FetchAnswer) => void;
	/** The asset arrives without an answer. */
	arrive: () => void;
}

const LIMIT = 15;

describe("the loader", () => {
	let now: number;
	let appointments: { at: number; fn: () => void }[];
	let loader: Loader;
	let told: string[];

	/** Lets time pass, with all that rings in it. */
	function pass(seconds: number): void {
		const upto = now + seconds;
		for (;;) {
			let soonest: { at: number; fn: () => void } | undefined;
			for (const one of appointments)
				if (one.at <= upto && (soonest === undefined || one.at < soonest.at)) soonest = one;
			if (soonest === undefined) break;
			const ringing = soonest;
			appointments = appointments.filter(one => one !== ringing);
			now = math.max(now, ringing.at);
			ringing.fn();
		}
		now = upto;
	}

	function fake(assetId: string): Fake {
		const waiting: thread[] = [];
		const listeners = new Set<() => void>();
		let loaded = false;
		let fetches = 0;
		const partial: Pick<Playback, "assetId" | "fetch" | "isLoaded" | "onLoaded"> = {
			assetId: () => assetId,
			fetch: () => {
				fetches += 1;
				waiting.push(coroutine.running());
				const [answer] = coroutine.yield() as unknown as LuaTuple<[FetchAnswer | undefined]>;
				return answer;
			},
			isLoaded: () => loaded,
			onLoaded: listener => {
				listeners.add(listener);
				return () => {
					listeners.delete(listener);
				};
			},
		};
		return {
			playback: partial as Playback,
			fetches: () => fetches,
			answer: (answer = "Success") => {
				loaded = loaded || answer === "Success";
				task.spawn(waiting.shift()!, answer);
			},
			arrive: () => {
				loaded = true;
				for (const listener of listeners) listener();
			},
		};
	}

	function load(one: Fake, name = ""): () => void {
		const cancel = loader.load(one.playback, LIMIT, {
			ready: () => told.push(`${name}ready`),
			failed: why => told.push(`${name}${why}`),
		});
		pass(0);
		return cancel;
	}

	beforeEach(() => {
		now = 1000;
		appointments = [];
		told = [];
		loader = createLoader({
			clock: {
				now: () => now,
				delay: (seconds, fn) => {
					const one = { at: now + seconds, fn };
					appointments.push(one);
					return () => {
						appointments = appointments.filter(other => other !== one);
					};
				},
			},
			defer: fn => {
				appointments.push({ at: now, fn: () => task.spawn(fn) });
			},
			ledger: createLedger(),
		});
	});

	it("tells what was loaded, once, and asks no more", () => {
		const one = fake("1");
		load(one);
		one.answer();
		one.arrive();
		pass(1000);
		expect(told).toEqual(["ready"]);
		expect(one.fetches()).toBe(1);
	});

	it("takes an asset that arrives before the engine has answered", () => {
		const one = fake("1");
		load(one);
		one.arrive();
		expect(told).toEqual(["ready"]);
	});

	it("tells a refusal once, tries again later and later by itself, and tells when it comes after all", () => {
		const one = fake("1");
		load(one);
		one.answer("Failure");
		expect(told).toEqual(["Failure"]);
		expect(loader.isDead("1")).toBe(true);
		pass(4.9);
		expect(one.fetches()).toBe(1);
		pass(0.2);
		expect(one.fetches()).toBe(2);
		one.answer("Failure");
		pass(9);
		expect(one.fetches()).toBe(2);
		pass(2);
		expect(one.fetches()).toBe(3);
		expect(told).toEqual(["Failure"]);
		one.answer();
		expect(told).toEqual(["Failure", "ready"]);
		expect(loader.isDead("1")).toBe(false);
	});

	it("does not ask the engine for what it refused a moment ago to somebody else, and tells that at once", () => {
		const [first, second] = [fake("1"), fake("1")];
		load(first, "a:");
		first.answer("Failure");
		pass(1);
		load(second, "b:");
		expect(told).toEqual(["a:Failure", "b:Failure"]);
		expect(second.fetches()).toBe(0);
		pass(5);
		expect(second.fetches()).toBe(1);
	});

	it("tells nothing before the call has returned, a known refusal neither", () => {
		const one = fake("1");
		load(one);
		one.answer("Failure");
		told = [];
		loader.load(fake("1").playback, LIMIT, { ready: () => {}, failed: why => told.push(why) });
		expect(told).toEqual([]);
		pass(0);
		expect(told).toEqual(["Failure"]);
	});

	it("calls late what takes too long, without calling it dead, and takes it when it comes", () => {
		const one = fake("1");
		load(one);
		pass(LIMIT + 1);
		expect(told).toEqual([LATE]);
		expect(loader.isDead("1")).toBe(false);
		one.answer();
		expect(told).toEqual([LATE, "ready"]);
	});

	it("tells of a refusal that comes late, and asks again for what never got an answer", () => {
		const one = fake("1");
		load(one);
		pass(LIMIT + 1);
		one.answer("TimedOut");
		expect(told).toEqual([LATE, "TimedOut"]);
		const lost = fake("2");
		load(lost);
		pass(120);
		expect(lost.fetches()).toBeGreaterThan(1);
	});

	it("tells and asks nothing more once it is cancelled", () => {
		const one = fake("1");
		const cancel = load(one);
		cancel();
		one.answer("Failure");
		one.arrive();
		pass(1000);
		expect(told).toEqual([]);
		expect(one.fetches()).toBe(1);
		expect(appointments).toEqual([]);
	});
});
