/** Every sentence about wrong arguments. Those of the official SDK are kept word for word. */
export const messages = {
	search: "search requires either a non-empty query string or a non-empty asset_ids array",
	lookup: "lookup requires a non-empty asset_ids array of numeric strings",
	input: (method: string) => `${method} requires an asset_id string, a track table, a Sound, or an AudioPlayer`,
	sfxSearch: "sfxSearch requires either a query string or filters.categories",
	browse: "browse requires type to be one of: artist, album, genre, mood, trending, game",
	sfxBrowse: "sfxBrowse requires type to be one of: trending",
	getPlaylist: "getPlaylist requires a non-empty playlist_id string",
	healthEmpty: "checkAssetHealth requires a non-empty array of asset ids",
	healthUnusable: "checkAssetHealth found no usable asset ids in the input",
	auditRoots: "auditAudio: roots may be a list of Instances",
	time: (method: string) => `${method} requires a time in seconds`,
	level: 'sectionAtTime: level may be "section" or "phrase"',
	param: (method: string, name: string, got: string, may: string) => `${method}: ${name} is ${got}; it must be ${may}`,
	badId: (method: string, index: number, got: string) =>
		`${method}: asset_ids[${index}] is ${got}; it must be digits, rbxassetid://digits, a track, a Sound or an AudioPlayer`,
	notData: (method: string, why: string) => `${method}: the options contain ${why}`,
	eachStopped: (message: string) => `[AudioScape] each stopped early: ${message}`,
	each: (method: string) => `each: ${method} is not a method with pages`,
};
