/** One of the likenesses that a choice was weighed by. */
export interface Fit {
	readonly name: "likeness" | "tempo" | "key" | "energy";
	/** From 0 to 1; absent where it was unknown. */
	readonly value?: number;
	/** What was compared: `83 to 82 bpm`. */
	readonly words: string;
}

/** A station's reason, taken apart. */
export interface Reason {
	/** Where the track came from: `search 'lofi'`, `requested by Player2`. */
	readonly origin: string;
	/** None for what was not weighed, such as a request. */
	readonly fits: readonly Fit[];
	/** All of it together. */
	readonly score?: number;
	/** What the rules had to say: `all rules kept`. */
	readonly notes: readonly string[];
	/** From -1 (calm) to 1 (lively): what was wanted at that moment, and what the track has. */
	readonly energy?: { readonly has: number; readonly wanted?: number };
}

const FIT = /^(tempo|key|energy) (.+?)(?: \((\d\.\d+)\))?$/;
const numberIn = (pattern: RegExp, text: string): number | undefined => {
	const found = pattern.exec(text)?.[1];
	return found === undefined ? undefined : Number(found);
};

/**
 * Takes a reason apart, as the radio writes it.
 *
 * @example
 * reasonOf("search 'rain' 0.87; tempo 83 to 82 bpm (1.00); key unknown; energy -0.8 for -0.9 (0.93); score 0.86; all rules kept");
 */
export function reasonOf(text: string): Reason {
	const [first = "", ...rest] = text.split("; ");
	const fits: Fit[] = [];
	const notes: string[] = [];
	let score: number | undefined;
	let energy: Reason["energy"];
	for (const part of rest) {
		const [, name, words, value] = FIT.exec(part) ?? [];
		if (name !== undefined && words !== undefined)
			fits.push({ name: name as Fit["name"], words, ...(value === undefined ? {} : { value: Number(value) }) });
		else if (part.startsWith("score ")) score = Number(part.slice(6));
		else notes.push(part);
		if (name !== "energy" || words === undefined) continue;
		const [has, wanted] = [numberIn(/^(-?\d\.\d+)/, words), numberIn(/ for (-?\d\.\d+)$/, words)];
		if (has !== undefined) energy = { has, ...(wanted === undefined ? {} : { wanted }) };
	}
	const likeness = numberIn(/ (\d\.\d\d)$/, first);
	const origin = likeness === undefined ? first : first.slice(0, -5);
	if (fits.length > 0)
		fits.unshift({ name: "likeness", words: origin, ...(likeness === undefined ? {} : { value: likeness }) });
	return {
		origin,
		fits,
		notes,
		...(score === undefined ? {} : { score }),
		...(energy === undefined ? {} : { energy }),
	};
}
