import { levels } from "./levels.ts";
import { map } from "./map.ts";
import { PAGE_SCRIPT } from "./script.ts";
import { PAGE_STYLE } from "./style.ts";
import { clock, escapeHtml, short, table } from "./text.ts";
import { timeline } from "./timeline.ts";
import type { Report } from "./types.ts";

function figure(value: string | number, name: string): string {
	return `<div class="figure"><dd>${escapeHtml(value)}</dd><dt>${escapeHtml(name)}</dt></div>`;
}

function section(id: string, title: string, lead: string, body: string): string {
	return `<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2><p>${lead}</p>${body}</section>`;
}

function figures(report: Report): string {
	const requests = report.requests.reduce((sum, row) => sum + row.requests, 0);
	return `<dl class="figures">${[
		figure(clock(report.seconds), "virtual time"),
		figure(`${short(report.wallMs / 1000, 1)} s`, "wall time"),
		figure(report.players.length, "players"),
		figure(report.sounds.length, "music sounds"),
		figure(report.steps.length, "footsteps"),
		figure(requests, "requests"),
	].join("")}</dl>`;
}

function tables(report: Report): string {
	const soundRows = report.sounds.map(sound => [sound.peer, sound.title, sound.role, clock(sound.start), clock(sound.end), sound.ending]);
	return [
		section("sounds", "Every sound", "The timeline in words.", `<details><summary>${soundRows.length} rows</summary>${table("Sounds in order", ["Peer", "Track", "By", "From", "To", "Ended by"], soundRows, "sound-table")}</details>`),
		section("choices", "What the radio chose, and why", "A reason is made of what is known of both tracks; unknown counts as neutral.", table("Choices in order", ["At", "Station", "Track", "Artist", "Reason"], report.choices.map(row => [clock(row.t), row.station, row.title, row.artist, row.reason]), "choice-table")),
		section("visits", "Who was where", "Zones as the server knew them.", table("Visits", ["Player", "Zone", "From", "To"], report.visits.map(row => [row.player, row.zone, clock(row.start), clock(row.end)]), "visit-table")),
		section("requests", "Requests", "What went to the API, and what did not have to.", table("By endpoint", ["Endpoint", "Requests", "Answered", "Failed", "Median ms"], report.requests.map(row => [row.endpoint, row.requests, row.ok, row.failed, row.medianMs]), "request-table") + table("The pipeline's counters", ["Counter", "Count"], Object.entries(report.cache), "cache-table")),
		section("faults", "Faults, and what was done about them", "Things that went wrong in this run on purpose.", table("Faults in order", ["At", "What happened", "What was done"], report.faults.map(row => [clock(row.t), row.what, row.done]), "fault-table")),
	].join("\n");
}

/** Renders the report as one page that needs no network. */
export function renderPage(report: Report): string {
	const about = `${clock(report.seconds)} of a small game with ${report.players.length} players, played headless against ${escapeHtml(report.api)} by AudioScape ${escapeHtml(report.version)}.`;
	return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><link rel="icon" href="data:,"><title>${escapeHtml(report.title)}</title><style>${PAGE_STYLE}</style></head>
<body><a class="skip" href="#main">Skip to the timeline</a><header><h1>${escapeHtml(report.title)}</h1><p>${about}</p>${figures(report)}
<nav aria-label="Parts of this report"><a href="#time">Timeline</a> <a href="#ground">Map</a> <a href="#loudness">Levels</a> <a href="#choices">Radio</a> <a href="#requests">Requests</a> <a href="#faults">Faults</a></nav></header>
<main id="main">${section("time", "Timeline", `A row per sounding track and player, filled with its gain; ticks are footsteps. <span class="key radio">radio</span> <span class="key zone">zone</span> <span class="key other">other</span>`, timeline(report))}
${section("ground", "Map", "Seen from above: zones, paths, and a dot where a step sounded.", map(report))}
${section("loudness", "Levels before and after matching", "Hollow: as uploaded. Filled: as heard. Music in LUFS, steps in dBTP.", levels(report.levels))}
${tables(report)}</main><script>${PAGE_SCRIPT}</script></body></html>
`;
}
