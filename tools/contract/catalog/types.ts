/** What the catalog knows of a music track. Rows on the wire are made from it when they are asked for. */
export interface Track {
	kind: "music";
	index: number;
	id: string;
	name: string;
	artist: string;
	album: string;
	genre: number;
	moods: readonly [number, number];
	scene: string;
	bpm: number;
	duration: number;
	/** arousal, happy, sad, aggressive, relaxed, party, danceable */
	feel: readonly number[];
	electronic: boolean;
	acoustic: boolean;
	voice: "male" | "female" | "none";
	/** Index into the twelve keys, and the scale. */
	key: number;
	scale: "major" | "minor";
	plays: number;
	likes: number;
	/** Days since 2020-01-01. */
	created: number;
	/** Whether the analysis ran; unanalysed tracks carry none of its fields. */
	analysed: boolean;
	/** Place in the feature space: Euclidean distance there is what similarity means. */
	point: Float32Array;
}

/** What the catalog knows of a sound effect. */
export interface Effect {
	kind: "sfx";
	index: number;
	id: string;
	name: string;
	description: string;
	category: string;
	subcategory: string;
	tags: string;
	duration: number;
	start: number | null;
	end: number | null;
	peak: number | null;
	creator: string;
	creatorId: number | null;
	plays: number;
	likes: number;
	created: number;
	point: Float32Array;
}

/** An asset that was in the catalog once. */
export interface GoneAsset {
	id: string;
	status: "moderated" | "deleted" | "delisted";
	kind: "music" | "sfx";
	name: string;
}

export interface Game {
	universeId: number;
	name: string;
	creator: string | undefined;
	rootPlaceId: number | undefined;
	playing: number | undefined;
	visits: number | undefined;
	tracks: readonly Track[];
}

export const firstDay = Date.UTC(2020, 0, 1);

/** Day number -> `2024-05-17T00:00:00Z`. */
export const dateTime = (day: number, seconds = 0): string =>
	new Date(firstDay + day * 86400000 + seconds * 1000).toISOString().replace(".000Z", "Z");
