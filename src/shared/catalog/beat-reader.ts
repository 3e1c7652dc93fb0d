import { createLru } from "../collections/lru";
import { resolveAssetId } from "../wire/asset-id";
import { invalidArgument } from "../wire/invalid-argument";
import type { Outcome } from "../wire/outcome";
import type { Problem } from "../wire/problem";
import type { Beat, Segment, TrackStructure } from "../wire/structure";
import { type BeatIndex, createBeatIndex } from "./beat-index";
import { messages } from "./messages";

/** Tracks whose structure stays prepared. */
const CAPACITY = 256;
/** Seconds a failure is repeated instead of asking again: these methods are called every frame. */
const HOLD = 5;

export interface BeatReader {
	beatAt: (input: unknown, time: unknown) => Outcome<Beat | undefined>;
	segmentAt: (input: unknown, time: unknown, level?: unknown) => Outcome<Segment | undefined>;
	clear: () => void;
}

interface Held {
	problem: Problem;
	until: number;
}

interface Reply<T> {
	readonly ok: true;
	value: T | undefined;
}

/** Answers moments of a track from its prepared structure; the first question of a track yields. */
export function createBeatReader(options: {
	now: () => number;
	structure: (id: string) => Outcome<TrackStructure>;
}): BeatReader {
	const prepared = createLru<BeatIndex>(CAPACITY);
	const held = createLru<Held>(CAPACITY);
	// The same answer object every time: the caller takes its value at once.
	const beatReply: Reply<Beat> = { ok: true, value: undefined };
	const segmentReply: Reply<Segment> = { ok: true, value: undefined };

	function indexOf(method: string, input: unknown): BeatIndex | Problem {
		if (typeIs(input, "string")) {
			const known = prepared.get(input);
			if (known !== undefined) return known;
		}
		const id = resolveAssetId(input);
		if (id === undefined) return invalidArgument(method, messages.input(method));
		const known = prepared.get(id);
		if (known !== undefined) return known;
		const failed = held.get(id);
		if (failed !== undefined && failed.until > options.now())
			return { ...failed.problem, endpoint: method, attempts: 0 };
		const outcome = options.structure(id);
		if (!outcome.ok) {
			held.set(id, { problem: outcome.problem, until: options.now() + HOLD });
			return { ...outcome.problem, endpoint: method };
		}
		const index = createBeatIndex(outcome.value);
		prepared.set(id, index);
		return index;
	}

	const isProblem = (found: BeatIndex | Problem): found is Problem => "kind" in found;
	const isTime = (time: unknown): time is number => typeIs(time, "number") && time === time;

	return {
		beatAt: (input, time) => {
			if (!isTime(time)) return { ok: false, problem: invalidArgument("beatAtTime", messages.time("beatAtTime")) };
			const found = indexOf("beatAtTime", input);
			if (isProblem(found)) return { ok: false, problem: found };
			beatReply.value = found.beatAt(time);
			return beatReply;
		},
		segmentAt: (input, time, level) => {
			const method = "sectionAtTime";
			if (!isTime(time)) return { ok: false, problem: invalidArgument(method, messages.time(method)) };
			if (level !== undefined && level !== "section" && level !== "phrase") {
				return { ok: false, problem: invalidArgument(method, messages.level) };
			}
			const found = indexOf(method, input);
			if (isProblem(found)) return { ok: false, problem: found };
			segmentReply.value = found.segmentAt(time, level === "phrase" ? "phrase" : "section");
			return segmentReply;
		},
		clear: () => {
			prepared.clear();
			held.clear();
		},
	};
}
