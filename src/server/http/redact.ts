/** Longest text of a foreign origin that is passed on. */
const LONGEST = 300;

/** Replaces every occurrence of a key; a Secret cannot be read, so nothing of it can be in a text. */
export function createRedactor(key: string | Secret): (text: string) => string {
	if (!typeIs(key, "string")) return text => text;
	const secret = key;
	return text => {
		const parts = new Array<string>();
		let from = 1;
		while (true) {
			const [start, finish] = string.find(text, secret, from, true);
			if (start === undefined || finish === undefined) break;
			parts.push(string.sub(text, from, start - 1));
			parts.push("[redacted]");
			from = finish + 1;
		}
		if (parts.size() === 0) return text;
		parts.push(string.sub(text, from));
		return parts.join("");
	};
}

/** Whether a foreign text is fit for a sentence: one that a person wrote, not markup or bytes. */
export function isReadable(text: string): boolean {
	if (text.size() === 0 || utf8.len(text)[0] === undefined) return false;
	if (string.find(text, "[%z\x01-\x08\x0E-\x1F]")[0] !== undefined) return false;
	return string.find(text, "^%s*<")[0] === undefined;
}

/** One line of bounded length. */
export function tidy(text: string): string {
	const [line] = string.gsub(text, "%s+", " ");
	if (line.size() <= LONGEST) return line;
	const cut = utf8.offset(line, 0, LONGEST);
	return `${string.sub(line, 1, (cut ?? LONGEST) - 1)}…`;
}
