import { isMusic } from "../report/music.ts";
import { clock, counted } from "../report/text.ts";
import type { Choice, Report } from "../report/types.ts";
import { cut, type Paint } from "./paint.ts";

/** Room for it on the smallest terminal, with a line for the prompt. */
const MOST_LINES = 22;
const LABEL = 10;
const REASONS = 8;

const listed = (parts: readonly string[], most: number): string =>
	parts.length <= most ? parts.join(", ") : `${parts.slice(0, most).join(", ")} and ${parts.length - most} more`;

/** How often each came, the most frequent first. */
function byFrequency(names: readonly string[]): Array<[name: string, times: number]> {
	const times = new Map<string, number>();
	for (const name of names) times.set(name, (times.get(name) ?? 0) + 1);
	return [...times].sort((a, b) => b[1] - a[1]);
}

function radioText({ choices }: Report): string {
	if (choices.length === 0) return "no station played";
	return listed(
		byFrequency(choices.map(({ station }) => station)).map(([name, songs]) =>
			name === "" ? counted(songs, "song") : `${name} ${counted(songs, "song")}`,
		),
		4,
	);
}

function requestsText({ requests, outage }: Report): string {
	const all = requests.reduce((sum, row) => sum + row.requests, 0);
	const failed = requests.reduce((sum, row) => sum + row.failed, 0);
	const away = outage === undefined ? "" : `; the API was away from ${clock(outage.from)} to ${clock(outage.to)}`;
	return `${all}, ${failed === 0 ? "none failed" : `${failed} failed`}${away}`;
}

/** How far from its target music was, where both are known. */
function levelsText({ levels }: Report): string {
	const music = levels.filter(({ outcome }) => outcome !== undefined);
	if (music.length === 0) return "nothing of known loudness";
	return byFrequency(music.map(({ outcome }) => outcome!.split(":")[0]!))
		.map(([outcome, pieces]) => `${pieces} ${outcome}`)
		.join(", ");
}

const reasonLine = ({ t, title, reason }: Choice): string => `${clock(t).padStart(5)}  ${title}: ${reason}`;

export interface SummaryOptions {
	/** Columns of the terminal. */
	readonly width: number;
	readonly paint: Paint;
	/** Why the last songs were chosen. */
	readonly reasons: "folded" | "unfolded";
}

/** What a run came to, on one screen: no line is wider than asked for, however long names are. */
export function summaryLines(report: Report, { width, paint, reasons }: SummaryOptions): string[] {
	const room = Math.max(20, width - LABEL);
	const line = (label: string, text: string): string => `${paint.dim(label.padEnd(LABEL))}${cut(text, room)}`;
	const { steps, surfaces, sounds, players, visits, faults } = report;
	const music = sounds.filter(isMusic).length;
	const ways = byFrequency(visits.map(({ zone }) => zone)).map(([name, times]) => `${name} ${times}×`);
	const underfoot = surfaces.length === 0 ? "" : ` on ${counted(surfaces.length, "surface")}`;
	const lines = [
		line(
			"heard",
			`${counted(music, "piece")} of music, ${counted(steps.length, "step")}${underfoot}, by ${counted(players.length, "player")}`,
		),
		line("radio", radioText(report)),
		line("zones", ways.length === 0 ? "nobody was in one" : listed(ways, 6)),
		line("levels", levelsText(report)),
		line("requests", requestsText(report)),
		...faults
			.slice(-4)
			.map(({ t, what, done }, index) =>
				line(index === 0 ? "faults" : "", `${clock(t).padStart(5)}  ${what}: ${done}`),
			),
		...(faults.length > 4 ? [line("", `and ${faults.length - 4} before`)] : []),
	];
	const why = report.choices.slice(-REASONS).map(reasonLine);
	if (reasons === "unfolded") lines.push(...why.map((text, index) => line(index === 0 ? "because" : "", text)));
	else if (why.length > 0) lines.push(line("because", "--reasons says why each song was chosen"));
	return lines.slice(0, MOST_LINES);
}
