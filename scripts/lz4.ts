import { LEAST_MATCH } from "../tools/headless/place/lz4.ts";

const FARTHEST = 65_535;
/** The format ends every block in at least so many literals, and starts no match closer to the end than this. */
const LAST_LITERALS = 5;
const LAST_MATCH = 12;
/** Earlier places of the same four bytes that are looked at; more finds little. */
const DEPTH = 192;
/** Of a match longer than this only the whole is worth a look. */
const LONG = 256;
const HASH_BITS = 17;

const extra = (length: number, inToken: number): number =>
	length < inToken ? 0 : 1 + Math.floor((length - inToken) / 255);

interface Matches {
	length: Int32Array;
	offset: Int32Array;
}

/** The longest match at every place. */
function findMatches(input: Uint8Array): Matches {
	const size = input.length;
	const length = new Int32Array(size);
	const offset = new Int32Array(size);
	const head = new Int32Array(1 << HASH_BITS).fill(-1);
	const before = new Int32Array(size).fill(-1);
	const most = size - LAST_LITERALS;
	for (let at = 0; at + LAST_MATCH <= size; at++) {
		const four = input[at]! | (input[at + 1]! << 8) | (input[at + 2]! << 16) | (input[at + 3]! << 24);
		const hash = Math.imul(four, 0x9e3779b1) >>> (32 - HASH_BITS);
		let place = head[hash]!;
		const previous = at === 0 ? 0 : length[at - 1]!;
		if (previous > LONG) {
			// Inside a long match the rest of it is as good as anything that could be found.
			length[at] = previous - 1;
			offset[at] = offset[at - 1]!;
			place = -1;
		}
		for (let looked = 0; place >= 0 && at - place <= FARTHEST && looked < DEPTH; looked++) {
			const best = length[at]!;
			if (input[place + best] === input[at + best]) {
				let found = 0;
				while (at + found < most && input[place + found] === input[at + found]) found++;
				if (found > best && found >= LEAST_MATCH) {
					length[at] = found;
					offset[at] = at - place;
				}
			}
			place = before[place]!;
		}
		before[at] = head[hash]!;
		head[hash] = at;
	}
	return { length, offset };
}

/** How long a match to take at every place, so that all together cost least; 0 is a literal. */
function choose(size: number, { length }: Matches): Int32Array {
	const cost = new Float64Array(size + 1);
	const taken = new Int32Array(size);
	for (let at = size - 1; at >= 0; at--) {
		cost[at] = cost[at + 1]! + 1;
		const longest = length[at]!;
		for (let match = longest; match >= LEAST_MATCH; match--) {
			const whole = cost[at + match]! + 3 + extra(match - LEAST_MATCH, 15);
			if (whole < cost[at]!) {
				cost[at] = whole;
				taken[at] = match;
			}
			if (longest > LONG && match === longest) break;
		}
	}
	return taken;
}

/**
 * Packs bytes into an LZ4 block, about as tightly as the format allows. It takes seconds where the usual packers take
 * milliseconds: for what is packed once and unpacked often.
 */
export function packLz4(input: Uint8Array): Uint8Array {
	const matches = findMatches(input);
	const taken = choose(input.length, matches);
	const output: number[] = [];
	let literals = 0;
	const writeLength = (length: number): void => {
		let rest = length - 15;
		for (; rest >= 255; rest -= 255) output.push(255);
		if (rest >= 0) output.push(rest);
	};
	const writeSequence = (at: number, match: number): void => {
		const run = at - literals;
		const more = match === 0 ? 0 : match - LEAST_MATCH;
		output.push((Math.min(run, 15) << 4) | Math.min(more, 15));
		if (run >= 15) writeLength(run);
		for (let place = literals; place < at; place++) output.push(input[place]!);
		if (match === 0) return;
		const back = matches.offset[at]!;
		output.push(back & 255, back >> 8);
		if (more >= 15) writeLength(more);
	};
	for (let at = 0; at < input.length;) {
		const match = taken[at]!;
		if (match === 0) at++;
		else {
			writeSequence(at, match);
			at += match;
			literals = at;
		}
	}
	writeSequence(input.length, 0);
	return Uint8Array.from(output);
}
