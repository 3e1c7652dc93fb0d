import { acceptKept, type Call } from "./call";

/** Changes whenever the stored form does; documents of another schema count as missing. */
export const SCHEMA = 1;

/** What a shared answer looks like in the store. */
export interface SharedDocument {
	schema: number;
	/** The whole canonical request: two requests whose hashes meet are told apart by it. */
	key: string;
	/** When the answer came from the API, seconds since 1970. */
	at: number;
	value?: unknown;
	/** Until when one server is fetching a new answer, and which. */
	lease?: number;
	by?: string;
}

const isMoment = (value: unknown): value is number => typeIs(value, "number") && value - value === 0;

export function readDocument(raw: unknown, { key, policy }: Call): SharedDocument | undefined {
	if (!typeIs(raw, "table")) return undefined;
	const { schema, key: whose, at, value, lease, by }: { readonly [K in keyof SharedDocument]?: unknown } = raw;
	if (schema !== SCHEMA || whose !== key || !isMoment(at)) return undefined;
	return {
		schema: SCHEMA,
		key,
		at,
		// A server with another version of this module may have kept it.
		value: acceptKept(policy, value),
		lease: isMoment(lease) ? lease : undefined,
		by: typeIs(by, "string") ? by : undefined,
	};
}

function hash(text: string, seed: number): number {
	let state = seed;
	for (let index = 1; index <= text.size(); index++) {
		// FNV-1a; the product of two 32-bit numbers is not exact in a double, so the prime is split.
		const mixed = bit32.bxor(state, string.byte(text, index)[0]!);
		state = (mixed * 403 + bit32.lshift(mixed, 24)) % 4294967296;
	}
	return state;
}

/** A key of the store, which allows 50 characters. */
export function sharedKey(key: string): string {
	return string.format("%08x%08x%x", hash(key, 2166136261), hash(key, 84696351), key.size());
}

/** A short name for the holder of a key, so that two keys do not read each other's playlists. It gives nothing away. */
export function scopeOf(key: string): string {
	return string.format("%08x", hash(key, 305419896));
}
