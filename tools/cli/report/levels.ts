import { escapeHtml, short } from "./text.ts";
import type { LevelRow } from "./types.ts";

const [LEAST, MOST] = [-40, 4];
const share = (db: number): string =>
	`${short(((Math.max(LEAST, Math.min(MOST, db)) - LEAST) / (MOST - LEAST)) * 100, 1)}%`;
const signed = (db: number): string => db.toFixed(1).replace("-", "\u2212");

function levelRow({ title, role, unit, before, after, target, outcome }: LevelRow): string {
	const goal = target === undefined ? "" : `, target ${signed(target)}`;
	const said = `${title}: ${signed(before)} ${unit} as uploaded, ${signed(after)} as heard${goal}${outcome === undefined ? "" : `; ${outcome}`}`;
	const [from, to] = [Math.min(before, after), Math.max(before, after)];
	const places = `--from:${share(from)};--to:${share(to)};--before:${share(before)};--after:${share(after)}${target === undefined ? "" : `;--target:${share(target)}`}`;
	const mark = target === undefined ? "" : `<i class="target"></i>`;
	return `<li class="level ${role}" tabindex="-1" data-tip="${escapeHtml(said)}"><span class="title">${escapeHtml(title)}</span><span class="scale" style="${places}" aria-hidden="true"><i class="way"></i>${mark}<i class="before"></i><i class="after"></i></span><span class="outcome">${signed(after)} ${unit}${outcome === undefined ? "" : `, ${outcome}`}</span></li>`;
}

function axis(): string {
	const ticks = [-40, -30, -20, -10, 0]
		.map(db => `<span style="left:${share(db)}">${String(db).replace("-", "\u2212")}</span>`)
		.join("");
	return `<div class="level-axis" aria-hidden="true"><span class="scale">${ticks}</span></div>`;
}

const list = (rows: readonly LevelRow[], name: string): string =>
	`${axis()}<ul class="level-list" tabindex="0" aria-label="${name}" data-walk>${rows.map(levelRow).join("")}</ul>`;

/** Levels before and after matching: a hollow mark where a sound was, a filled one where it is heard, a line where it should be. */
export function levels(rows: readonly LevelRow[]): string {
	if (rows.length === 0) return "<p>No levels are known for what was played.</p>";
	const music = rows.filter(({ role }) => role !== "step");
	const steps = rows.filter(({ role }) => role === "step");
	const folded =
		steps.length === 0
			? ""
			: `<details><summary>${steps.length} footstep sounds</summary><p>Variants of a surface are matched to one another; there is no target for all of them.</p>${list(steps, "Levels of footsteps")}</details>`;
	const key = `<ul class="keys" aria-label="Marks"><li class="key hollow">as uploaded</li><li class="key filled">as heard</li><li class="key target">target</li></ul>`;
	return `<div id="levels">${key}${music.length === 0 ? "" : list(music, "Levels of music")}${folded}</div>`;
}
