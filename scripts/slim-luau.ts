/** Comments that say something to the engine or to our own tools. */
const KEPT = /^--(?:!|\[\[!|\s?Compiled with roblox-ts)/;

const LONG = /\[(=*)\[/y;

/** Where the long bracket that opens at `at` ends; -1 where none opens. */
function longEnd(text: string, at: number): number {
	LONG.lastIndex = at;
	const opened = LONG.exec(text);
	if (opened === null) return -1;
	const close = text.indexOf(`]${opened[1]}]`, LONG.lastIndex);
	return close < 0 ? text.length : close + opened[1]!.length + 2;
}

/** Where the quoted text that opens at `at` ends. Text between backticks is one text, whatever it computes. */
function quotedEnd(text: string, at: number): number {
	const quote = text[at]!;
	let depth = 0;
	for (let place = at + 1; place < text.length; place++) {
		const char = text[place]!;
		if (char === "\\") place++;
		else if (quote !== "`") {
			if (char === quote) return place + 1;
		} else if (char === "{") depth++;
		else if (char === "}") depth--;
		else if (depth > 0 && (char === '"' || char === "'" || char === "`")) place = quotedEnd(text, place) - 1;
		else if (char === "`") return place + 1;
	}
	return text.length;
}

function commentEnd(text: string, at: number): number {
	const long = longEnd(text, at + 2);
	if (long >= 0) return long;
	const line = text.indexOf("\n", at);
	return line < 0 ? text.length : line;
}

/**
 * Luau without its comments and without the lines that they leave empty. Directives (`--!strict`) stay, and so does
 * everything between quotes.
 *
 * @example
 * slimLuau("local a = 1 -- one\n"); // "local a = 1\n"
 */
export function slimLuau(text: string): string {
	const lines: string[] = [];
	let line = "";
	let place = 0;
	while (place < text.length) {
		const char = text[place]!;
		let finish = place + 1;
		if (char === "-" && text[place + 1] === "-") {
			finish = commentEnd(text, place);
			const comment = text.slice(place, finish);
			if (KEPT.test(comment)) line += comment;
		} else if (char === "\n") {
			// Outside of texts an empty line says nothing.
			if (line.trim() !== "") lines.push(line.trimEnd());
			line = "";
		} else {
			if (char === '"' || char === "'" || char === "`") finish = quotedEnd(text, place);
			else if (char === "[") finish = Math.max(finish, longEnd(text, place));
			line += text.slice(place, finish);
		}
		place = finish;
	}
	if (line.trim() !== "") lines.push(line.trimEnd());
	return lines.length > 0 && text.endsWith("\n") ? `${lines.join("\n")}\n` : lines.join("\n");
}

const WORD = /[\w"'`\]]/;
const OPENS_WORD = /[\w"'`]/;

/** Signs that say something else when another stands right beside them. */
const JOINING = /[-=~<>.:[\]/+*%^]/;

/** Whether two characters mean something else, or nothing, without the space between them. */
const isApart = (left: string, right: string): boolean =>
	(WORD.test(left) && OPENS_WORD.test(right)) ||
	(JOINING.test(left) && JOINING.test(right)) ||
	// "1 .. x" would be a number that ends in a point.
	(/\d/.test(left) && right === ".");

function denseLine(line: string): string {
	let dense = "";
	let place = 0;
	while (place < line.length) {
		const char = line[place]!;
		let finish = place + 1;
		if (char === '"' || char === "'" || char === "`") finish = quotedEnd(line, place);
		else if (char === "[") finish = Math.max(finish, longEnd(line, place));
		if (char !== " " && char !== "\t") dense += line.slice(place, finish);
		else {
			const next = line.slice(place).trimStart()[0];
			if (next !== undefined && dense !== "" && !/\s$/.test(dense) && isApart(dense.at(-1)!, next)) dense += " ";
		}
		place = finish;
	}
	return dense;
}

/** Which version compiled a module says nothing to anybody who has it. */
const VERSION = /(?<=^-- Compiled with roblox-ts) v\S+/;

/** What begins a text that goes on in the next line: such a file keeps its spaces. */
const LONG_TEXT = /\[(=*)\[(?:(?!\]\1\])[^\n])*\n|\\\n/;

/**
 * Slim Luau without indentation and without the spaces that only people need; every line keeps its number.
 *
 * @example
 * denseLuau("\tlocal a = b .. 1\n"); // "local a=b.. 1\n"
 */
export function denseLuau(text: string): string {
	const slim = slimLuau(text);
	if (LONG_TEXT.test(slim)) return slim;
	return slim
		.split("\n")
		.map(line => (line.startsWith("--") ? line.replace(VERSION, "") : denseLine(line)))
		.join("\n");
}
