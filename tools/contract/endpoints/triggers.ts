/**
 * Words in square brackets in a prompt or a display name that ask a generator for one of its documented ways
 * to behave, as in `rain on a tent [queue-full]`. They are listed in docs/contract.md.
 */
export function triggersOf(text: string): ReadonlyMap<string, string> {
	const found = new Map<string, string>();
	for (const [, name, value] of text.matchAll(/\[([a-z0-9-]+)(?:[ :]([^\]]+))?\]/g)) found.set(name!, value ?? "");
	return found;
}

export const numberOf = (triggers: ReadonlyMap<string, string>, name: string, otherwise: number): number => {
	const value = Number(triggers.get(name) || Number.NaN);
	return Number.isFinite(value) ? value : otherwise;
};
