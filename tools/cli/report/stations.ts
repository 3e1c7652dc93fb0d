import { reasonOf } from "./reason.ts";
import { reasonCell } from "./reason-bars.ts";
import { clock, escapeHtml, many, short } from "./text.ts";
import type { Choice, QueueRow, Report } from "./types.ts";

interface Played extends Choice {
	readonly until: number;
	readonly has: number | undefined;
	readonly wanted: number | undefined;
}

const titleOf = ({ title, artist }: Choice): string => (artist === "" ? title : `${title}, ${artist}`);

/** What a station played, with how lively it was to be and was. */
function playedBy(report: Report, choices: readonly Choice[]): Played[] {
	return choices.map((choice, at) => {
		const energy = reasonOf(choice.reason).energy;
		return {
			...choice,
			until: choices[at + 1]?.t ?? report.seconds,
			has: energy?.has ?? report.score?.clips[choice.assetId]?.mood?.arousal,
			wanted: energy?.wanted,
		};
	});
}

const across = (t: number, seconds: number): string => short((t / Math.max(1e-3, seconds)) * 100, 2);
const up = (energy: number): string => short((1 - Math.max(-1, Math.min(1, energy))) * 50, 2);
const number = (value: number): string => value.toFixed(2).replace("-", "\u2212");

/** Wanted against played: a dashed line and a bar, from calm at the foot to lively at the head. */
function energyChart(station: string, played: readonly Played[], seconds: number): string {
	if (played.every(({ has, wanted }) => has === undefined && wanted === undefined)) return "";
	const marks = played
		.map(one => {
			const { t, until, has, wanted } = one;
			const place = `left:${across(t, seconds)}%;width:${across(until - t, seconds)}%`;
			const words = [
				...(has === undefined ? ["energy unknown"] : [`energy ${number(has)}`]),
				...(wanted === undefined ? ["none was wanted: it was requested"] : [`wanted ${number(wanted)}`]),
			].join(", ");
			const said = escapeHtml(`${titleOf(one)}, ${clock(t)} to ${clock(until)}: ${words}`);
			const gap =
				has === undefined || wanted === undefined
					? ""
					: `<i class="gap" style="top:${up(Math.max(has, wanted))}%;height:${short(Math.abs(has - wanted) * 50, 2)}%"></i>`;
			const line = (kind: string, value: number | undefined): string =>
				value === undefined ? "" : `<i class="${kind}" style="top:${up(value)}%"></i>`;
			return `<li style="${place}" tabindex="-1" data-tip="${said}" aria-label="${said}">${gap}${line("wanted", wanted)}${line("played", has)}</li>`;
		})
		.join("");
	const every = seconds > 1200 ? 300 : seconds > 240 ? 120 : 30;
	let ticks = "";
	for (let t = 0; t < seconds; t += every) ticks += `<span style="left:${across(t, seconds)}%">${clock(t)}</span>`;
	return `<figure class="energy"><figcaption>Energy: <span class="key played">played</span> <span class="key wanted">wanted</span></figcaption><div class="plot"><span class="high" aria-hidden="true">lively</span><span class="low" aria-hidden="true">calm</span><ul tabindex="0" data-walk aria-label="Energy of ${escapeHtml(station)}, wanted and played">${marks}</ul><div class="ticks-below" aria-hidden="true">${ticks}</div></div></figure>`;
}

/** A table whose last column is a reason; on a phone each row is a card. */
function reasons(
	caption: string,
	kind: string,
	rows: ReadonlyArray<readonly [at: string, track: string, reason: string]>,
	head: string,
): string {
	const body = rows
		.map(
			([at, track, reason]) =>
				`<tr><td class="at">${escapeHtml(at)}</td><td class="track">${escapeHtml(track)}</td><td class="why">${reasonCell(reason)}</td></tr>`,
		)
		.join("\n");
	const none = `<tr><td colspan="3">None in this run.</td></tr>`;
	return `<table class="reasons ${kind}"><caption>${escapeHtml(caption)}</caption><thead><tr><th scope="col">${head}</th><th scope="col">Track</th><th scope="col">Why</th></tr></thead><tbody>${rows.length === 0 ? none : body}</tbody></table>`;
}

/** The queue as it stood last, and how it came to that. */
function queueOf(station: string, queues: readonly QueueRow[]): string {
	const last = queues.at(-1);
	if (last === undefined) return "";
	const next = last.songs.map((song, place) => [String(place + 1), song.title, song.reason] as const);
	const changes = queues
		.map(({ t, songs }) => {
			const titles = songs.map(({ title }) => `<li>${escapeHtml(title)}</li>`).join("");
			return `<tr><td class="at">${clock(t)}</td><td>${songs.length === 0 ? "empty" : `<ol>${titles}</ol>`}</td></tr>`;
		})
		.join("\n");
	const times = many(queues.length, "change");
	return `<details><summary>The queue of ${escapeHtml(station)}, ${times}</summary>${reasons(`Next on ${station}, as it stood at ${clock(last.t)}`, "queue-table", next, "Place")}<table class="queue-changes"><caption>The queue each time it changed</caption><thead><tr><th scope="col">At</th><th scope="col">Tracks in order</th></tr></thead><tbody>${changes}</tbody></table></details>`;
}

/** Each station: its energy over the run, what it played and why, and its queue. */
export function stations(report: Report): string {
	const names = [...new Set([...report.choices, ...report.queues].map(({ station }) => station))];
	if (names.length === 0) return "<p>No station played in this run.</p>";
	return names
		.map(station => {
			const choices = report.choices.filter(choice => choice.station === station);
			const rows = choices.map(choice => [clock(choice.t), titleOf(choice), choice.reason] as const);
			const name = station === "" ? "the radio" : station;
			return `<article class="station"><h3>${escapeHtml(station === "" ? name : `Radio ${name}`)}</h3>${energyChart(name, playedBy(report, choices), report.seconds)}${reasons(`What ${name} played`, "choice-table", rows, "At")}${queueOf(
				name,
				report.queues.filter(queue => queue.station === station),
			)}</article>`;
		})
		.join("\n");
}
