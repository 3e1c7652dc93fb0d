/** Everything the stand-in for AssetService says. The texts of the official SDK are kept word for word. */
export const assetServiceMessages = {
	params: "SearchAudioAsync requires an AudioSearchParams",
	nothing: "SearchAudioAsync requires SearchKeyword, Title, Artist, Album, or Tag to be set",
	noMore: "AudioPages: no more pages to advance to",
} as const;
