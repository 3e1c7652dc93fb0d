import { levels } from "./levels.ts";
import { map } from "./map.ts";
import { pageBundle } from "./page-bundle.ts";
import { playerBar } from "./player-bar.ts";
import { embedded, runData } from "./run-data.ts";
import { section, surfaces, tables } from "./tables.ts";
import { clock, escapeHtml, short } from "./text.ts";
import { timeline } from "./timeline.ts";
import type { Report } from "./types.ts";
import { zoneClass } from "./zone-class.ts";

function figure(value: string | number, name: string): string {
	const text = typeof value === "number" ? value.toLocaleString("en") : value;
	return `<div class="figure"><dt>${escapeHtml(name)}</dt><dd>${escapeHtml(text)}</dd></div>`;
}

function figures(report: Report): string {
	const requests = report.requests.reduce((sum, row) => sum + row.requests, 0);
	return `<dl class="figures">${[
		figure(clock(report.seconds), "virtual time"),
		figure(`${short(report.wallMs / 1000, 1)} s`, "wall time"),
		figure(report.players.length, "players"),
		figure(report.sounds.length, "pieces of music"),
		figure(report.steps.length, "footsteps"),
		figure(requests, "requests"),
	].join("")}</dl>`;
}

const PARTS = [
	["time", "Timeline"],
	["ground", "Map"],
	["surfaces", "Surfaces"],
	["loudness", "Levels"],
	["choices", "Radio"],
	["requests", "Requests"],
	["faults", "Faults"],
	["words", "In words"],
] as const;

function keys(report: Report): string {
	const heard = new Set(report.sounds.map(sound => sound.zone));
	const zones = report.zones
		.filter(zone => heard.has(zone.name))
		.map(zone => `<span class="key zone${zoneClass(report, zone.name)}">${escapeHtml(zone.name)}</span>`);
	const own = report.sounds.some(sound => sound.role === "other")
		? `<span class="key other">the engine's own</span>`
		: "";
	const outage = report.outage === undefined ? "" : `<span class="key outage">API out of reach</span>`;
	const mix =
		report.mixes.length === 0 ? "" : `<span class="key duck">ducks</span><span class="key snapshot">snapshots</span>`;
	const isMuffled = report.sounds.some(sound => sound.tones.some(([, high]) => high < -1));
	const muffled = isMuffled ? `<span class="key muffled">muffled</span>` : "";
	return `<span class="keys"><span class="key radio">radio</span>${zones.join("")}<span class="key step">footsteps</span>${mix}${muffled}${own}${outage}</span>`;
}

/**
 * Renders the report as one page that needs no network.
 *
 * @example
 * writeFileSync("report/index.html", await renderPage(report));
 */
export async function renderPage(report: Report): Promise<string> {
	const { style, script } = await pageBundle();
	const players = `${report.players.length} player${report.players.length === 1 ? "" : "s"}`;
	const about = `${clock(report.seconds)} with ${players}, played headless against ${escapeHtml(report.api)} by AudioScape ${escapeHtml(report.version)}. Everything below was recorded in this run.`;
	const links = PARTS.map(([id, name]) => `<a href="#${id}">${name}</a>`).join(" ");
	return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><link rel="icon" href="data:,"><title>${escapeHtml(report.title)}</title><style>${style}</style></head>
<body><a class="skip" href="#main">Skip to the timeline</a><header><p class="brand">AudioScape</p><h1>${escapeHtml(report.title)}</h1><p>${about}</p>${figures(report)}
<nav aria-label="Parts of this report">${links}</nav></header>
<main id="main" tabindex="-1">${section("time", "Timeline", `What was on air, and what each player's machine made of it: music as high as its gain there, crossfades overlapping, and steps. ${keys(report)}`, timeline(report))}
<div class="pair"><div>${section("ground", "Map", "Seen from above: grounds by material, zones, walked paths, and a dot where a step sounded.", map(report))}
${surfaces(report)}</div>
${section("loudness", "Levels before and after matching", "Hollow: as uploaded. Filled: as played, at the loudest. Music in LUFS, steps in dBTP.", levels(report.levels))}</div>
${tables(report)}</main>${playerBar(report)}<script type="application/json" id="run">${embedded(runData(report))}</script><script>${script}</script></body></html>
`;
}
