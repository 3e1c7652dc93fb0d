import { header, keys } from "./header.ts";
import { levels } from "./levels.ts";
import { map } from "./map.ts";
import { pageBundle } from "./page-bundle.ts";
import { playerBar } from "./player-bar.ts";
import { embedded, runData } from "./run-data.ts";
import { faults, radio, requests, section, surfaces, words } from "./tables.ts";
import { escapeHtml } from "./text.ts";
import { timeline } from "./timeline.ts";
import type { Report } from "./types.ts";

function sections(report: Report): string {
	return [
		section(
			"time",
			"Timeline",
			"What stations had on, and for each player where they were, what their machine played, how loud, and their steps.",
			`${keys(report)}${timeline(report)}<p class="hint">Arrow keys go from sound to sound, Enter plays from there.</p>`,
		),
		`<div class="pair">${section("ground", "Map", "The world from above: grounds, zones, where everybody walked, and a dot where a step sounded.", map(report))}<div>${surfaces(report)}${faults(report)}</div></div>`,
		radio(report),
		section(
			"loudness",
			"Levels",
			"How loud each sound was as uploaded, how loud it was heard at the loudest, and what it was to come to. Music is in LUFS, sound effects are in dBTP. No peak goes above \u22121 dBTP, which caps what is quiet and has high peaks.",
			levels(report.levels),
		),
		requests(report),
		words(report),
	].join("\n");
}

/**
 * Renders the report as one page that needs no network.
 *
 * @example
 * writeFileSync("report/index.html", await renderPage(report));
 */
export async function renderPage(report: Report): Promise<string> {
	const { style, script } = await pageBundle();
	const bar = playerBar(report);
	return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><link rel="icon" href="data:,"><title>${escapeHtml(report.title)}</title><style>${style}</style></head>
<body><a class="skip" href="#main">Skip to the timeline</a>${bar === "" ? "" : `<a class="skip" href="#play">Skip to the player</a>`}${header(report)}
<main id="main" tabindex="-1">${sections(report)}</main>${bar}<div id="tip" role="tooltip" hidden></div>
<script type="application/json" id="run">${embedded(runData(report))}</script><script>${script}</script></body></html>
`;
}
