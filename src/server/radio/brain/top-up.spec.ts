import { describe, expect, it } from "@rbxts/jest-globals";

import type { ProblemKind } from "../../../shared/wire/problem";
import { type RadioOptions, readRadioOptions } from "../options";
import {
	askAgainAt,
	createTopUpPlan,
	isDegraded,
	nextQuestion,
	questionAnswered,
	questionFailed,
	type TopUpPlan,
} from "./top-up";

const need = (now: number, eligible = 0) => ({ now, eligible, recent: ["900"] });
const problem = (kind: ProblemKind, retryAfter?: number) => ({
	kind,
	message: "",
	endpoint: "x",
	attempts: 1,
	retryAfter,
});

function planOf(options: RadioOptions, lookedUp = true): TopUpPlan {
	const plan = createTopUpPlan(readRadioOptions(options), () => 0.5);
	plan.lookedUp = lookedUp;
	return plan;
}

describe("topping up", () => {
	it("asks one question at a time", () => {
		const plan = planOf({ seed: "1" }, false);
		expect(nextQuestion(plan, need(0))?.source.kind).toBe("assets");
		expect(nextQuestion(plan, need(0))).toBeUndefined();
	});

	it("asks nothing while there is enough", () => {
		expect(nextQuestion(planOf({ query: "x" }), need(0, 40))).toBeUndefined();
	});

	it("goes through the pages of the originals and turns to recent tracks in between", () => {
		const plan = planOf({ seed: "1" });
		const asked = new Array<string>();
		for (const i of $range(0, 3)) {
			const question = nextQuestion(plan, need(i))!;
			const { source, offset } = question;
			if (source.kind === "similar") asked.push(`${source.id}@${offset}`);
			questionAnswered(plan, question, i, { fresh: 50, following: offset + 50 });
		}
		expect(asked).toEqual(["1@0", "900@0", "1@50", "1@100"]);
	});

	it("filters the likes of recent tracks as those of the seeds", () => {
		const plan = planOf({ seed: "1", filters: { genres: ["ambient"], instrumental: true } });
		for (const i of $range(0, 1)) {
			const question = nextQuestion(plan, need(i))!;
			expect((question.source as { filters?: object }).filters).toEqual({ genres: ["ambient"] });
			questionAnswered(plan, question, i, { fresh: 1, following: 50 });
		}
	});

	it("begins a list anew that was asked to its end", () => {
		const plan = planOf({ playlist: "p" });
		for (const now of [0, 1]) {
			const question = nextQuestion(plan, { now, eligible: 0, recent: [] })!;
			expect(question.offset).toBe(0);
			questionAnswered(plan, question, now, { fresh: 1, following: undefined });
		}
	});

	it("answers at most ten questions in any hour, also when nothing new comes", () => {
		const plan = planOf({ seed: "1", query: "x" });
		let asked = 0;
		for (const now of $range(0, 3599, 5)) {
			const question = nextQuestion(plan, need(now));
			if (question === undefined) continue;
			asked += 1;
			questionAnswered(plan, question, now, { fresh: 0, following: undefined });
		}
		expect(asked).toBeGreaterThan(3);
		expect(asked).toBeLessThanOrEqual(10);
	});

	it("waits longer after every failure, as the one table says, and as long as the API asks", () => {
		const plan = planOf({ query: "x" });
		const waits = new Array<number>();
		let now = 0;
		for (const _ of $range(1, 6)) {
			const question = nextQuestion(plan, need(now))!;
			questionFailed(plan, question, now, problem("network"));
			const again = askAgainAt(plan, now)!;
			expect(nextQuestion(plan, need(again - 1))).toBeUndefined();
			waits.push(again - now);
			now = again;
		}
		expect(waits).toEqual([5, 10, 20, 40, 60, 60]);
		expect(isDegraded(plan)).toBe(true);
		questionFailed(plan, nextQuestion(plan, need(now))!, now, problem("rate-limited", 200));
		expect(askAgainAt(plan, now)! - now).toBe(200);
	});

	it("leaves a source alone that was refused, and goes on with the others", () => {
		const plan = planOf({ seed: "1", query: "x" });
		const first = nextQuestion(plan, need(0))!;
		questionFailed(plan, first, 0, problem("not-found"));
		expect(isDegraded(plan)).toBe(false);
		const second = nextQuestion(plan, need(1))!;
		expect(second.key).never.toBe(first.key);
		questionAnswered(plan, second, 1, { fresh: 50, following: 50 });
		expect(askAgainAt(plan, 2)).toBe(300);
		for (const now of [2, 299]) {
			const question = nextQuestion(plan, need(now))!;
			expect(question.key).never.toBe(first.key);
			questionAnswered(plan, question, now, { fresh: 50, following: 50 });
		}
	});
});
