import { type Silence, silenceWords } from "./silence.ts";
import { clock, escapeHtml, short } from "./text.ts";
import type { Choice, Report, SoundSpan, ZoneVisit } from "./types.ts";
import { zoneClass } from "./zone-class.ts";

/** A letter of a label is about this wide. */
const LETTER = 6.2;
/** Gains nearer together than this are drawn as one. */
const PIXEL = 0.5;
/** Steps are counted in stretches of so many pixels. */
const STEP_BIN = 3;
/** Below this the highs are heard to be gone, in decibels. */
const MUFFLED = -1;

export type Axis = (t: number) => number;
/** A lane of the picture: where it begins and how high it is. */
export interface Lane {
	readonly top: number;
	readonly height: number;
}

/** What fits into so many pixels; nothing rather than a stump. */
export function fitting(text: string, pixels: number): string {
	const letters = Math.floor(pixels / LETTER);
	if (text.length <= letters) return text;
	return letters < 6 ? "" : `${text.slice(0, letters - 1)}\u2026`;
}

function gainPath({ start, end, gains }: SoundSpan, x: Axis, base: number, room: number, loudest: number): string {
	// The square root lets quiet music be seen beside loud music.
	const y = (gain: number): string => short(base - Math.sqrt(Math.max(0, gain) / loudest) * room, 1);
	let path = `M${short(x(start), 1)} ${base}`;
	let [drawn, last] = [-Infinity, 0];
	gains.forEach(([t, gain], index) => {
		const at = x(t);
		const next = gains[index + 1];
		if (at - drawn < PIXEL && next !== undefined && x(next[0]) - at < PIXEL) return;
		// What has held for a while holds until now.
		if (at - drawn > PIXEL * 4) path += `L${short(at, 1)} ${y(last)}`;
		path += `L${short(at, 1)} ${y(gain)}`;
		[drawn, last] = [at, gain];
	});
	return `${path}L${short(x(end), 1)} ${y(last)}V${base}Z`;
}

/** Where a sound is muffled: a band at its foot, the higher the more of its highs is gone. */
function muffledPath(sound: SoundSpan, x: Axis, base: number): string {
	let path = "";
	let from: number | undefined;
	let deepest = 0;
	const close = (to: number): void => {
		if (from !== undefined && to - from > PIXEL)
			path += `M${short(from, 1)} ${base}V${short(base - 2 - Math.sqrt(-deepest), 1)}H${short(to, 1)}V${base}Z`;
		from = undefined;
		deepest = 0;
	};
	for (const [t, high] of sound.tones) {
		if (high > MUFFLED) close(x(t));
		else {
			from ??= x(t);
			deepest = Math.min(deepest, high);
		}
	}
	close(x(sound.end));
	return path === "" ? "" : `<path class="muffled" d="${path}"/>`;
}

/** The deepest that a sound was muffled, and the most of a room that was heard with it, in words. */
function toneOf(sound: SoundSpan): string {
	const high = sound.tones.reduce((least, tone) => Math.min(least, tone[1]), 0);
	const room = sound.tones.reduce((most, tone) => Math.max(most, tone[2]), -80);
	const muffled = high > MUFFLED ? "" : `, highs down to ${short(high, 0)} dB`;
	return room <= -60 ? muffled : `${muffled}, room up to ${short(room, 0)} dB`;
}

const ownerOf = ({ role, zone, station }: SoundSpan): string => {
	if (zone !== undefined) return `music of ${zone}`;
	return station === undefined ? (role === "other" ? "the engine's own" : role) : `radio ${station}`;
};

export function bar(report: Report, sound: SoundSpan, x: Axis, lane: Lane, loudest: number): string {
	const base = lane.top + lane.height;
	const most = sound.gains.reduce((peak, [, gain]) => Math.max(peak, gain), 0);
	const label = `${sound.title}, ${ownerOf(sound)}, ${clock(sound.start)} to ${clock(sound.end)}, gain up to ${short(most)}${toneOf(sound)}, ${sound.ending}`;
	const said = escapeHtml(`${sound.peer}: ${label}`);
	// What a station has on stands in its own lane.
	const text = sound.role === "zone" ? fitting(sound.zone ?? "", x(sound.end) - x(sound.start) - 10) : "";
	const place = `x="${short(x(sound.start) + 5, 1)}" y="${base - 6}"`;
	const caption = text === "" ? "" : `<text ${place} aria-hidden="true">${escapeHtml(text)}</text>`;
	return `<g class="span ${sound.role}${zoneClass(report, sound.zone)}" role="listitem" tabindex="-1" data-start="${short(sound.start)}" aria-label="${said}" data-tip="${said}"><path d="${gainPath(sound, x, base, lane.height - 4, loudest)}"/>${muffledPath(sound, x, base)}${caption}</g>`;
}

const box = (from: number, to: number, { top, height }: Lane, radius = 2): string =>
	`<rect x="${short(from, 1)}" y="${top}" width="${short(Math.max(1, to - from), 1)}" height="${height}" rx="${radius}"/>`;
const within = (text: string, from: number, { top, height }: Lane): string =>
	text === ""
		? ""
		: `<text x="${short(from + 5, 1)}" y="${top + height / 2 + 4}" aria-hidden="true">${escapeHtml(text)}</text>`;

/** Where somebody was. Where its name does not fit, a zone has it over the longest stay, so that each is named. */
export function visitMarks(report: Report, visits: readonly ZoneVisit[], x: Axis, lane: Lane): string {
	const longest = new Map<string, ZoneVisit>();
	for (const visit of visits) {
		const known = longest.get(visit.zone);
		if (known === undefined || visit.end - visit.start > known.end - known.start) longest.set(visit.zone, visit);
	}
	const marks = visits.map(({ zone, start, end }) => {
		const said = escapeHtml(`in ${zone}, ${clock(start)} to ${clock(end)}`);
		return `<g class="visit${zoneClass(report, zone)}" data-tip="${said}">${box(x(start), x(end) - 0.5, lane)}</g>`;
	});
	const names = visits
		.filter(
			visit => longest.get(visit.zone) === visit || visit.zone.length * LETTER < x(visit.end) - x(visit.start) - 6,
		)
		.map(({ zone, start, end }) => {
			const middle = short((x(start) + x(end)) / 2, 1);
			return `<text class="stay${zoneClass(report, zone)}" x="${middle}" y="${lane.top + 12}" aria-hidden="true">${escapeHtml(zone)}</text>`;
		});
	return marks.join("") + names.join("");
}

export function silenceMark(silence: Silence, x: Axis, lane: Lane): string {
	const said = escapeHtml(`${silenceWords(silence)}, ${clock(silence.start)} to ${clock(silence.end)}`);
	return `<g class="silence" data-tip="${said}">${box(x(silence.start), x(silence.end), lane, 0)}</g>`;
}

/** What a station had on, for everybody who is near it. */
export function onAir(choice: Choice, until: number, x: Axis, lane: Lane): string {
	const title = choice.artist === "" ? choice.title : `${choice.title}, ${choice.artist}`;
	const [from, to] = [x(choice.t), x(until) - 1];
	const said = escapeHtml(`${title}, from ${clock(choice.t)}: ${choice.reason}`);
	return `<g class="air" data-tip="${said}">${box(from, to, lane, 3)}${within(fitting(title, to - from - 10), from, lane)}</g>`;
}

/** Ducks and snapshots, each where it was on. */
export function mixMarks(report: Report, x: Axis, { top }: Lane): string {
	return report.mixes
		.map(({ kind, what, players, start, end }) => {
			const said = escapeHtml(`${what}, for ${players}, ${clock(start)} to ${clock(end)}`);
			const lane = { top: top + (kind === "duck" ? 0 : 8), height: 6 };
			return `<g class="mix ${kind}" data-tip="${said}">${box(x(start), Math.max(x(start) + 2, x(end)), lane, 1)}</g>`;
		})
		.join("");
}

/** How densely somebody stepped: a line for each stretch, as high as there were steps in it. */
export function stepMarks(times: readonly number[], x: Axis, { top, height }: Lane): string {
	const bins = new Map<number, number>();
	for (const t of times) {
		const bin = Math.floor(x(t) / STEP_BIN);
		bins.set(bin, (bins.get(bin) ?? 0) + 1);
	}
	const most = Math.max(1, ...bins.values());
	const lines = [...bins].map(
		([bin, count]) => `M${bin * STEP_BIN} ${top + height}v-${short((count / most) * height, 1)}`,
	);
	return `<path class="ticks" d="${lines.join("")}" data-tip="${times.length} footsteps in all"/>`;
}
