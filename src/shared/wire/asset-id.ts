/** Everything that carries an asset id: digits, content strings, rows, and the instances that play them. */
export type AssetIdResolvable =
	| string
	| number
	| {
			/** As rows have it. */
			readonly asset_id: string | number;
	  }
	| Sound
	| AudioPlayer;

/** 2^53: ids above are no longer exact as numbers. */
const EXACT = 9007199254740992;

function fromNumber(value: number): string | undefined {
	return value > 0 && value < EXACT && math.floor(value) === value ? string.format("%.0f", value) : undefined;
}

/** Digits of `123`, `rbxassetid://123` and `...?id=123`; nothing else is an id. */
export function assetIdFromText(text: string): string | undefined {
	const [bare] = string.match(text, "^%s*(%d+)%s*$");
	if (bare !== undefined) return tostring(bare);
	const [content] = string.match(text, "^%s*[Rr][Bb][Xx][Aa][Ss][Ss][Ee][Tt][Ii][Dd]://(%d+)%s*$");
	if (content !== undefined) return tostring(content);
	const [query] = string.match(text, "[?&][Ii][Dd]=(%d+)");
	return query !== undefined ? tostring(query) : undefined;
}

/** @param read reads a property, and raises where the engine does not know it */
function fromContent(read: () => unknown): string | undefined {
	const [ok, value] = pcall(read);
	if (!ok) return undefined;
	if (typeIs(value, "string")) return assetIdFromText(value);
	if (typeIs(value, "Content")) {
		const [known, uri] = pcall(() => value.Uri);
		if (known && typeIs(uri, "string")) return assetIdFromText(uri);
	}
	return undefined;
}

/** The id an instance plays: the older properties first, then `AudioContent`. */
function fromInstance(instance: Instance): string | undefined {
	if (instance.IsA("Sound")) return fromContent(() => instance.SoundId) ?? fromContent(() => instance.AudioContent);
	if (instance.IsA("AudioPlayer")) {
		return (
			fromContent(() => instance.Asset) ??
			fromContent(() => instance.AssetId) ??
			fromContent(() => instance.AudioContent)
		);
	}
	return undefined;
}

/**
 * The digits of whatever carries an asset id, or `undefined` when it carries none.
 * @example resolveAssetId("rbxassetid://1848354536") // "1848354536"
 */
export function resolveAssetId(input: unknown): string | undefined {
	if (typeIs(input, "string")) return assetIdFromText(input);
	if (typeIs(input, "number")) return fromNumber(input);
	if (typeIs(input, "Instance")) return fromInstance(input);
	if (typeIs(input, "table")) {
		const { asset_id: id }: { readonly asset_id?: unknown } = input;
		if (typeIs(id, "string")) return assetIdFromText(id);
		if (typeIs(id, "number")) return fromNumber(id);
	}
	return undefined;
}
