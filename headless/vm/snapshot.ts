/** Everything a VM is between two calls into it: what it learned so far need not be learned again. */
export interface VmSnapshot {
	readonly bytes: Uint8Array;
	/** Address of the main `lua_State`. */
	readonly state: number;
	/** The names that host functions have inside, and the numbers under which the VM asks for them. */
	readonly hosted: ReadonlyMap<string, number>;
	readonly nextHostRef: number;
	readonly nextKey: number;
}

const BLOCK_BYTES = 2 ** 18;
/** The heap grows without holes of this size, so so many zeros are the end of it. */
const END_BLOCKS = 32;
const ZEROS = Buffer.alloc(BLOCK_BYTES);

/** The memory up to the last block that was ever written, as far as anybody can tell from behind a known address. */
export const usedMemory = (memory: ArrayBuffer, known: number): Uint8Array => {
	const blocks = Math.floor(memory.byteLength / BLOCK_BYTES);
	const first = Math.floor(known / BLOCK_BYTES);
	let last = first;
	for (let block = first; block < blocks && block - last < END_BLOCKS; block++)
		if (!ZEROS.equals(new Uint8Array(memory, block * BLOCK_BYTES, BLOCK_BYTES))) last = block;
	return new Uint8Array(memory.slice(0, (last + 1) * BLOCK_BYTES));
};
