import { silences } from "./silence.ts";
import { clock, escapeHtml, short } from "./text.ts";
import { timeAxis } from "./time-axis.ts";
import { type Axis, bar, fitting, mixMarks, onAir, silenceMark, stepMarks, visitMarks } from "./timeline-marks.ts";
import type { Report, SoundRole } from "./types.ts";

const TOP = 26;
const LABEL_WIDTH = 96;
const LABEL_ROOM = LABEL_WIDTH - 10;
const GAP = 16;

/** What each machine's lanes are called; crossfading music overlaps in its lane. */
const LANES: ReadonlyArray<readonly [role: SoundRole, name: string, height: number]> = [
	["radio", "radio", 34],
	["zone", "zone music", 34],
	["other", "other", 14],
];

/** The picture as it grows downwards: what is drawn, and beside it what it is called. */
function createPicture(width: number) {
	const state = { y: TOP, body: "", labels: "" };
	return {
		state,
		/** A lane, drawn by whoever knows its top. */
		lane: (name: string, height: number, draw: (lane: { top: number; height: number }) => string, kind = ""): void => {
			const text = escapeHtml(fitting(name, LABEL_ROOM));
			state.labels += `<text class="${kind}" x="0" y="${state.y + Math.max(11, height / 2 + 4)}">${text}</text>`;
			state.body += draw({ top: state.y, height });
			state.y += height + 4;
		},
		rule: (): void => {
			state.y += GAP / 2;
			const line = `<line class="rule" x1="0" x2="${width}" y1="${state.y - GAP / 4}" y2="${state.y - GAP / 4}"/>`;
			state.body += line;
			state.labels += line;
			state.y += GAP / 2;
		},
	};
}
type Picture = ReturnType<typeof createPicture>;

function stations(report: Report, picture: Picture, x: Axis): void {
	const names = [...new Set(report.choices.map(choice => choice.station))];
	for (const name of names) {
		const choices = report.choices.filter(choice => choice.station === name);
		const draw = (lane: { top: number; height: number }): string =>
			choices.map((choice, at) => onAir(choice, choices[at + 1]?.t ?? report.seconds, x, lane)).join("");
		picture.lane(name === "" || name === "list" ? name : `radio ${name}`, 22, draw, "name");
	}
	if (report.mixes.length > 0) picture.lane("mix", 14, lane => mixMarks(report, x, lane), "name");
	picture.rule();
}

function machine(report: Report, peer: string, picture: Picture, x: Axis, loudest: number): void {
	const { state, lane } = picture;
	const own = report.sounds.filter(sound => sound.peer === peer).sort((a, b) => a.start - b.start);
	const visits = report.visits.filter(visit => visit.player === peer);
	const first = state.y;
	state.body += `<g data-lane="${escapeHtml(peer)}">`;
	const ground = state.body.length;
	lane(peer, 16, at => visitMarks(report, visits, x, at), "name");
	const music = state.y;
	for (const [role, name, height] of LANES) {
		const sounds = own.filter(sound => sound.role === role);
		if (sounds.length > 0) lane(name, height, at => sounds.map(sound => bar(report, sound, x, at, loudest)).join(""));
	}
	const silent = { top: music, height: Math.max(14, state.y - music - 4) };
	const times = report.steps.filter(step => step.player === peer).map(step => step.t);
	if (times.length > 0) lane("steps", 14, at => stepMarks(times, x, at));
	// Behind everything, so that a click anywhere in these lanes is one on this machine.
	const back = `<rect class="back" x="0" y="${first - 4}" width="${short(x(report.seconds), 1)}" height="${state.y - first + 4}"/>`;
	const still = silences(report, peer)
		.map(silence => silenceMark(silence, x, silent))
		.join("");
	state.body = `${state.body.slice(0, ground)}${back}${still}${state.body.slice(ground)}</g>`;
	picture.rule();
}

/** Full minutes, as many as there is room for. */
function axisOf(report: Report, x: Axis, bottom: number): string {
	let axis = "";
	for (let t = 0; t < report.seconds; t += report.seconds > 1200 ? 300 : report.seconds > 240 ? 60 : 15)
		axis += `<line class="grid" x1="${short(x(t), 1)}" x2="${short(x(t), 1)}" y1="18" y2="${bottom}"/><text class="axis" x="${short(x(t), 1)}" y="12">${clock(t)}</text>`;
	return axis;
}

function outageOf({ outage }: Report, x: Axis, bottom: number): string {
	if (outage === undefined) return "";
	const said = `The API was out of reach, ${clock(outage.from)} to ${clock(outage.to)}`;
	return `<rect class="outage" x="${short(x(outage.from), 1)}" y="18" width="${short(x(outage.to) - x(outage.from), 1)}" height="${bottom - 18}" data-tip="${said}"/>`;
}

/** The timeline: what stations had on, and for each machine where its player was, what it played how loud, and its steps. */
export function timeline(report: Report): string {
	const { width, x } = timeAxis(report);
	const loudest = report.sounds.flatMap(sound => sound.gains).reduce((most, [, gain]) => Math.max(most, gain), 1e-3);
	const picture = createPicture(width);
	stations(report, picture, x);
	for (const peer of new Set([...report.players, ...report.sounds.map(sound => sound.peer)]))
		machine(report, peer, picture, x, loudest);
	const { y, body, labels } = picture.state;
	const height = y - GAP / 2;
	return `<div class="scroll" role="region" tabindex="0" aria-label="Timeline, scrolls sideways"><div class="wide"><svg class="labels" aria-hidden="true" width="${LABEL_WIDTH}" height="${height}" viewBox="0 0 ${LABEL_WIDTH} ${height}">${labels}</svg><svg id="timeline" role="list" aria-label="Every sound with its gain over time" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0V6"/></pattern></defs>${outageOf(report, x, height)}${axisOf(report, x, height)}${body}<line id="playhead" y1="14" y2="${height}"/></svg></div></div>`;
}
