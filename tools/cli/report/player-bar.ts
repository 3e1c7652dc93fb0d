import { clock, escapeHtml } from "./text.ts";
import type { Report } from "./types.ts";

/** Of the whole run; pitch goes with it, as on a tape. */
const SPEEDS = [0.5, 1, 2, 4, 8];
const METER_NAMES = [
	["radio", "radio"],
	["zone", "zones"],
	["step", "steps"],
	["other", "other"],
	["all", "all"],
] as const;

const KEYS = [
	["Space", "play, pause"],
	["J, L", "10 seconds back, on"],
	["1 to 9", "whose ears"],
	["S", "speed"],
	["M", "mute"],
] as const;

function players(names: readonly string[]): string {
	const radios = names
		.map(
			(name, index) =>
				`<label class="w${index % 4}"><input type="radio" name="ears" value="${index}"${index === 0 ? " checked" : ""}><span>${escapeHtml(name)}</span></label>`,
		)
		.join("");
	return `<fieldset class="ears"><legend>Whose ears</legend>${radios}</fieldset>`;
}

function meters(): string {
	const bars = METER_NAMES.map(
		([id, name]) =>
			`<div class="meter ${id}"><span id="meter-${id}-name">${name}</span><div role="meter" aria-labelledby="meter-${id}-name" aria-valuemin="-60" aria-valuemax="0" aria-valuenow="-60" aria-valuetext="silent" data-meter="${id}"><i></i></div></div>`,
	).join("");
	return `<div class="meters" role="group" aria-label="Meters">${bars}</div>`;
}

/** What plays the run: hidden until the page's script has taken it over. */
export function playerBar(report: Report): string {
	const { score, seconds } = report;
	if (score === undefined || score.players.length === 0) return "";
	const speeds = SPEEDS.map(
		speed => `<option value="${speed}"${speed === 1 ? " selected" : ""}>${speed}\u00d7</option>`,
	).join("");
	const keys = KEYS.map(([key, what]) => `<dt><kbd>${key}</kbd></dt><dd>${what}</dd>`).join("");
	return `<section id="player" aria-label="Player" hidden>
<button id="play" type="button" aria-label="Play" data-state="paused"><svg viewBox="0 0 24 24" aria-hidden="true"><path class="is-play" d="M8 5v14l11-7z"/><path class="is-pause" d="M7 5h4v14H7zM14 5h4v14h-4z"/></svg></button>
<div class="now"><p id="now-track">Press play</p><p id="now-why"></p><div id="now-fits"></div></div>
<div class="seek"><output id="clock" aria-hidden="true">0:00</output><input id="seek" type="range" min="0" max="${Math.floor(seconds)}" step="1" value="0" aria-label="Position" aria-valuetext="0:00 of ${clock(seconds)}"><span class="total" aria-hidden="true">${clock(seconds)}</span></div>
${players(score.players)}
<button id="more" type="button" aria-expanded="false" aria-controls="extras">More</button>
<div id="extras">
<label class="volume"><span>Volume</span><input id="volume" type="range" min="0" max="100" step="5" value="80"></label>
<label class="speed"><span>Speed</span><select id="speed">${speeds}</select></label>
${meters()}
<details class="shortcuts"><summary>Keys</summary><div><dl>${keys}</dl><p>They work while the focus is in the player. In the timeline, arrow keys go from sound to sound and Enter plays from there. Faster is higher, as on a tape.</p></div></details>
</div>
<p id="said" class="unseen" role="status" aria-live="polite"></p>
</section>`;
}
