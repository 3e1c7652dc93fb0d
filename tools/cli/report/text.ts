const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Makes any text safe inside HTML and attributes. */
export function escapeHtml(text: unknown): string {
	return String(text).replace(/[&<>"']/g, character => ENTITIES[character]!);
}

/** Seconds as minutes and seconds: `3:07`. */
export function clock(seconds: number): string {
	const whole = Math.max(0, Math.round(seconds));
	return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** The word for so many of a thing: `step`, `steps`. */
export const noun = (count: number, one: string, more = `${one}s`): string => (count === 1 ? one : more);

/** `1 step`, `2 steps`, `1200 steps`. */
export const many = (count: number, one: string, more?: string): string => `${count} ${noun(count, one, more)}`;

/** The same for numbers that become large: `1,200 steps`. */
export const counted = (count: number, one: string, more?: string): string =>
	`${count.toLocaleString("en")} ${noun(count, one, more)}`;

/** A number with at most `digits` decimals and no trailing zeros. */
export function short(value: number, digits = 2): string {
	return Number.isFinite(value) ? String(Number(value.toFixed(digits))) : "unknown";
}

/** A table with a caption and a header row; numeric columns are right-aligned. */
export function table(caption: string, head: string[], rows: Array<Array<string | number>>, id = ""): string {
	const cell = (value: string | number) =>
		typeof value === "number" ? `<td class="n">${short(value)}</td>` : `<td>${escapeHtml(value)}</td>`;
	const body =
		rows.length === 0
			? `<tr><td colspan="${head.length}">None in this run.</td></tr>`
			: rows.map(row => `<tr>${row.map(cell).join("")}</tr>`).join("\n");
	const heads = head
		.map((name, i) => `<th scope="col"${typeof rows[0]?.[i] === "number" ? ' class="n"' : ""}>${escapeHtml(name)}</th>`)
		.join("");
	return `<div class="scroll" role="region" tabindex="0" aria-label="${escapeHtml(caption)}"><table${id && ` id="${id}"`}>
<caption>${escapeHtml(caption)}</caption><thead><tr>${heads}</tr></thead><tbody>${body}</tbody></table></div>`;
}
