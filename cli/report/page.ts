import { levels } from "./levels.ts";
import { map } from "./map.ts";
import { PAGE_SCRIPT } from "./script.ts";
import { PAGE_STYLE } from "./style.ts";
import { section, tables } from "./tables.ts";
import { clock, escapeHtml, short } from "./text.ts";
import { timeline } from "./timeline.ts";
import type { Report } from "./types.ts";

function figure(value: string | number, name: string): string {
	return `<div class="figure"><dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd></div>`;
}

function figures(report: Report): string {
	const requests = report.requests.reduce((sum, row) => sum + row.requests, 0);
	return `<dl class="figures">${[
		figure(clock(report.seconds), "virtual time"),
		figure(`${short(report.wallMs / 1000, 1)} s`, "wall time"),
		figure(report.players.length, "players"),
		figure(report.sounds.length, "stretches of music"),
		figure(report.steps.length, "footsteps"),
		figure(requests, "requests"),
	].join("")}</dl>`;
}

const PARTS = [
	["time", "Timeline"],
	["ground", "Map"],
	["loudness", "Levels"],
	["choices", "Radio"],
	["surfaces", "Surfaces"],
	["requests", "Requests"],
	["faults", "Faults"],
	["words", "In words"],
] as const;

const KEYS = `<span class="keys"><span class="key radio">radio</span> <span class="key zone">zone music</span> <span class="key step">footsteps</span> <span class="key other">the engine's own</span> <span class="key outage">API out of reach</span></span>`;

/**
 * Renders the report as one page that needs no network.
 *
 * @example
 * writeFileSync("report/index.html", renderPage(report));
 */
export function renderPage(report: Report): string {
	const about = `${clock(report.seconds)} of a small game with ${report.players.length} players, played headless against ${escapeHtml(report.api)} by AudioScape ${escapeHtml(report.version)}. Everything below was recorded in this run.`;
	const links = PARTS.map(([id, name]) => `<a href="#${id}">${name}</a>`).join(" ");
	return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><link rel="icon" href="data:,"><title>${escapeHtml(report.title)}</title><style>${PAGE_STYLE}</style></head>
<body><a class="skip" href="#main">Skip to the timeline</a><header><p class="brand">AudioScape</p><h1>${escapeHtml(report.title)}</h1><p>${about}</p>${figures(report)}
<nav aria-label="Parts of this report">${links}</nav></header>
<main id="main" tabindex="-1">${section("time", "Timeline", `A bar for each track on each player's machine, as high as its gain. ${KEYS}`, timeline(report))}
${section("ground", "Map", "Seen from above: grounds by material, zones, walked paths, and a dot where a step sounded.", map(report))}
${section("loudness", "Levels before and after matching", "Hollow: as uploaded. Filled: as played, at the loudest. Music in LUFS, steps in dBTP.", levels(report.levels))}
${tables(report)}</main><script>${PAGE_SCRIPT}</script></body></html>
`;
}
