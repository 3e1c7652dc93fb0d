import { readLeb } from "./wasm-sections.ts";

const GET_GLOBAL = 0x23;
const CONST_I32 = 0x41;

/** What follows an opcode, where anything does: so many numbers, or something of its own. */
const NUMBERS: Record<number, number> = {
	// block, loop, if: a type, which is one signed number
	0x02: 1,
	0x03: 1,
	0x04: 1,
	// br, br_if, call; call_indirect
	0x0c: 1,
	0x0d: 1,
	0x10: 1,
	0x11: 2,
	// local and global access, table.get and table.set
	0x20: 1,
	0x21: 1,
	0x22: 1,
	0x23: 1,
	0x24: 1,
	0x25: 1,
	0x26: 1,
	// memory.size, memory.grow, i32.const, i64.const
	0x3f: 1,
	0x40: 1,
	0x41: 1,
	0x42: 1,
	// ref.null, ref.func
	0xd0: 1,
	0xd2: 1,
};
/** Opcodes after 0xfc: conversions that saturate, and operations on whole ranges of memory or tables. */
const RANGE_NUMBERS = [0, 0, 0, 0, 0, 0, 0, 0, 2, 1, 2, 1, 2, 1, 2, 1, 1, 1];
const [FIRST_MEMORY, LAST_MEMORY] = [0x28, 0x3e];
const [CONST_F32, CONST_F64, BR_TABLE, SELECT_TYPED, RANGE] = [0x43, 0x44, 0x0e, 0x1c, 0xfc];
/** Opcodes beyond these are of later WebAssembly than this reads. */
const LAST_PLAIN = 0xc4;

const skipNumbers = (code: Uint8Array, start: number, count: number): number => {
	let at = start;
	for (let left = count; left > 0; left--) {
		while (code[at]! > 127) at++;
		at++;
	}
	return at;
};

/** Where the instruction ends that begins at a place. */
const endOf = (code: Uint8Array, at: number): number => {
	const opcode = code[at]!;
	const next = at + 1;
	const numbers = NUMBERS[opcode];
	if (numbers !== undefined) return skipNumbers(code, next, numbers);
	if (opcode >= FIRST_MEMORY && opcode <= LAST_MEMORY) return skipNumbers(code, next, 2);
	if (opcode === CONST_F32) return next + 4;
	if (opcode === CONST_F64) return next + 8;
	if (opcode === BR_TABLE || opcode === SELECT_TYPED) {
		const [count, first] = readLeb(code, next);
		return skipNumbers(code, first, opcode === BR_TABLE ? count + 1 : count);
	}
	if (opcode === RANGE) {
		const [kind, after] = readLeb(code, next);
		return skipNumbers(code, after, RANGE_NUMBERS[kind] ?? Number.NaN);
	}
	if (opcode > LAST_PLAIN) throw new Error(`luau-web: an instruction ${opcode} that 1.4.0 does not have; pin 1.4.0`);
	return next;
};

/**
 * A function in which a global that never changes is a constant, so that what depends on it compiles to nothing.
 *
 * @param code - the function with its length in front, as it stands in its section
 * @param global - the global, by a number below 64
 */
export const withGlobalAsZero = (code: Uint8Array, global: number): Uint8Array => {
	const changed = Uint8Array.from(code);
	const [, body] = readLeb(code, 0);
	const [groups, locals] = readLeb(code, body);
	let at = locals;
	for (let group = 0; group < groups; group++) at = skipNumbers(code, at, 2);
	while (at < code.length) {
		// Both instructions take two bytes.
		if (code[at] === GET_GLOBAL && code[at + 1] === global) changed.set([CONST_I32, 0], at);
		at = endOf(code, at);
	}
	return changed;
};
