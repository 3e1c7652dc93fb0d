import type { WriteStream } from "node:tty";

import { clock } from "../report/text.ts";
import { type Ledger, nameOf } from "./ledger.ts";

/** A picture of the run that is drawn over itself. */
export interface Dashboard {
	/** Draws again, unless it was drawn a moment ago. */
	update(ledger: Ledger): void;
	/** A line for the news at the bottom. */
	news(t: number, text: string): void;
	/** Draws a last time and leaves the cursor below. */
	finish(ledger: Ledger): void;
}

/** How lines are set off from each other; plain text where colour is not wanted. */
export interface Paint {
	bold(text: string): string;
	dim(text: string): string;
	good(text: string): string;
	bad(text: string): string;
	title(text: string): string;
}

const REDRAW_MS = 80;
const NEWS_LINES = 6;
const QUEUE_LINES = 3;
const BAR = 28;
const LABEL = 12;

const style = (code: number) => (text: string) => (text === "" ? "" : `\u001b[${code}m${text}\u001b[0m`);
const COLOUR: Paint = { bold: style(1), dim: style(2), good: style(32), bad: style(31), title: style(36) };
const same = (text: string): string => text;
const PLAIN: Paint = { bold: same, dim: same, good: same, bad: same, title: same };

export const paintOf = (colour: boolean): Paint => (colour ? COLOUR : PLAIN);

const cut = (text: string, width: number): string => (text.length > width ? `${text.slice(0, width - 1)}\u2026` : text);

function budgetOf(ledger: Ledger): { used: number; limit: number } {
	const budget = ledger.stats.at(-1)?.stats.budget as { used?: number; limit?: number } | undefined;
	return { used: budget?.used ?? 0, limit: budget?.limit ?? 0 };
}

/** The state of a run as lines of text, none wider than the terminal. */
export function dashboardLines(ledger: Ledger, seconds: number, width: number, paint: Paint): string[] {
	const { bold, dim, good, bad, title } = paint;
	const room = width - LABEL - 1;
	const line = (label: string, text: string): string => `${dim(label.padEnd(LABEL))}${text}`;
	const done = Math.round(Math.min(1, ledger.now / seconds) * BAR);
	const bar = "\u2501".repeat(done) + dim("\u2500".repeat(BAR - done));

	const now = ledger.choices.at(-1);
	const onAir = now === undefined ? "" : [now.title, now.artist].filter(part => part !== "").join(", ");
	const queue = Array.from({ length: QUEUE_LINES }, (_, index) => ledger.queue[index]).flatMap((song, index) => {
		const name = song === undefined ? "" : [nameOf(song), song.artist ?? ""].filter(part => part !== "").join(", ");
		return [
			line(index === 0 ? "next" : "", song === undefined ? "" : `${index + 1} ${cut(name, room - 2)}`),
			line("", `  ${dim(cut(song?.why ?? "", room - 2))}`),
		];
	});
	const players = ledger.players.map((player, index) => {
		const peer = player.name.toLowerCase();
		const voices = [...ledger.sounding.values()].filter(sound => sound.peer === peer).length;
		const steps = ledger.steps.filter(step => step.player === peer).length;
		const zone = (player.zone ?? "between").padEnd(9);
		const counts = `${String(voices).padStart(3)} voices ${String(steps).padStart(5)} steps`;
		return line(index === 0 ? "players" : "", `${player.name.padEnd(10)}${good(zone)}${counts}`);
	});
	const { used, limit } = budgetOf(ledger);
	const failed = ledger.exchanges.filter(one => one.status === undefined || one.status >= 400).length;
	const failures = failed === 0 ? "none failed" : bad(`${failed} failed`);
	return [
		`${bold("AudioScape".padEnd(LABEL))}${bar}  ${clock(ledger.now)} of ${clock(seconds)}`,
		"",
		line("on air", now === undefined ? dim("nothing yet") : title(cut(onAir, room))),
		line("", dim(cut(now?.reason ?? "", room))),
		...queue,
		"",
		...players,
		"",
		line("requests", `${ledger.exchanges.length}, ${failures}; ${used} of ${limit} in this minute`),
		line("", ledger.away ? bad("the API does not answer") : ""),
	];
}

/** A dashboard on a terminal. */
export function createDashboard(out: WriteStream, seconds: number, colour: boolean): Dashboard {
	const paint = paintOf(colour);
	let drawnAt = -Infinity;
	let height = 0;
	const latest: string[] = [];

	function draw(ledger: Ledger): void {
		drawnAt = performance.now();
		const width = Math.max(40, out.columns ?? 80);
		// A picture higher than the terminal cannot be drawn over itself.
		const rows = Math.max(2, (out.rows ?? 24) - 1);
		const state = dashboardLines(ledger, seconds, width, paint);
		const space = Math.max(0, Math.min(NEWS_LINES, rows - state.length));
		const told = space === 0 ? [] : latest.slice(-space);
		const lines = [
			...state,
			...told.map(text => paint.dim(cut(text, width - 1))),
			...Array.from({ length: space - told.length }, () => ""),
		].slice(0, rows);
		const up = height > 0 ? `\u001b[${height}A` : "";
		out.write(`${up}${lines.map(text => `${text}\u001b[K\n`).join("")}\u001b[J`);
		height = lines.length;
	}

	return {
		update(ledger) {
			if (performance.now() - drawnAt >= REDRAW_MS) draw(ledger);
		},
		news(t, text) {
			latest.push(`${clock(t).padStart(5)}  ${text}`);
			if (latest.length > NEWS_LINES) latest.shift();
		},
		finish: draw,
	};
}
