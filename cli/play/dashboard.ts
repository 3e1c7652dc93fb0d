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

const REDRAW_MS = 80;
const NEWS_LINES = 6;
const BAR = 24;

const style = (code: number) => (text: string) => `\u001b[${code}m${text}\u001b[0m`;
const [bold, dim, green, yellow, cyan] = [style(1), style(2), style(32), style(33), style(36)] as const;
const cut = (text: string, width: number): string => (text.length > width ? `${text.slice(0, width - 1)}\u2026` : text);

function budgetOf(ledger: Ledger): { used: number; limit: number } {
	const budget = ledger.stats.at(-1)?.stats.budget as { used?: number; limit?: number } | undefined;
	return { used: budget?.used ?? 0, limit: budget?.limit ?? 0 };
}

/** The state of a run as lines of plain text with styles. */
export function dashboardLines(ledger: Ledger, seconds: number, width: number): string[] {
	const done = Math.min(1, ledger.now / seconds);
	const bar = "#".repeat(Math.round(done * BAR)).padEnd(BAR, ".");
	const now = ledger.choices.at(-1);
	const { used, limit } = budgetOf(ledger);
	const failed = ledger.exchanges.filter(one => one.status === undefined || one.status >= 400).length;
	const lines = [
		`${bold("AudioScape")}  ${bar}  ${clock(ledger.now)} of ${clock(seconds)}`,
		"",
		`${dim("on air  ")} ${now === undefined ? dim("nothing yet") : cyan(cut(`${now.title}  ${now.artist}`, width - 12))}`,
		`         ${dim(cut(now?.reason ?? "", width - 12))}`,
		...ledger.queue.slice(0, 3).map((song, i) => {
			const facts = [song.artist, song.bpm && `${Math.round(song.bpm)} bpm`, song.key, song.why].filter(Boolean);
			const text = cut(`${nameOf(song)}  ${facts.join(", ")}`, width - 12);
			return `${dim(i === 0 ? "queue    " : "         ")}${text}`;
		}),
		"",
		...ledger.players.map(player => {
			const peer = player.name.toLowerCase();
			const voices = [...ledger.sounding.values()].filter(sound => sound.peer === peer);
			const steps = ledger.steps.filter(step => step.player === peer).length;
			return `${player.name.padEnd(9)}${green((player.zone ?? "between").padEnd(10))} ${String(voices.length).padStart(2)} voices  ${String(steps).padStart(5)} steps`;
		}),
		"",
		`${dim("requests")} ${ledger.exchanges.length}, ${failed > 0 ? yellow(`${failed} failed`) : "none failed"}; budget ${used} of ${limit} in this minute`,
		"",
	];
	return lines;
}

/** A dashboard on a terminal. */
export function createDashboard(out: WriteStream, seconds: number): Dashboard {
	let drawnAt = -Infinity;
	let height = 0;
	const latest: string[] = [];

	function draw(ledger: Ledger): void {
		drawnAt = performance.now();
		const width = Math.max(40, out.columns ?? 80);
		const lines = [
			...dashboardLines(ledger, seconds, width),
			...latest.map(line => dim(cut(line, width - 1))),
			...Array.from({ length: NEWS_LINES - latest.length }, () => ""),
		];
		const up = height > 0 ? `\u001b[${height}A` : "";
		out.write(`${up}${lines.map(line => `${line}\u001b[K\n`).join("")}\u001b[J`);
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
