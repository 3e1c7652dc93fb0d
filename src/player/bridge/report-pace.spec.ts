import { beforeEach, describe, expect, it } from "@rbxts/jest-globals";

import { createReportGate } from "../../shared/bridge/report-gate";
import { createReportPace, type ReportPace } from "./report-pace";

describe("the pace of a machine's reports", () => {
	let now: number;
	let ring: { at: number; fn: () => void } | undefined;
	let heard: string[];
	let dropped: number;
	let pace: ReportPace;

	function pass(seconds: number): void {
		const goal = now + seconds;
		while (ring !== undefined && ring.at <= goal) {
			const { at, fn } = ring;
			ring = undefined;
			now = at;
			fn();
		}
		now = goal;
	}

	beforeEach(() => {
		now = 0;
		ring = undefined;
		heard = [];
		dropped = 0;
		// As the server has it; the road holds everything back for a second at times.
		const server = createReportGate<string>({ perSecond: 10, burst: 40 });
		pace = createReportPace(
			reports => {
				if (!server.allow("ann", math.floor(now))) dropped += 1;
				else for (const [topic, payload] of reports) heard.push(`${topic} ${(payload as { is: string }).is}`);
			},
			{
				now: () => now,
				delay: (seconds, fn) => {
					ring = { at: now + seconds, fn };
					return () => {
						ring = undefined;
					};
				},
			},
		);
	});

	it("sends what is little at once", () => {
		for (const i of $range(1, 20)) pace.report("radio/a", { is: `${i}` });
		expect(heard).toHaveLength(20);
	});

	it("a joining player's machine loses nothing of what it tells of 170 stations", () => {
		for (const station of $range(1, 170)) {
			for (const track of $range(1, 3)) pace.report(`radio/${station}`, { is: `${track}` }, `${track}`);
		}
		pass(16);
		expect(dropped).toBe(0);
		expect(heard).toHaveLength(510);
		expect(heard[509]).toBe("radio/170 3");
	});

	it("tells the latest where two wait about the same, in the place of the first", () => {
		for (const i of $range(1, 20)) pace.report("radio/a", { is: `${i}` }, "first");
		heard = [];
		pace.report("radio/b", { is: "muted" }, "presence");
		pace.report("radio/b", { is: "next" }, "1");
		pace.report("radio/b", { is: "listening" }, "presence");
		pace.report("radio/c", { is: "other" }, "presence");
		pass(5);
		expect(heard).toEqual(["radio/b listening", "radio/b next", "radio/c other"]);
	});

	it("sends nothing after its end", () => {
		for (const i of $range(1, 30)) pace.report("radio/a", { is: `${i}` });
		pace.destroy();
		pass(10);
		expect(heard).toHaveLength(20);
	});
});
