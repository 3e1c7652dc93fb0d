import { clock, escapeHtml, short } from "./text.ts";
import type { Report, SoundSpan } from "./types.ts";

const LANE_HEIGHT = 26;
const LABEL_WIDTH = 84;
const MIN_WIDTH = 1080;
/** A letter of a label is about this wide. */
const LETTER = 6;
const PIXELS_PER_SECOND = 1.6;

const ROLES = ["radio", "zone", "step", "other"] as const;

/** Puts overlapping sounds of one peer into lanes, first fit; each kind of sound has lanes of its own. */
export function assignLanes(sounds: SoundSpan[]): number[] {
	const lanes = new Map<SoundSpan, number>();
	let first = 0;
	for (const role of ROLES) {
		const ends: number[] = [];
		for (const sound of sounds.filter(candidate => candidate.role === role)) {
			let lane = ends.findIndex(end => end <= sound.start);
			if (lane === -1) lane = ends.length;
			ends[lane] = sound.end;
			lanes.set(sound, first + lane);
		}
		first += ends.length;
	}
	return sounds.map(sound => lanes.get(sound) ?? 0);
}

function gainPath(sound: SoundSpan, x: (t: number) => number, top: number): string {
	const height = LANE_HEIGHT - 6;
	const y = (gain: number) => top + height - Math.min(1, Math.sqrt(Math.max(0, gain))) * height;
	let path = `M${short(x(sound.start), 1)} ${top + height}`;
	let last = 0;
	for (const [t, gain] of sound.gains) {
		path += `L${short(x(t), 1)} ${short(y(last), 1)}L${short(x(t), 1)} ${short(y(gain), 1)}`;
		last = gain;
	}
	return `${path}L${short(x(sound.end), 1)} ${short(y(last), 1)}L${short(x(sound.end), 1)} ${top + height}Z`;
}

/** The title on its bar, as far as it fits. */
function caption(sound: SoundSpan, x: (t: number) => number, top: number): string {
	const letters = Math.floor((x(sound.end) - x(sound.start) - 8) / LETTER);
	if (letters < 6) return "";
	const text = sound.title.length > letters ? `${sound.title.slice(0, letters - 1)}\u2026` : sound.title;
	return `<text x="${short(x(sound.start) + 4, 1)}" y="${top + 13}" aria-hidden="true">${escapeHtml(text)}</text>`;
}

/** The timeline: a lane per sounding Sound and player, each filled with its gain curve; steps as ticks. */
export function timeline(report: Report): string {
	const width = Math.max(MIN_WIDTH, LABEL_WIDTH + report.seconds * PIXELS_PER_SECOND);
	const x = (t: number) => LABEL_WIDTH + (t / report.seconds) * (width - LABEL_WIDTH - 8);
	let y = 24;
	let body = "";
	for (const peer of [...new Set([...report.players, ...report.sounds.map(sound => sound.peer)])]) {
		const own = report.sounds.filter(sound => sound.peer === peer).sort((a, b) => a.start - b.start);
		const lanes = assignLanes(own);
		body += `<text class="peer" x="4" y="${y + 14}">${escapeHtml(peer)}</text>`;
		own.forEach((sound, i) => {
			const top = y + lanes[i]! * LANE_HEIGHT;
			const loudest = sound.gains.reduce((peak, [, gain]) => Math.max(peak, gain), 0);
			const label = `${sound.title}, ${sound.role}, ${clock(sound.start)} to ${clock(sound.end)}, gain up to ${short(loudest)}, ${sound.ending}`;
			body += `<g class="span ${sound.role}" role="listitem" tabindex="-1" aria-label="${escapeHtml(`${peer}: ${label}`)}"><title>${escapeHtml(label)}</title><path d="${gainPath(sound, x, top)}"/><line x1="${short(x(sound.start), 1)}" x2="${short(x(sound.end), 1)}" y1="${top + LANE_HEIGHT - 6}" y2="${top + LANE_HEIGHT - 6}"/>${caption(sound, x, top)}</g>`;
		});
		y += Math.max(1, ...lanes.map(lane => lane + 1)) * LANE_HEIGHT;
		const ticks = report.steps
			.filter(step => step.player === peer)
			.map(step => `M${short(x(step.t), 1)} ${y}v6`)
			.join("");
		if (ticks !== "") body += `<path class="ticks" d="${ticks}"><title>footsteps of ${escapeHtml(peer)}</title></path>`;
		y += 14;
		body += `<line class="rule" x1="0" x2="${width}" y1="${y - 4}" y2="${y - 4}"/>`;
	}
	let axis = "";
	for (let t = 0; t < report.seconds; t += report.seconds > 1200 ? 300 : 60) {
		axis += `<line class="grid" x1="${short(x(t), 1)}" x2="${short(x(t), 1)}" y1="16" y2="${y}"/><text class="axis" x="${short(x(t) + 2, 1)}" y="12">${clock(t)}</text>`;
	}
	const outage = report.outage;
	const away =
		outage === undefined
			? ""
			: `<rect class="outage" x="${short(x(outage.from), 1)}" y="16" width="${short(x(outage.to) - x(outage.from), 1)}" height="${y - 16}"><title>the API was out of reach</title></rect>`;
	return `<div class="scroll" role="region" tabindex="0" aria-label="Timeline, scrolls sideways"><svg id="timeline" role="list" aria-label="Every sound with its gain over time" width="${width}" height="${y + 4}" viewBox="0 0 ${width} ${y + 4}">${away}${axis}${body}</svg></div><p id="timeline-detail" aria-live="polite" class="detail">Tab to the timeline and use the arrow keys to step through its sounds.</p>`;
}
