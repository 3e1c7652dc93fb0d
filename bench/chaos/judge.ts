import type { TraceLine } from "../../tools/headless/index.ts";
import { createEar, isRadio, isStep, isZone } from "../ear.ts";
import { PHASES, type Run } from "./run.ts";

/** One method call of a run. */
interface Call {
	readonly user: string;
	readonly name: string;
	/** `ok`, the kind of the problem, `untyped`, or `raised` with the text. */
	readonly told: string;
	readonly seconds: number;
	/** When it ended. */
	readonly at: number;
}

/** What a machine heard while all was well, and while the fault lasted for the second time. */
export interface Heard {
	readonly stepsAMinute: number;
	/** Longest silences in seconds. */
	readonly radioSilence: number;
	readonly zonesSilence: number;
}

/** What a fault did. */
export interface Verdict {
	/** Outcomes by `user method`, each with how often it came while the fault lasted. */
	readonly outcomes: Readonly<Record<string, Readonly<Record<string, number>>>>;
	/** The longest that a call of each user took, in seconds. */
	readonly longest: Readonly<Record<string, number>>;
	/** Most requests to the catalog in a minute. */
	readonly mostAMinute: number;
	readonly heard: Heard;
	/** Seconds after the first fault ended until there was music from the radio. */
	readonly radioBackAfter: number | undefined;
	/** Sentences about what must not be. */
	readonly faults: readonly string[];
}

const MINUTE = 60;
/** Texts of the engine or of Luau that no game should ever read. */
const INTERNAL =
	/attempt to|is not a valid member|invalid argument #|stack overflow|expected to be|:\d+: |Unable to cast/;
/** The second look starts a little after the fault: what is on its way is no answer of the fault. */
const GRACE_SECONDS = 5;

function callsOf(trace: readonly TraceLine[]): Call[] {
	return trace.flatMap(line => {
		if (line.kind !== "log") return [];
		const found = /^call (\w+) (\w+) (.*) ([\d.]+)$/.exec(String(line["text"]));
		if (found === null) return [];
		const [, user = "", name = "", told = "", seconds = "0"] = found;
		return [{ user, name, told, seconds: Number(seconds), at: line.t }];
	});
}

function silence(trace: readonly TraceLine[], isMine: (path: string) => boolean, from: number, to: number): number {
	const ear = createEar(isMine, from);
	for (const line of trace) if (line.peer === "player1" && line.t < to) ear.take(line);
	return Math.round(ear.longest(to).seconds * 10) / 10;
}

function heardOf(trace: readonly TraceLine[], from: number, to: number): Heard {
	const steps = trace.filter(line => isStep(line) && line.t >= from && line.t < to);
	return {
		stepsAMinute: Math.round((steps.length * MINUTE) / (to - from)),
		radioSilence: silence(trace, isRadio, from, to),
		zonesSilence: silence(trace, isZone, from, to),
	};
}

function mostAMinute(trace: readonly TraceLine[]): number {
	const times = trace
		.filter(line => line.kind === "http" && String(line["url"]).includes("audioscape"))
		.map(line => line.t)
		.sort((a, b) => a - b);
	let from = 0;
	return times.reduce((most, time, index) => {
		while (time - times[from]! >= MINUTE) from += 1;
		return Math.max(most, index - from + 1);
	}, 0);
}

/** The longest that each user's calls may take. */
const DEADLINES: Readonly<Record<string, number>> = {
	catalog: 30,
	bank: 30,
	access: 61,
	analytics: 30,
	player: 1,
	generation: 180,
};
/** A clock that moves in frames is a little late. */
const FRAME_SECONDS = 0.2;
const REQUESTS_A_MINUTE = 300;
/** After a minute without the API at the very start. */
const RADIO_BACK_SECONDS = 45;

function faultsOf(run: Run, calls: readonly Call[], most: number): string[] {
	const found: string[] = [];
	if (run.errors > 0)
		found.push(`${run.errors} errors of scripts: ${run.output.find(line => INTERNAL.test(line)) ?? ""}`);
	for (const { user, name, told, seconds } of calls) {
		if (told === "untyped" || told.startsWith("raised")) found.push(`${user}:${name} ${told}`);
		if (seconds > DEADLINES[user]! + FRAME_SECONDS) found.push(`${user}:${name} took ${seconds} s`);
	}
	for (const line of run.output)
		if (INTERNAL.test(line.replace(/^\[\w+\] (call .*)?/, ""))) found.push(`says ${line.slice(0, 160)}`);
	if (most > REQUESTS_A_MINUTE) found.push(`${most} requests in a minute`);
	return [...new Set(found)];
}

/** Judges one run. */
export function judge(run: Run): Verdict {
	const calls = callsOf(run.trace);
	const outcomes: Record<string, Record<string, number>> = {};
	const longest: Record<string, number> = {};
	for (const { user, name, told, seconds, at } of calls) {
		longest[user] = Math.max(longest[user] ?? 0, seconds);
		const isFaulty = at < PHASES.healedAt || at > PHASES.brokenAt + GRACE_SECONDS;
		if (!isFaulty) continue;
		const own = (outcomes[`${user} ${name}`] ??= {});
		own[told] = (own[told] ?? 0) + 1;
	}
	const most = mostAMinute(run.trace);
	const back = run.trace.find(
		line =>
			line.peer === "player1" &&
			line.kind === "sound" &&
			line["event"] === "play" &&
			isRadio(String(line["path"])) &&
			line.t >= PHASES.healedAt,
	);
	const wasOn = run.trace.some(
		line => line.peer === "player1" && isRadio(String(line["path"])) && line.t < PHASES.healedAt,
	);
	const radioBackAfter = wasOn ? 0 : back === undefined ? undefined : Math.round((back.t - PHASES.healedAt) * 10) / 10;
	const late =
		(radioBackAfter ?? Infinity) > RADIO_BACK_SECONDS
			? [`the radio came back ${radioBackAfter === undefined ? "never" : `after ${radioBackAfter} s`}`]
			: [];
	return {
		outcomes,
		longest,
		mostAMinute: most,
		heard: heardOf(run.trace, PHASES.brokenAt, PHASES.end),
		radioBackAfter,
		faults: [...faultsOf(run, calls, most), ...late],
	};
}
