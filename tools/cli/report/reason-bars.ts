import { reasonOf } from "./reason.ts";
import { escapeHtml } from "./text.ts";

/** Likeness, tempo, key and energy as bars; the words beside them say the same. */
export function reasonBars(text: string): string {
	const { fits } = reasonOf(text);
	if (fits.length === 0) return "";
	const bars = fits
		.map(({ name, value }) => {
			const width = value === undefined ? "" : ` style="--fit:${Math.round(Math.min(1, Math.max(0, value)) * 100)}%"`;
			return `<span class="fit${value === undefined ? " unknown" : ""}"${width}><b>${name}</b><em>${value === undefined ? "?" : value.toFixed(2)}</em><i></i></span>`;
		})
		.join("");
	return `<span class="fits" aria-hidden="true">${bars}</span>`;
}

/** The bars, and what the station said. */
export function reasonCell(text: string): string {
	const { origin, fits, notes, score } = reasonOf(text);
	const compared = fits
		.slice(1)
		.map(({ name, words, value }) => `${name} ${words}${value === undefined ? "" : ` (${value.toFixed(2)})`}`);
	const scored = score === undefined ? [] : [`score ${score.toFixed(2)}`];
	const rest = [...compared, ...notes, ...scored].join("; ");
	return `<p class="origin">${escapeHtml(origin)}</p>${reasonBars(text)}${rest === "" ? "" : `<p class="weighed">${escapeHtml(rest)}</p>`}`;
}
