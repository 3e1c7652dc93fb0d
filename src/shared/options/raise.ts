/** Where the product's own code stands: this file's place without its own part. */
const [HERE] = debug.info(1, "s");
const [HOME] = string.gsub(HERE, "shared%.options%.raise$", "");

function isOurs(source: string): boolean {
	return source === "[C]" || string.sub(source, 1, HOME.size()) === HOME;
}

/**
 * Raises in the name of the game's own line: the nearest one on the stack that is not the product's, however deep the
 * product was when it noticed. A mistake is read where it was made.
 */
export function raiseAtCaller(message: string): never {
	let level = 2;
	for (;;) {
		const [source] = debug.info(level, "s");
		if (source === undefined) return error(message, 0);
		if (!isOurs(source)) return error(message, level);
		level += 1;
	}
}
