import type { TraceLine } from "headless-place";

import { idOf } from "../play/ledger.ts";
import { positionOn } from "./course.ts";
import type { Point } from "./curves.ts";
import type { ClipFacts, Course, Ending, Score } from "./types.ts";
import { type NamedVoice, type Open, seconds, voiceOf } from "./voice.ts";

/** Of a file whose end is not told, and of a run, in seconds. */
const LONGEST = 86_400;
/** What volumes, groups and speeds of the engine can come to. */
const [LOUDEST, FASTEST] = [1e4, 100];
/** Decibels of equalizers, several of them in a row. */
const BANDS = [-160, 40] as const;
/** What the renderer takes for silence of a room, and a decay where none is told: it is not heard then. */
const [SILENT_ROOM, SOME_DECAY] = [-80, 1.5];
const ENDS: ReadonlySet<unknown> = new Set<Ending>(["pause", "stop", "ended", "destroy"]);
/** Machines tell once a second that they are there. */
const ABSENT = 2;

/** A damaged trace may say anything: what is no number is as if it was not told, and what no sound can be is brought near. */
const numberOf = (value: unknown, otherwise: number, least = 0, most = LONGEST): number =>
	typeof value === "number" && Number.isFinite(value) ? Math.min(most, Math.max(least, value)) : otherwise;
const toneOf = (line: TraceLine): Point => [
	line.t,
	numberOf(line.low, 0, ...BANDS),
	numberOf(line.mid, 0, ...BANDS),
	numberOf(line.high, 0, ...BANDS),
	numberOf(line.room, SILENT_ROOM, SILENT_ROOM, 20),
	numberOf(line.decay, SOME_DECAY),
	numberOf(line.dry, 0, ...BANDS),
];

/** Of several values at one moment the last counts. */
function put(points: Point[] | undefined, point: Point): void {
	if (points === undefined) return;
	if (points.at(-1)?.[0] === point[0]) points.pop();
	points.push(point);
}

/** Whether a part of a course only says what follows from the one before. */
function isNews(before: Course | undefined, [at, position, speed, to, back]: Course): boolean {
	if (before === undefined) return true;
	const isOff = Math.abs(positionOn(before, at) - position) > 0.001;
	return isOff || speed !== before[2] || to !== before[3] || back !== before[4];
}

/** What the trace tells of files: how long they are, and what the catalog knows of them. */
function createFiles() {
	const lengths = new Map<string, number>();
	const known = new Map<string, ClipFacts>();
	return {
		lengthOf: (id: string): number | undefined => lengths.get(id),
		loaded: (line: TraceLine): void => {
			if (line.event === "load") lengths.set(idOf(String(line.soundId)), numberOf(line.duration, 0));
		},
		told: (line: TraceLine): void => {
			if (typeof line.clip === "object" && line.clip !== null) known.set(String(line.id), line.clip as ClipFacts);
		},
		factsOf: (id: string): ClipFacts => {
			const length = lengths.get(id);
			const facts = known.get(id) ?? { kind: "unknown", seconds: 0 };
			return length === undefined ? facts : { ...facts, seconds: length };
		},
	};
}

/** The voices of all machines, as lines come in. */
function createVoices(lengthOf: (clip: string) => number | undefined) {
	const open = new Map<string, Open>();
	const paths = new Map<string, string>();
	const voices: NamedVoice[] = [];

	function close(key: string, at: number, ending: Ending): void {
		const one = open.get(key);
		if (one === undefined) return;
		open.delete(key);
		const voice = voiceOf(one, at, ending, lengthOf(one.clip));
		if (voice !== undefined) voices.push(voice);
	}

	function clock(key: string, line: TraceLine): void {
		const clip = idOf(String(line.soundId));
		const at = numberOf(line.at, line.t);
		const before = open.get(key);
		if (before !== undefined && before.clip !== clip) close(key, at, "swap");
		const going = open.get(key);
		const speed = numberOf(line.speed, 1, 0, FASTEST);
		if (going === undefined && speed <= 0) return;
		const start = going?.start ?? at;
		const to = numberOf(line.to, LONGEST);
		const times = [at - start, numberOf(line.position, 0), speed, to].map(seconds);
		const back = numberOf(line.back, to);
		const course = (back < to ? [...times, seconds(back)] : times) as unknown as Course;
		if (going === undefined) {
			const path = paths.get(key) ?? "";
			open.set(key, { player: line.peer, clip, path, start, course: [course], gains: [], pans: [], tones: [] });
		} else if (isNews(going.course.at(-1), course)) going.course.push(course);
	}

	function sound(key: string, line: TraceLine): void {
		if (typeof line.path === "string") paths.set(key, line.path);
		if (ENDS.has(line.event)) close(key, numberOf(line.planned, line.t), line.event as Ending);
	}

	return {
		voices,
		take: (line: TraceLine): void => {
			const key = `${line.peer}:${String(line.id)}`;
			if (line.kind === "sound") sound(key, line);
			else if (line.kind === "clock") clock(key, line);
			else if (line.kind === "gain") put(open.get(key)?.gains, [line.t, numberOf(line.gain, 0, 0, LOUDEST)]);
			else if (line.kind === "pan") put(open.get(key)?.pans, [line.t, numberOf(line.pan, 0, -1, 1)]);
			else if (line.kind === "tone") put(open.get(key)?.tones, toneOf(line));
		},
		/** Ends what still sounds: with the machine of its player where that is gone, else with the run. */
		finish: (lastOf: (player: string) => number, now: number): void => {
			for (const [key, { player }] of [...open]) {
				const last = lastOf(player);
				if (last < now - ABSENT) close(key, last + 1, "leave");
				else close(key, now, "still playing");
			}
		},
	};
}

/**
 * Gathers the score of a run, line by line.
 *
 * @example
 * const gathering = createScore();
 * for (const line of readTrace("t.ndjson")) gathering.take(line);
 * const score = gathering.score();
 */
export function createScore() {
	const files = createFiles();
	const { voices, take: hear, finish } = createVoices(files.lengthOf);
	const players: string[] = [];
	const seen = new Map<string, number>();
	const kinds = new Set<string>();
	let now = 0;

	function take(line: TraceLine): void {
		if (!(line.t >= 0 && line.t <= LONGEST)) return;
		now = Math.max(now, line.t);
		if (line.peer === "play") {
			if (line.kind === "asset") files.told(line);
			if (line.kind === "run") now = numberOf(line.seconds, now);
		} else if (line.peer !== "server") {
			kinds.add(line.kind);
			if (!players.includes(line.peer)) players.push(line.peer);
			if (line.kind === "instance") seen.set(line.peer, line.t);
			if (line.kind === "sound") files.loaded(line);
			if (line.id !== undefined) hear(line);
		}
	}

	function score(): Score {
		finish(player => seen.get(player) ?? now, now);
		const clips = [...new Set(voices.map(({ clip }) => clip))].sort();
		return {
			seconds: now,
			players,
			voices: voices
				.map(voice => ({ ...voice, player: players.indexOf(voice.player) }))
				.sort((a, b) => a.start - b.start || a.player - b.player),
			clips: Object.fromEntries(clips.map(id => [id, files.factsOf(id)])),
		};
	}

	return {
		take,
		/** Once, when the trace is over. */
		score,
		/** Whether the trace tells that sounds were heard but not where in their files, as older ones do. */
		isTooOld: (): boolean => kinds.has("gain") && !kinds.has("clock"),
	};
}

/**
 * The score of a whole trace.
 *
 * @example
 * const score = scoreOf(readTrace("t.ndjson"));
 */
export function scoreOf(trace: Iterable<TraceLine>): Score {
	const gathering = createScore();
	for (const line of trace) gathering.take(line);
	return gathering.score();
}
