import { silences } from "./silence.ts";
import { clock, escapeHtml, many, noun, short } from "./text.ts";
import type { Report } from "./types.ts";
import { zoneClass, zoneNames } from "./zone-class.ts";

const PARTS = [
	["time", "Timeline"],
	["ground", "Map"],
	["surfaces", "Underfoot"],
	["choices", "Stations"],
	["loudness", "Levels"],
	["requests", "Requests"],
	["faults", "Faults"],
	["words", "In words"],
] as const;

function figure(value: string | number, name: string): string {
	const text = typeof value === "number" ? value.toLocaleString("en") : value;
	return `<div><dt>${escapeHtml(name)}</dt><dd>${escapeHtml(text)}</dd></div>`;
}

function figures(report: Report): string {
	const requests = report.requests.reduce((sum, row) => sum + row.requests, 0);
	return `<dl class="figures">${[
		figure(clock(report.seconds), "played"),
		figure(`${short(report.wallMs / 1000, 1)} s`, "to run it"),
		figure(report.players.length, noun(report.players.length, "player")),
		figure(report.sounds.length, "pieces of music"),
		figure(report.steps.length, "footsteps"),
		figure(requests, "requests"),
		figure(report.faults.length, noun(report.faults.length, "fault")),
	].join("")}</dl>`;
}

/** How it is listened to, or why it cannot be. */
function hearing({ score }: Report): string {
	if (score === undefined)
		return "<b>This trace cannot be heard:</b> it does not tell where in their files sounds were. Play once more to make one that does.";
	if (score.players.length === 0) return "<b>Nobody to listen to:</b> no player was in this run.";
	return "<b>Press play</b> below, and hear the run as one of its players did. A click in the timeline goes there, with that player's ears. Sounds are sketches, made from what the catalog says of each file.";
}

function guide(report: Report): string {
	return `<ul class="guide" aria-label="How to read this page"><li>${hearing(report)}</li>
<li><b>Height is loudness.</b> Music is drawn as high as its gain was on that machine. Where two shapes overlap, one fades into the other.</li>
<li><b>Colour is place.</b> A zone has one colour on the timeline and on the map. Hatching is silence: outside of zones nothing is meant to play.</li>
<li><b>Everything can be asked.</b> Point at a shape, or tab to a picture and use the arrow keys. Tables further down say it all in words.</li></ul>`;
}

/** What the colours of the timeline mean; each zone is named. */
export function keys(report: Report): string {
	const key = (kind: string, name: string): string => `<li class="key ${kind}">${escapeHtml(name)}</li>`;
	const zones = zoneNames(report).map(zone => key(`zone${zoneClass(report, zone)}`, zone));
	const isMuffled = report.sounds.some(sound => sound.tones.some(([, high]) => high < -1));
	const rest: ReadonlyArray<readonly [isThere: boolean, kind: string, name: string]> = [
		[report.choices.length > 0, "radio", "radio"],
		[report.steps.length > 0, "step", "footsteps"],
		[report.players.some(player => silences(report, player).length > 0), "silence", "silence"],
		[report.mixes.some(({ kind }) => kind === "duck"), "duck", "duck"],
		[report.mixes.some(({ kind }) => kind === "snapshot"), "snapshot", "snapshot"],
		[isMuffled, "muffled", "muffled"],
		[report.sounds.some(({ role }) => role === "other"), "other", "the engine's own"],
		[report.outage !== undefined, "outage", "API out of reach"],
	];
	return `<ul class="keys" aria-label="Colours">${zones.join("")}${rest.map(([isThere, kind, name]) => (isThere ? key(kind, name) : "")).join("")}</ul>`;
}

export function header(report: Report): string {
	const players = many(report.players.length, "player");
	const version = report.version === "" ? "" : ` ${report.version}`;
	const about = `${clock(report.seconds)} with ${players}, played headless against ${report.api} by AudioScape${version}. Everything here was recorded in this run.`;
	const links = PARTS.map(([id, name]) => `<a href="#${id}">${name}</a>`).join("");
	return `<header><div class="title"><p class="brand">AudioScape</p><h1>${escapeHtml(report.title)}</h1><p class="about">${escapeHtml(about)}</p></div>${figures(report)}${guide(report)}<nav aria-label="Parts of this report">${links}</nav></header>`;
}
