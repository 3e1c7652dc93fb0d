import assert from "node:assert/strict";
import { test } from "node:test";

import { unpackLz4 } from "../tools/headless/place/lz4.ts";
import { packLz4 } from "./lz4.ts";

const bytes = (text: string): Uint8Array => Buffer.from(text);
/** Bytes without a pattern, the same each time. */
const noise = (size: number): Uint8Array => {
	let state = 1;
	return Uint8Array.from({ length: size }, () => (state = Math.imul(state, 1_664_525) + 1_013_904_223) >>> 24);
};

const CASES: [what: string, input: Uint8Array][] = [
	["nothing", bytes("")],
	["a byte", bytes("a")],
	["less than the shortest block with a match", bytes("aaaaaaaaaaa")],
	["one byte again and again, past every length in a token", bytes("a".repeat(5_000))],
	["text that repeats itself", bytes("local function step(state, event)\n".repeat(300))],
	["noise, which does not pack", noise(3_000)],
	["noise that comes back too far away to be pointed at", Buffer.concat([noise(70_000), noise(70_000)])],
	["noise that comes back just near enough", Buffer.concat([noise(65_000), noise(65_000)])],
];

for (const [what, input] of CASES) {
	test(`LZ4 unpacks to what was packed: ${what}`, () => {
		assert.deepEqual(Buffer.from(unpackLz4(packLz4(input), input.length)), Buffer.from(input));
	});
}

test("LZ4 packs what repeats to a fraction, and refuses damaged blocks", () => {
	const text = bytes("gain = gain * level\n".repeat(500));
	assert.ok(packLz4(text).length < text.length / 50);
	assert.throws(() => unpackLz4(Uint8Array.from([0x10, 65, 9, 0]), 20), /damaged/);
	assert.throws(() => unpackLz4(bytes(""), 3), /0 bytes where 3/);
});
