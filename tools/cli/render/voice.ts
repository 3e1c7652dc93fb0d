import { roleOf } from "../play/ledger.ts";
import { positionOn } from "./course.ts";
import { held, type Point, thinned, valueAt } from "./curves.ts";
import type { Course, Ending, Tone, Voice } from "./types.ts";

/** A voice that sounds, with everything the trace said of it. */
export interface Open {
	readonly player: string;
	readonly clip: string;
	readonly path: string;
	readonly start: number;
	readonly course: Course[];
	readonly gains: Point[];
	readonly pans: Point[];
	readonly tones: Point[];
}

const SILENT = 1e-4;
const FRAME = 1 / 60;
/** Long enough not to click, too short to be heard as a fade. */
const EDGE = 0.004;
const SILENT_ROOM = -80;
const rounded = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits;
/** Moments to a tenth of a millisecond. */
export const seconds = (value: number): number => rounded(value, 4);
const decibels = (gain: number): number => 20 * Math.log10(Math.max(gain, SILENT));

const valueOf = (points: readonly Point[], moment: number): number => valueAt(points.flat(), moment);

/** Comes in from zero and goes out to zero, so that nothing clicks. */
function edged(points: readonly Point[], opens: boolean, closes: number | undefined): Point[] {
	const opened: readonly Point[] = opens
		? [[0, 0], [EDGE, valueOf(points, EDGE)], ...points.filter(([t]) => t! > EDGE)]
		: points;
	if (closes === undefined) return [...opened];
	const last = Math.max(EDGE, closes - EDGE);
	return [...opened.filter(([t]) => t! < last), [last, valueOf(opened, last)], [closes, 0]];
}

/** The gain dips for a moment where the position leaps. */
function dipped(points: readonly Point[], leaps: readonly number[]): Point[] {
	return leaps.reduce<Point[]>(
		(all, leap) => {
			const [before, after] = [valueOf(all, leap - EDGE), valueOf(all, leap + EDGE)];
			const around: Point[] = [
				[leap - EDGE, before],
				[leap, 0],
				[leap + EDGE, after],
			];
			return [...all.filter(([t]) => t! < leap - EDGE), ...around, ...all.filter(([t]) => t! > leap + EDGE)];
		},
		[...points],
	);
}

/** Linear gains of a voice: a fifth of a decibel is not heard. */
function gainsOf(open: Open, length: number, ending: Ending, whole: number | undefined): number[] {
	const leapt = held(open.gains, ([, a], [, b]) => Math.abs(decibels(a!) - decibels(b!)) > 0.25);
	const points = leapt.map(([t, gain]): Point => [Math.max(0, t! - open.start), gain!]).filter(([t]) => t! <= length);
	const [, begins] = open.course[0]!;
	const last = open.course.at(-1)!;
	const isCut = ending !== "ended" || (whole !== undefined && last[3] < whole - 0.01);
	const leaps = open.course.slice(1).flatMap((course, index) => {
		const off = positionOn(open.course[index]!, course[0]) - course[1];
		return Math.abs(off) > 0.002 && course[0] > EDGE ? [course[0]] : [];
	});
	const smooth = dipped(edged(points, begins > 0, isCut ? length : undefined), leaps);
	return thinned(
		smooth,
		([, gain], straight) => Math.abs(gain! - straight(1)) <= Math.max(0.02 * gain!, 0.0003),
	).flatMap(([t, gain]) => [seconds(t!), rounded(gain!, 5)]);
}

function pansOf(open: Open): number[] {
	const points = open.pans.map(([t, pan]): Point => [Math.max(0, t! - open.start), pan!]);
	return thinned(points, ([, pan], straight) => Math.abs(pan! - straight(1)) < 0.05).flatMap(([t, pan]) => [
		rounded(t!, 3),
		rounded(pan!, 2),
	]);
}

function tonesOf(open: Open): Tone[] {
	const leaps = (a: Point, b: Point): boolean => a.some((value, index) => index > 0 && Math.abs(value - b[index]!) > 1);
	const [first] = open.tones;
	const neutral: Point = [open.start, 0, 0, 0, SILENT_ROOM, first![5]!, 0];
	// What is told in the first frame held from the beginning.
	const isLater = first![0]! > open.start + FRAME;
	const all = [isLater ? neutral : [open.start, ...first!.slice(1)], ...open.tones];
	const points = held(all, leaps).map((point): Point => [Math.max(0, point[0]! - open.start), ...point.slice(1)]);
	const isNear = (point: Point, straight: (index: number) => number): boolean =>
		point.every((value, index) => index === 0 || Math.abs(value - straight(index)) < 0.7);
	return thinned(points, isNear).map(
		point => point.map((value, at) => rounded(value, at === 0 ? 3 : 1)) as unknown as Tone,
	);
}

/** A voice with a player's name instead of an index. */
export type NamedVoice = Omit<Voice, "player"> & { readonly player: string };

/**
 * What was heard of a voice that is over at some moment.
 *
 * @param whole - seconds of its file
 * @returns undefined where nothing was heard
 */
export function voiceOf(open: Open, at: number, ending: Ending, whole: number | undefined): NamedVoice | undefined {
	const [since, position, speed, to, back] = open.course.at(-1)!;
	const reached = back === undefined && speed > 0 ? open.start + since + (to - position) / speed : Infinity;
	const end = Math.min(at, reached);
	if (end - open.start < EDGE || open.gains.length === 0) return undefined;
	const gains = gainsOf(open, end - open.start, ending, whole);
	if (gains.every((gain, at) => at % 2 === 0 || gain <= SILENT)) return undefined;
	return {
		player: open.player,
		clip: open.clip,
		role: roleOf(open.path),
		start: seconds(open.start),
		end: seconds(end),
		ending,
		course: open.course,
		gains,
		...(open.pans.length === 0 ? {} : { pans: pansOf(open) }),
		...(open.tones.length === 0 ? {} : { tones: tonesOf(open) }),
	};
}
