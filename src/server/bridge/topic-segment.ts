/** An attribute's name has 100 letters at most; what else a topic consists of needs the others. */
const LONGEST = 60;
const KEPT = 40;
/** Two sums of 32 bits each: a million names hardly meet. Factors that leave every product exact. */
const FACTORS = [65599, 1000003];
const PRIME = 4294967291;

function sumOf(text: string, factor: number): number {
	let sum = 0;
	for (const at of $range(1, text.size())) sum = (sum * factor + string.byte(text, at)[0]!) % PRIME;
	return sum;
}

/**
 * Attribute names allow letters, digits, `_`, `.`, `-` and `/` only; everything else is written as a dot and its byte in
 * hex, so that two names never meet in one topic. Of a name that is too long the beginning stands, and a sum over all
 * of it behind `.x`, which is no byte in hex.
 *
 * @example
 * topicSegment("Lobby 1") // "Lobby.201"
 */
export function topicSegment(name: string): string {
	const [clean] = name.gsub("[^%w_%-]", c => ".%02x".format(string.byte(c)[0]!));
	if (clean.size() <= LONGEST) return clean;
	const sums = FACTORS.map(factor => "%08x".format(sumOf(clean, factor)));
	return `${clean.sub(1, KEPT)}.x${sums.join("")}`;
}
