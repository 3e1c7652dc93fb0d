/** `stop` keeps sounds from being heard; `warn` is worth knowing; `fine` was looked at and is all right; `unseen` was not looked at. */
export type Severity = "stop" | "warn" | "fine" | "unseen";

/** One line of the doctor's. */
export interface Finding {
	severity: Severity;
	/** What is so, and where. */
	text: string;
	/** What to do about it. */
	remedy?: string;
}

export const stop = (text: string, remedy: string): Finding => ({ severity: "stop", text, remedy });
export const warn = (text: string, remedy: string): Finding => ({ severity: "warn", text, remedy });
export const fine = (text: string): Finding => ({ severity: "fine", text });
export const unseen = (what: string, remedy: string): Finding => ({
	severity: "unseen",
	text: `not looked at: ${what}`,
	remedy,
});
