const LONGEST_ID = 24;
const LONGEST_TEXT = 60;

/** What may be the id of an asset; anything else, however large, is `undefined` and goes no further. */
export function readAssetId(value: unknown): string | undefined {
	return typeIs(value, "string") && value.size() <= LONGEST_ID ? value : undefined;
}

/** The beginning of a text. */
export function readText(value: unknown): string | undefined {
	return typeIs(value, "string") ? value.sub(1, LONGEST_TEXT) : undefined;
}

/** The ids at the beginning of a list, as far as they are ids: at most `most`. */
export function readAssetIds(value: unknown, most: number): string[] {
	const ids = new Array<string>();
	if (!typeIs(value, "table")) return ids;
	for (const i of $range(0, most - 1)) {
		const id = readAssetId((value as unknown[])[i]);
		if (id === undefined) break;
		ids.push(id);
	}
	return ids;
}
