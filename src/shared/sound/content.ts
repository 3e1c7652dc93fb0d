const MOST_CONTENTS = 2000;

/** Content strings by asset: what plays often is not put together each time. */
const contents = new Map<string, string>();

/** An asset as the engine's objects name it. */
export function contentOf(assetId: string): string {
	let content = contents.get(assetId);
	if (content === undefined) {
		if (contents.size() >= MOST_CONTENTS) contents.clear();
		content = `rbxassetid://${assetId}`;
		contents.set(assetId, content);
	}
	return content;
}
