import { clock, escapeHtml, short } from "./text.ts";
import { timeAxis } from "./time-axis.ts";
import type { Choice, Report, SoundRole, SoundSpan } from "./types.ts";
import { zoneClass } from "./zone-class.ts";

const LANE_HEIGHT = 34;
const STEP_HEIGHT = 14;
const LABEL_LETTERS = 13;
const TOP = 24;
/** A letter of a label is about this wide. */
const LETTER = 6;
/** Steps are counted in stretches of so many pixels. */
const STEP_BIN = 3;

/** What each machine's lanes are called; crossfading music overlaps in its lane. */
const LANES: ReadonlyArray<readonly [role: SoundRole, name: string, height: number]> = [
	["radio", "radio", LANE_HEIGHT],
	["zone", "zones", LANE_HEIGHT],
	["other", "other", 16],
];

type Axis = (t: number) => number;

function gainPath(sound: SoundSpan, x: Axis, base: number, loudest: number): string {
	// The square root lets quiet music be seen beside loud music.
	const y = (gain: number) => base - Math.sqrt(Math.max(0, gain) / loudest) * (LANE_HEIGHT - 6);
	let path = `M${short(x(sound.start), 1)} ${base}`;
	let last = 0;
	for (const [t, gain] of sound.gains) {
		path += `L${short(x(t), 1)} ${short(y(last), 1)}L${short(x(t), 1)} ${short(y(gain), 1)}`;
		last = gain;
	}
	return `${path}L${short(x(sound.end), 1)} ${short(y(last), 1)}V${base}Z`;
}

/** Below this the highs are heard to be gone, in decibels. */
const MUFFLED = -1;

/** Where a sound is muffled: a band at its foot, the higher the more of its highs is gone. */
function muffledPath(sound: SoundSpan, x: Axis, base: number): string {
	let path = "";
	sound.tones.forEach(([t, high], index) => {
		if (high > MUFFLED) return;
		const end = sound.tones[index + 1]?.[0] ?? sound.end;
		path += `M${short(x(t), 1)} ${base}V${short(base - 2 - Math.sqrt(-high), 1)}H${short(x(end), 1)}V${base}Z`;
	});
	return path === "" ? "" : `<path class="muffled" d="${path}"/>`;
}

/** The deepest that a sound was muffled, and the most of a room that was heard with it, in words. */
function toneOf(sound: SoundSpan): string {
	const high = sound.tones.reduce((least, tone) => Math.min(least, tone[1]), 0);
	const room = sound.tones.reduce((most, tone) => Math.max(most, tone[2]), -80);
	const muffled = high > MUFFLED ? "" : `, highs down to ${short(high, 0)} dB`;
	return room <= -80 ? muffled : `${muffled}, room up to ${short(room, 0)} dB`;
}

/** Ducks and snapshots, each where it was on. */
function mixLine(report: Report, x: Axis, top: number): string {
	return report.mixes
		.map(({ kind, what, players, start, end }) => {
			const said = `${what}, for ${players}, ${clock(start)} to ${clock(end)}`;
			return `<rect class="mix ${kind}" x="${short(x(start), 1)}" y="${top + (kind === "duck" ? 0 : 7)}" width="${short(Math.max(2, x(end) - x(start)), 1)}" height="6" rx="1"><title>${escapeHtml(said)}</title></rect>`;
		})
		.join("");
}

/** A track's title, or a zone's name, as far as it fits its bar. */
function caption(sound: SoundSpan, x: Axis, base: number): string {
	const letters = Math.floor((x(sound.end) - x(sound.start) - 6) / LETTER);
	const text = sound.role === "zone" ? (sound.zone ?? "") : sound.title;
	if (letters < Math.min(text.length, 8)) return "";
	const fitting = text.length > letters ? `${text.slice(0, letters - 1)}\u2026` : text;
	return `<text x="${short(x(sound.start) + 4, 1)}" y="${base - 6}" aria-hidden="true">${escapeHtml(fitting)}</text>`;
}

function bar(report: Report, sound: SoundSpan, x: Axis, base: number, loudest: number): string {
	const most = sound.gains.reduce((peak, [, gain]) => Math.max(peak, gain), 0);
	const where = sound.zone === undefined ? sound.role : `music of ${sound.zone}`;
	const label = `${sound.title}, ${where}, ${clock(sound.start)} to ${clock(sound.end)}, gain up to ${short(most)}${toneOf(sound)}, ${sound.ending}`;
	const said = escapeHtml(`${sound.peer}: ${label}`);
	const line = `<line x1="${short(x(sound.start), 1)}" x2="${short(x(sound.end), 1)}" y1="${base}" y2="${base}"/>`;
	return `<g class="span ${sound.role}${zoneClass(report, sound.zone)}" role="listitem" tabindex="-1" data-start="${short(sound.start)}" aria-label="${said}"><title>${escapeHtml(label)}</title><path d="${gainPath(sound, x, base, loudest)}"/>${muffledPath(sound, x, base)}${line}${caption(sound, x, base)}</g>`;
}

/** What a station had on, for everybody who is near it. */
function onAir(report: Report, choices: Choice[], x: Axis, top: number): string {
	const height = 20;
	return choices
		.map((choice, index) => {
			const from = x(choice.t);
			const width = x(choices[index + 1]?.t ?? report.seconds) - from - 1;
			const letters = Math.floor((width - 8) / LETTER);
			const title = choice.artist === "" ? choice.title : `${choice.title}, ${choice.artist}`;
			const text = title.length > letters ? `${title.slice(0, Math.max(0, letters - 1))}\u2026` : title;
			const said = escapeHtml(`${title}, from ${clock(choice.t)}: ${choice.reason}`);
			return `<g class="air"><title>${said}</title><rect x="${short(from, 1)}" y="${top}" width="${short(Math.max(1, width), 1)}" height="${height}" rx="3"/>${letters < 4 ? "" : `<text x="${short(from + 5, 1)}" y="${top + 14}">${escapeHtml(text)}</text>`}</g>`;
		})
		.join("");
}

/** How densely somebody stepped: a line for each stretch, as high as there were steps in it. */
function stepLines(times: number[], x: Axis, base: number): string {
	const bins = new Map<number, number>();
	for (const t of times) {
		const bin = Math.floor(x(t) / STEP_BIN);
		bins.set(bin, (bins.get(bin) ?? 0) + 1);
	}
	const most = Math.max(1, ...bins.values());
	return [...bins]
		.map(([bin, count]) => `M${bin * STEP_BIN} ${base}v-${short((count / most) * (STEP_HEIGHT - 2), 1)}`)
		.join("");
}

/** The timeline: for each machine a lane for the radio and one for the zones, filled with gain curves, and its steps. */
export function timeline(report: Report): string {
	const { width, x } = timeAxis(report);
	const loudest = report.sounds.flatMap(sound => sound.gains).reduce((most, [, gain]) => Math.max(most, gain), 1e-3);
	let y = TOP;
	let body = "";
	const stations = [...new Set(report.choices.map(choice => choice.station))];
	for (const station of stations) {
		const choices = report.choices.filter(choice => choice.station === station);
		const name = stations.length === 1 ? "on air" : escapeHtml(station.slice(0, LABEL_LETTERS));
		body += `<text class="peer" x="4" y="${y + 14}">${name}</text>${onAir(report, choices, x, y)}`;
		y += 30;
		body += `<line class="rule" x1="0" x2="${width}" y1="${y - 4}" y2="${y - 4}"/>`;
	}
	if (report.mixes.length > 0) {
		body += `<text class="peer" x="4" y="${y + 14}">mix</text>${mixLine(report, x, y + 3)}`;
		y += 26;
		body += `<line class="rule" x1="0" x2="${width}" y1="${y - 4}" y2="${y - 4}"/>`;
	}
	for (const peer of [...new Set([...report.players, ...report.sounds.map(sound => sound.peer)])]) {
		const own = report.sounds.filter(sound => sound.peer === peer).sort((a, b) => a.start - b.start);
		body += `<g data-lane="${escapeHtml(peer)}"><text class="peer" x="4" y="${y + 14}">${escapeHtml(peer)}</text>`;
		for (const [role, name, height] of LANES) {
			const lane = own.filter(sound => sound.role === role);
			if (lane.length === 0) continue;
			y += height;
			body += `<text class="axis" x="4" y="${y}">${name}</text>`;
			body += lane.map(sound => bar(report, sound, x, y, loudest)).join("");
		}
		const times = report.steps.filter(step => step.player === peer).map(step => step.t);
		if (times.length > 0) {
			y += STEP_HEIGHT + 4;
			body += `<text class="axis" x="4" y="${y}">steps</text>`;
			body += `<path class="ticks" d="${stepLines(times, x, y)}"><title>${times.length} footsteps of ${escapeHtml(peer)}</title></path>`;
		}
		y += 12;
		body += `</g><line class="rule" x1="0" x2="${width}" y1="${y - 4}" y2="${y - 4}"/>`;
	}
	let axis = "";
	for (let t = 0; t < report.seconds; t += report.seconds > 1200 ? 300 : 60) {
		axis += `<line class="grid" x1="${short(x(t), 1)}" x2="${short(x(t), 1)}" y1="16" y2="${y - 4}"/><text class="axis" x="${short(x(t) + 2, 1)}" y="12">${clock(t)}</text>`;
	}
	const outage = report.outage;
	const away =
		outage === undefined
			? ""
			: `<rect class="outage" x="${short(x(outage.from), 1)}" y="16" width="${short(x(outage.to) - x(outage.from), 1)}" height="${y - 20}"><title>the API was out of reach</title></rect>`;
	return `<div class="scroll" role="region" tabindex="0" aria-label="Timeline, scrolls sideways"><svg id="timeline" role="list" aria-label="Every sound with its gain over time" width="${width}" height="${y}" viewBox="0 0 ${width} ${y}">${away}${axis}${body}<line id="playhead" y1="16" y2="${y - 4}"/></svg></div><p id="timeline-detail" aria-live="polite" class="detail">Tab to the timeline and use the arrow keys to step through its sounds.</p>`;
}
