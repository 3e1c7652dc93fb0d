const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
/** What is left of a key in the middle of something encoded; fewer characters say nothing. */
const LEAST = 4;

/** The six-bit characters that lie wholly within `text` when `before` unknown bytes stand in front of it. */
function coreOf(text: string, before: number): string {
	const bytes = table.create(before, 0);
	// All at once they would not fit on the stack: a key may be any text, if a mistaken one.
	for (const at of $range(1, text.size())) bytes.push(string.byte(text, at)[0]!);
	const characters = new Array<string>();
	const firstBit = math.ceil((before * 8) / 6) * 6;
	for (let bit = firstBit; bit + 6 <= bytes.size() * 8; bit += 6) {
		const index = math.floor(bit / 8);
		const pair = bytes[index]! * 256 + (bytes[index + 1] ?? 0);
		const value = bit32.extract(pair, 10 - (bit % 8), 6);
		characters.push(string.sub(ALPHABET, value + 1, value + 1));
	}
	return characters.join("");
}

/** How a text shows in base64, alone or in the middle of something longer, in both alphabets. */
export function base64Of(text: string): string[] {
	const forms = new Array<string>();
	for (const before of [0, 1, 2]) {
		const core = coreOf(text, before);
		if (core.size() < LEAST) continue;
		forms.push(core);
		const [safe] = string.gsub(core, "[+/]", { "+": "-", "/": "_" } as never);
		if (safe !== core) forms.push(safe);
	}
	return forms;
}

/** How a text shows in an address, with hexadecimal digits in both cases; none where it shows as it is. */
export function percentOf(text: string): string[] {
	const encoded = (format: string) =>
		string.gsub(text, "[^%w%-%._~]", ((char: string) => string.format(format, string.byte(char)[0]!)) as never)[0];
	const upper = encoded("%%%02X");
	if (upper === text) return [];
	const lower = encoded("%%%02x");
	return lower !== upper ? [upper, lower] : [upper];
}
