/** The line of the TypeScript source for a line of what roblox-ts made of it; undefined when nothing of it is there. */
export type LineMap = (luauLine: number) => number | undefined;

interface Word {
	readonly text: string;
	readonly line: number;
	/** By name and by whether it is called: what is counted. */
	readonly use: string;
}

/** Words of one language that stand for nothing in the other. */
const GRAMMAR = new Set(
	(
		"const let var function local end then do in of and or not as nil undefined new import from export type interface " +
		"readonly extends implements void string number boolean unknown this self TS script game GetService"
	).split(" "),
);
/** Comments that roblox-ts puts around what it inlines. */
const MARKER = /^\s*-- [▼▲].*$/gm;
const WORD = /[A-Za-z_$][\w$]*|\d[\w.]*/g;
/** Lines of one statement lie no further apart than this. */
const STATEMENT_GAP = 2;
/** How far above its last words a long statement begins, in lines. */
const LOOK_BACK = 12;

/** Names, numbers and what stands in strings and comments, in order: roblox-ts keeps them and their order. */
const wordsOf = (source: string): Word[] =>
	source.split("\n").flatMap((text, index) =>
		[...text.matchAll(WORD)]
			.filter(([word]) => !GRAMMAR.has(word))
			.map(found => {
				const [word] = found;
				const isCalled = text[found.index + word.length] === "(";
				return { text: word, line: index + 1, use: isCalled ? `${word}(` : word };
			}),
	);

/** What a match of each word is worth: one of a few says more than one of many. */
const weigh = (words: readonly Word[]): Map<string, number> => {
	const counts = new Map<string, number>();
	for (const { text } of words) counts.set(text, (counts.get(text) ?? 0) + 1);
	return new Map([...counts].map(([text, count]) => [text, 1 + 8 / count]));
};

const SKIP_LUAU = 0;
const SKIP_SOURCE = 1;
const MATCH = 2;

/** The heaviest common subsequence: for each word of the Luau its place in the source, -1 for none. */
const align = (luau: readonly Word[], source: readonly Word[]): number[] => {
	const weights = weigh(source);
	const width = source.length + 1;
	const moves = new Uint8Array((luau.length + 1) * width);
	let below = new Float64Array(width);
	let row = new Float64Array(width);
	for (let i = luau.length - 1; i >= 0; i--) {
		[row, below] = [below, row];
		row[source.length] = 0;
		const { text } = luau[i]!;
		const weight = weights.get(text) ?? 0;
		for (let j = source.length - 1; j >= 0; j--) {
			let best = below[j]!;
			let move = SKIP_LUAU;
			if (row[j + 1]! > best) {
				best = row[j + 1]!;
				move = SKIP_SOURCE;
			}
			if (weight > 0 && source[j]!.text === text && below[j + 1]! + weight >= best) {
				best = below[j + 1]! + weight;
				move = MATCH;
			}
			row[j] = best;
			moves[i * width + j] = move;
		}
	}
	const places = new Array<number>(luau.length).fill(-1);
	for (let i = 0, j = 0; i < luau.length && j < source.length;) {
		const move = moves[i * width + j]!;
		if (move === MATCH) places[i] = j;
		if (move !== SKIP_SOURCE) i++;
		if (move !== SKIP_LUAU) j++;
	}
	return places;
};

/** Where each use of a word stands among them. */
const occurrences = (words: readonly Word[]): Map<string, number[]> => {
	const places = new Map<string, number[]>();
	words.forEach(({ use }, index) => {
		const known = places.get(use);
		if (known === undefined) places.set(use, [index]);
		else known.push(index);
	});
	return places;
};

/** Where the statement begins that most words of a line belong to. */
const beginning = (lines: readonly number[]): number | undefined => {
	let best: { first: number; count: number } | undefined;
	let run: { first: number; last: number; count: number } | undefined;
	for (const line of lines) {
		if (run === undefined || line - run.last > STATEMENT_GAP) run = { first: line, last: line, count: 0 };
		run.last = line;
		run.count++;
		if (best === undefined || run.count > best.count) best = { first: run.first, count: run.count };
	}
	return best?.first;
};

/**
 * Finds the lines of a TypeScript source in the Luau that roblox-ts made of it, which writes no source map: what both
 * have in common comes in the same order in both.
 *
 * @example
 * const lineOf = createLineMap('print("a")\nlocal x = 1', '// greet\nprint("a");\nconst x = 1;');
 * lineOf(2); // 3
 */
export const createLineMap = (luau: string, source: string): LineMap => {
	const [words, sourceWords] = [wordsOf(luau.replaceAll(MARKER, "")), wordsOf(source)];
	const places = align(words, sourceWords);
	const used = new Set(places);
	const indexes = new Map<number, number[]>();
	words.forEach(({ line }, index) => indexes.set(line, [...(indexes.get(line) ?? []), index]));

	/** What a call is given may be computed before it: then its name is left over, a little further up. */
	const leftOver = (text: string, before: number): number | undefined => {
		for (let at = before - 1; at >= 0 && sourceWords[before]!.line - sourceWords[at]!.line <= LOOK_BACK; at--)
			if (sourceWords[at]!.text === text && !used.has(at)) return sourceWords[at]!.line;
		return undefined;
	};
	const [ours, theirs] = [occurrences(words), occurrences(sourceWords)];
	/** What is used equally often in both is used in the same order: that settles where a statement begins. */
	const counted = (index: number, near: number): number | undefined => {
		const { use } = words[index]!;
		const [own, other] = [ours.get(use)!, theirs.get(use)];
		if (other?.length !== own.length) return undefined;
		const { line } = sourceWords[other[own.indexOf(index)]!]!;
		return Math.abs(line - near) <= LOOK_BACK ? line : undefined;
	};
	const lineOf = (own: readonly number[]): number | undefined => {
		const found = own.map(index => places[index]!).filter(place => place >= 0);
		if (found.length === 0) return undefined;
		const aligned = beginning(found.map(place => sourceWords[place]!.line))!;
		const before = places[own[0]!]! < 0 ? leftOver(words[own[0]!]!.text, found[0]!) : undefined;
		return counted(own[0]!, aligned) ?? before ?? aligned;
	};
	return luauLine => {
		// A line that roblox-ts added belongs to what stands before it.
		for (let line = luauLine; line > 0; line--) {
			const known = lineOf(indexes.get(line) ?? []);
			if (known !== undefined) return known;
		}
		return undefined;
	};
};
