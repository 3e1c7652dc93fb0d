import { synonyms } from "../data/synonyms.ts";
import { clamp, hash01, round } from "./random.ts";
import type { Scored } from "./similar.ts";

const phrases: ReadonlyArray<readonly [RegExp, string]> = [
	[/\blo[ -]fi\b/g, "lofi"],
	[/\bhip[ -]hop\b/g, "hiphop"],
	[/\br ?& ?b\b|\br and b\b/g, "rnb"],
	[/\bdrum ?(&|and|n) ?bass\b/g, "dnb"],
	[/\b8[ -]bit\b/g, "8bit"],
	[/\bsci[ -]fi\b/g, "scifi"],
	[/\bsynth wave\b/g, "synthwave"],
	[/\blevel up\b/g, "levelup"],
];
const stopWords = new Set(
	"a an and the of for in on with to from by at is it my some any music song track sound sfx effect".split(" "),
);

const stem = (word: string): string => {
	if (word.length > 4 && word.endsWith("ies")) return `${word.slice(0, -3)}y`;
	if (word.length > 3 && word.endsWith("s") && !word.endsWith("ss")) return word.slice(0, -1);
	return word;
};

/** The words of a text that say something, in order, plural and spelling evened out. */
export function words(text: string): string[] {
	let even = text.toLowerCase();
	for (const [form, one] of phrases) even = even.replace(form, one);
	const found: string[] = [];
	for (const word of even.match(/[\p{L}\p{N}]+/gu) ?? []) if (!stopWords.has(word)) found.push(stem(word));
	return found;
}

/** A document to index: texts with how much a hit in them is worth (0..1). */
export type Fields = ReadonlyArray<readonly [text: string, weight: number]>;

export interface TextIndex<T> {
	/** Best first. `known` counts the query's words that occur anywhere. */
	find(query: string, keep?: (item: T) => boolean): { hits: Scored<T>[]; known: number };
}

/** An inverted index: word -> items with the best weight the word has there. Rare words count more. */
export function createTextIndex<T extends { id: string; index: number }>(
	items: readonly T[],
	describe: (item: T) => Fields,
): TextIndex<T> {
	const postings = new Map<string, Map<number, number>>();
	const tokens = new Map<string, string[]>();
	for (let i = 0; i < items.length; i++) {
		for (const [text, weight] of describe(items[i]!)) {
			let list = tokens.get(text);
			if (list === undefined) tokens.set(text, (list = words(text)));
			for (const word of list) {
				let posting = postings.get(word);
				if (posting === undefined) postings.set(word, (posting = new Map()));
				if ((posting.get(i) ?? 0) < weight) posting.set(i, weight);
			}
		}
	}
	const rarity = (posting: Map<number, number> | undefined) =>
		posting === undefined ? Math.log(1 + items.length) : Math.log(1 + items.length / posting.size);

	/** What a word occurs as: itself, else words it begins, else what it stands for, each at a lesser worth. */
	function readings(word: string): readonly [word: string, worth: number][] {
		if (postings.has(word)) return [[word, 1]];
		const begun = word.length < 4 ? [] : [...postings.keys()].filter(known => known.startsWith(word));
		if (begun.length > 0) return begun.slice(0, 20).map(known => [known, 0.8]);
		return words(synonyms[word] ?? "")
			.filter(other => postings.has(other))
			.map(other => [other, 0.6]);
	}

	return {
		find(query, keep) {
			const asked = [...new Set(words(query))];
			const sums = new Float64Array(items.length);
			let whole = 0;
			let known = 0;
			for (const word of asked) {
				const found = readings(word);
				const rare = rarity(postings.get(found[0]?.[0] ?? word));
				whole += rare;
				if (found.length > 0) known++;
				const best = new Map<number, number>();
				for (const [other, worth] of found) {
					for (const [i, weight] of postings.get(other)!) best.set(i, Math.max(best.get(i) ?? 0, weight * worth));
				}
				for (const [i, weight] of best) sums[i]! += rare * weight;
			}
			const hits: Scored<T>[] = [];
			if (known > 0) {
				for (let i = 0; i < items.length; i++) {
					if (sums[i] === 0) continue;
					const item = items[i]!;
					if (keep !== undefined && !keep(item)) continue;
					// A pinch that belongs to the item keeps ties apart the same way every time.
					const score = 0.12 + 0.82 * clamp(sums[i]! / whole) + 0.05 * hash01(item.id);
					hits.push({ item, score: round(score, 6) });
				}
			}
			hits.sort((a, b) => b.score - a.score || a.item.index - b.item.index);
			return { hits, known };
		},
	};
}
