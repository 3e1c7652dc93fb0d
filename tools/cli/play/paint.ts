/** How lines are set off from each other; plain text where colour is not wanted. */
export interface Paint {
	bold(text: string): string;
	dim(text: string): string;
	good(text: string): string;
	bad(text: string): string;
	title(text: string): string;
}

const style = (code: number) => (text: string) => (text === "" ? "" : `\u001b[${code}m${text}\u001b[0m`);
const COLOUR: Paint = { bold: style(1), dim: style(2), good: style(32), bad: style(31), title: style(36) };
const same = (text: string): string => text;
const PLAIN: Paint = { bold: same, dim: same, good: same, bad: same, title: same };

export const paintOf = (colour: boolean): Paint => (colour ? COLOUR : PLAIN);

/** The text, or as much of it as there is room for. */
export const cut = (text: string, width: number): string =>
	text.length > width ? `${text.slice(0, width - 1)}\u2026` : text;

/** How wide the terminal is that is written to, and whether in colour; a file is 80 columns of plain text. */
export function terminal(): { width: number; paint: Paint } {
	const { isTTY, columns = 80 } = process.stdout;
	return { width: columns, paint: paintOf(isTTY && (process.env.NO_COLOR ?? "") === "") };
}
