import { t } from "@rbxts/t";

import type { Shape } from "./shapes";

const { string: text, number, boolean: flag } = t;

const mood: Shape = {
	fields: {
		arousal: number,
		happy: number,
		sad: number,
		aggressive: number,
		relaxed: number,
		party: number,
		danceable: number,
	},
};

/** One piece of music, as the API sends it. */
export const trackRow: Shape = {
	id: "asset_id",
	fields: {
		name: text,
		artist: text,
		album: text,
		duration: number,
		genre: text,
		genre_slug: text,
		bpm: number,
		score: number,
		position: number,
		created_at: text,
		updated_at: text,
		creator_name: text,
		loudness_lufs: "level",
		true_peak_dbtp: "level",
		mood,
		key: text,
		scale: text,
		key_confidence: number,
		voice: text,
		voice_confidence: number,
		electronic: text,
		acoustic: text,
		timbre: text,
		danceability: number,
		genres_detailed: { list: { fields: { label: text, parent: text, score: number } } },
	},
};

/** One sound effect, as the API sends it. */
export const sfxRow: Shape = {
	id: "asset_id",
	fields: {
		name: text,
		description: text,
		category: text,
		subcategory: text,
		tags: text,
		duration: number,
		score: number,
		position: number,
		play_count: number,
		like_count: number,
		created_at: text,
		updated_at: text,
		creator_id: "idNumber",
		creator_name: text,
		true_peak_dbtp: "level",
		sound_start_sec: number,
		sound_end_sec: number,
	},
};

const page = { total: number, limit: number, offset: number };

export const searchBody: Shape = {
	fields: {
		tracks: { list: trackRow },
		artists: { list: { fields: { name: text, track_count: number } } },
		albums: { list: { fields: { name: text, artist: text, track_count: number } } },
		meta: {
			fields: { ...page, search_method: text, matched_artist: text, missing_ids: { list: "id" }, sort: text },
		},
	},
};

export const similarBody: Shape = { fields: { tracks: { list: trackRow }, meta: { fields: page } } };
export const sfxSimilarBody: Shape = { fields: { tracks: { list: sfxRow }, meta: { fields: page } } };

export const sfxSearchBody: Shape = {
	fields: {
		tracks: { list: sfxRow },
		categories: { list: { fields: { name: text, track_count: number } } },
		subcategories: { list: { fields: { name: text, category: text, track_count: number } } },
		meta: { fields: { ...page, search_method: text, synthesized_query: text, sort: text } },
	},
};

const browseMeta: Shape = { fields: { ...page, type: text, name: text, sort: text, asset_id: "idNumber" } };

/** Entities of all kinds; a kind has those fields it has. */
const browseItem: Shape = {
	fields: {
		name: text,
		track_count: number,
		album_count: number,
		artist: text,
		genre: text,
		slug: text,
		display_name: text,
		universe_id: "idNumber",
		creator_name: text,
		root_place_id: "idNumber",
		playing: number,
		visits: number,
	},
};

export const browseBody: Shape = {
	fields: { tracks: { list: trackRow }, items: { list: browseItem }, meta: browseMeta },
};
export const sfxBrowseBody: Shape = { fields: { tracks: { list: sfxRow }, meta: browseMeta } };

export const taxonomyBody: Shape = {
	fields: {
		taxonomy: {
			list: {
				fields: {
					broader_category: text,
					categories: { list: { fields: { category: text, subcategories: { list: text } } } },
				},
			},
		},
		meta: { fields: { broader_category_count: number, category_count: number, subcategory_count: number } },
	},
};

const segment: Shape = {
	fields: {
		start: number,
		end: number,
		label: text,
		energy: number,
		bar_start: number,
		bar_end: number,
		bars: number,
		color: text,
		metadata: { map: value => typeIs(value, "string") || typeIs(value, "number") || typeIs(value, "boolean") },
		lane: text,
	},
};

export const structureBody: Shape = {
	fields: {
		asset_id: "id",
		duration: number,
		bpm: number,
		track_energy: number,
		beat_grid: { fields: { times: { list: number }, downbeats: { list: number } } },
		sections: { list: segment },
		phrases: { list: segment },
		lanes: { list: text },
	},
};

const playlist: Shape = {
	fields: {
		id: text,
		name: text,
		genre: text,
		playback_mode: text,
		track_count: number,
		kind: text,
		sound_count: number,
	},
};

export const playlistBody: Shape = {
	fields: {
		playlist,
		tracks: { list: trackRow },
		sounds: { list: sfxRow },
		meta: { fields: { total: number } },
	},
};
export const playlistListBody: Shape = {
	fields: { playlists: { list: playlist }, meta: { fields: { total: number } } },
};

export const healthBody: Shape = {
	fields: {
		assets: { list: { id: "asset_id", fields: { status: text, audio_type: text, name: text } } },
		meta: { fields: { total: number, ok: number, unavailable: number, not_in_catalog: number } },
	},
};

export const reportBody: Shape = { fields: { accepted: number, ok: flag } };
