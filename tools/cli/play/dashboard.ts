import type { WriteStream } from "node:tty";

import { clock, counted } from "../report/text.ts";
import { type Ledger, nameOf } from "./ledger.ts";
import { cut, type Paint, paintOf } from "./paint.ts";

/** A picture of the run that is drawn over itself. */
export interface Dashboard {
	/** Draws again, unless it was drawn a moment ago. */
	update(ledger: Ledger): void;
	/** A line for the news at the bottom. */
	news(t: number, text: string): void;
	/** Says why songs were chosen, or does no more. */
	toggleReasons(): void;
	/** Draws a last time and leaves the cursor below. */
	finish(ledger: Ledger): void;
}

const REDRAW_MS = 80;
const NEWS_LINES = 6;
const QUEUE_LINES = 3;
const BAR = 28;
const LABEL = 12;
/** Where the line has room for what keys do. */
const KEYS_FROM = 72;

function budgetOf(ledger: Ledger): { used: number; limit: number } {
	const budget = ledger.stats.at(-1)?.stats.budget as { used?: number; limit?: number } | undefined;
	return { used: budget?.used ?? 0, limit: budget?.limit ?? 0 };
}

/** Whether the dashboard says why each song was chosen. */
export type Reasons = "folded" | "unfolded";

/** The state of a run as lines of text, none wider than the terminal. */
export function dashboardLines(
	ledger: Ledger,
	seconds: number,
	{ width, paint, reasons }: { width: number; paint: Paint; reasons: Reasons },
): string[] {
	const { bold, dim, good, bad, title } = paint;
	const room = width - LABEL - 1;
	const line = (label: string, text: string): string => `${dim(label.padEnd(LABEL))}${text}`;
	const done = Math.round(Math.min(1, ledger.now / seconds) * BAR);
	const bar = "\u2501".repeat(done) + dim("\u2500".repeat(BAR - done));

	const now = ledger.choices.at(-1);
	const onAir = now === undefined ? "" : [now.title, now.artist].filter(part => part !== "").join(", ");
	const queue = Array.from({ length: QUEUE_LINES }, (_, index) => ledger.queue[index]).flatMap((song, index) => {
		const name = song === undefined ? "" : [nameOf(song), song.artist ?? ""].filter(part => part !== "").join(", ");
		const lines = [line(index === 0 ? "next" : "", song === undefined ? "" : `${index + 1} ${cut(name, room - 2)}`)];
		return reasons === "folded" ? lines : [...lines, line("", `  ${dim(cut(song?.why ?? "", room - 2))}`)];
	});
	const players = ledger.players.map((player, index) => {
		const peer = player.name.toLowerCase();
		const voices = [...ledger.sounding.values()].filter(sound => sound.peer === peer).length;
		const steps = ledger.steps.filter(step => step.player === peer).length;
		const zone = (player.zone ?? "between").padEnd(9);
		const counts = `${counted(voices, "voice").padStart(10)}, ${counted(steps, "step")}`;
		return line(index === 0 ? "players" : "", `${player.name.padEnd(10)}${good(zone)}${counts}`);
	});
	const { used, limit } = budgetOf(ledger);
	const failed = ledger.exchanges.filter(one => one.status === undefined || one.status >= 400).length;
	const failures = failed === 0 ? "none failed" : bad(`${failed} failed`);
	return [
		`${bold("AudioScape".padEnd(LABEL))}${bar}  ${clock(ledger.now)} of ${clock(seconds)}${width < KEYS_FROM ? "" : dim("   r: reasons")}`,
		"",
		line("on air", now === undefined ? dim("nothing yet") : title(cut(onAir, room))),
		...(reasons === "folded" ? [] : [line("", dim(cut(now?.reason ?? "", room)))]),
		...queue,
		"",
		...players,
		"",
		line("requests", `${ledger.exchanges.length}, ${failures}; ${used} of ${limit} in this minute`),
		line("", ledger.away ? bad("the API does not answer") : ""),
	];
}

/** A dashboard on a terminal. */
export function createDashboard(
	out: WriteStream,
	seconds: number,
	options: { colour: boolean; reasons: Reasons },
): Dashboard {
	const paint = paintOf(options.colour);
	let { reasons } = options;
	let drawnAt = -Infinity;
	let height = 0;
	const latest: string[] = [];

	function draw(ledger: Ledger): void {
		drawnAt = performance.now();
		const width = Math.max(40, out.columns ?? 80);
		// A picture higher than the terminal cannot be drawn over itself.
		const rows = Math.max(2, (out.rows ?? 24) - 1);
		const state = dashboardLines(ledger, seconds, { width, paint, reasons });
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
		toggleReasons() {
			reasons = reasons === "folded" ? "unfolded" : "folded";
			drawnAt = -Infinity;
		},
		finish: draw,
	};
}
