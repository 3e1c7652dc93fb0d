/** The folder of the remotes in ReplicatedStorage. */
export const REMOTES_NAME = "AudioScapeRemotes";
/** The module that LocalScripts require, in ReplicatedStorage. */
export const MODULE_NAME = "AudioScapeClient";

/** RemoteFunctions by the method they serve. */
export const REMOTES = {
	search: "Search",
	searchAudio: "SearchAudio",
	similar: "Similar",
	sfxSearch: "SfxSearch",
	getSfxTaxonomy: "GetSfxTaxonomy",
	sfxSimilar: "SfxSimilar",
	browse: "Browse",
	sfxBrowse: "SfxBrowse",
	getPlaylist: "GetPlaylist",
	listPlaylists: "ListPlaylists",
	getStructure: "GetStructure",
} as const;

export type OpenMethod = keyof typeof REMOTES;
