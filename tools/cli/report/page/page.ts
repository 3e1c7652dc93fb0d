/** What runs in the report's page. It reads the page as it was written and needs no network. */
import { createSketches } from "../../render/index.ts";
import { createHearing } from "./hearing.ts";
import { legend } from "./legend.ts";
import { meters } from "./meters.ts";
import { nowPlaying } from "./now.ts";
import { renderOffline } from "./offline.ts";
import { playhead } from "./playhead.ts";
import { readRun } from "./run.ts";
import { createSketcher, type DedicatedWorkerScope, serveSketches } from "./sketcher.ts";
import { timelineSeek } from "./timeline.ts";
import { tooltip } from "./tooltip.ts";
import { transport } from "./transport.ts";
import { walks } from "./walk.ts";
import { warmAll, warmBeginning } from "./warm.ts";

/** Words and meters' values need not follow every frame. */
const SLOW = 250;

function listen(script: string): void {
	const run = readRun();
	if (run?.score === undefined || run.score.players.length === 0) return;
	const { data, score } = run;
	const clips = createSketches(score.clips, createSketcher(script));
	const hearing = createHearing(score, clips);
	const controls = transport(hearing, data.seconds);
	const heads = playhead(hearing, data, score);
	const levels = meters(hearing);
	const now = nowPlaying(hearing, data, score);
	timelineSeek(hearing, data, score.players);

	let [last, told] = [0, -SLOW];
	function show(moment: number): void {
		controls.show();
		heads.show();
		levels.show(Math.max(0, moment - last) / 1000);
		last = moment;
		if (moment - told < SLOW) return;
		told = moment;
		now.show();
		levels.tell();
	}
	let [isFollowing, isWarm] = [false, false];
	function frame(moment: number): void {
		show(moment);
		isFollowing = hearing.state() !== "paused";
		if (isFollowing) requestAnimationFrame(frame);
	}
	hearing.listen(() => {
		told = -SLOW;
		if (!isFollowing) requestAnimationFrame(frame);
		isFollowing = true;
		if (isWarm || hearing.state() !== "playing") return;
		isWarm = true;
		warmAll(score, clips);
	});
	show(0);
	warmBeginning(score, clips);
	// For the console: `audioscape.hearing.seek(90)`, `await audioscape.offline(score, 0, 30, 60)`.
	Object.assign(globalThis, { audioscape: { score, hearing, offline: renderOffline } });
}

if (typeof document === "undefined") serveSketches(globalThis as unknown as DedicatedWorkerScope);
else {
	walks();
	tooltip();
	legend();
	listen(document.currentScript?.textContent ?? "");
}
