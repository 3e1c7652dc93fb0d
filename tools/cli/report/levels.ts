import { escapeHtml, short } from "./text.ts";
import type { LevelRow } from "./types.ts";

const ROW = 22;
const LEFT = 178;
const WIDTH = 500;
const FLOOR_DB = -40;

/** Levels before and after matching: a hollow mark where a sound was, a filled one where it is heard. */
export function levels(rows: LevelRow[]): string {
	if (rows.length === 0) return "<p>No levels are known for what was played.</p>";
	const x = (db: number) =>
		LEFT + ((Math.max(FLOOR_DB, Math.min(3, db)) - FLOOR_DB) / (3 - FLOOR_DB)) * (WIDTH - LEFT - 12);
	const height = rows.length * ROW + 30;
	let axis = "";
	for (let db = FLOOR_DB; db <= 0; db += 10) {
		axis += `<line class="grid" x1="${short(x(db), 1)}" x2="${short(x(db), 1)}" y1="18" y2="${height}"/><text class="axis" x="${short(x(db) - 10, 1)}" y="12">${db}</text>`;
	}
	const marks = rows
		.map((row, i) => {
			const y = 30 + i * ROW;
			const said = `${row.title}: ${short(row.before, 1)} dB before, ${short(row.after, 1)} dB after`;
			return `<g class="level ${row.role}"><title>${escapeHtml(said)}</title><text x="0" y="${y + 4}">${escapeHtml(row.title.slice(0, 28))}</text><line x1="${short(x(row.before), 1)}" x2="${short(x(row.after), 1)}" y1="${y}" y2="${y}"/><circle class="before" cx="${short(x(row.before), 1)}" cy="${y}" r="5"/><circle class="after" cx="${short(x(row.after), 1)}" cy="${y}" r="5"/></g>`;
		})
		.join("");
	return `<div class="scroll" role="region" tabindex="0" aria-label="Levels, scrolls sideways"><svg id="levels" role="img" aria-label="Levels of ${rows.length} sounds before and after matching" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}">${axis}${marks}</svg></div>`;
}
