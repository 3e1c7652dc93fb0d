/** A stream of numbers from 0 to 1 that is the same wherever it runs. */
export function createRandom(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x9e3779b9) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
		mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
		return ((mixed ^ (mixed >>> 15)) >>> 0) / 4294967296;
	};
}

/** A number that belongs to a text. */
export function seedOf(text: string): number {
	let seed = 0x811c9dc5;
	for (let at = 0; at < text.length; at++) seed = Math.imul(seed ^ text.charCodeAt(at), 0x01000193);
	return seed >>> 0;
}
