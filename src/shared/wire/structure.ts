import { growingWord, id, list, needed, number, object, seconds, tempo, text, textPairs } from "./schema";

/** What a stretch of music is called. The list may grow. */
export type SectionLabel =
	| "Intro"
	| "Verse"
	| "Chorus"
	| "Drop"
	| "Bridge"
	| "Climax"
	| "Outro"
	| "Main"
	| "Break"
	| "Build"
	| "Breakdown"
	| "Transition"
	| "Peak";

/** A stretch `[start, end)` of a track. In Luau the upper end is `segment["end"]`. */
export interface Segment {
	/** Seconds. */
	start: number;
	/** Seconds, not part of the segment. */
	end: number;
	/** What part of the track it is. */
	label?: SectionLabel;
	/** 1 to 4. */
	energy?: number;
	/** The bar it begins with. */
	bar_start?: number;
	/** The bar it ends with. */
	bar_end?: number;
	/** How many bars it has. */
	bars?: number;
	/** A CSS `rgba(...)` colour. */
	color?: string;
	/** Only with `include_metadata`: authored pairs, verbatim. */
	metadata?: Record<string, string | number>;
	/** Only with `include_metadata`: segments of one lane form one timeline row. */
	lane?: string;
}

const segment = object<Segment>({
	start: needed(seconds),
	end: needed(seconds),
	label: growingWord<SectionLabel>(),
	energy: number,
	bar_start: number,
	bar_end: number,
	bars: number,
	color: text,
	metadata: textPairs,
	lane: text,
});

/** Beat times in seconds, ascending; `downbeats` are those on which a bar starts. */
export interface BeatGrid {
	/** Seconds into the track at which a beat falls. */
	times: number[];
	/** Seconds into the track at which a bar begins. */
	downbeats?: number[];
}

const beatGrid = object<BeatGrid>({ times: needed(list(seconds)), downbeats: list(seconds) });

/** Beats and sections of one track. A track without them has no `beat_grid`, and empty lists or none. */
export interface TrackStructure {
	/** The track whose structure it is. */
	asset_id: string;
	/** Seconds. */
	duration?: number;
	/** Beats a minute. */
	bpm?: number;
	/** Average energy, 0 to 4. */
	track_energy?: number;
	/** When its beats and bars fall. */
	beat_grid?: BeatGrid;
	/** Its sections, in order. */
	sections?: Segment[];
	/** Its phrases, in order. */
	phrases?: Segment[];
	/** Only with `include_metadata`: the lanes of both layers, in order. */
	lanes?: string[];
}

export const trackStructure = object<TrackStructure>({
	asset_id: needed(id),
	duration: seconds,
	bpm: tempo,
	track_energy: number,
	beat_grid: beatGrid,
	sections: list(segment),
	phrases: list(segment),
	lanes: list(text),
});

/** The beat nearest to a moment. */
export interface Beat {
	/** 1 for the first beat of the grid. */
	index: number;
	/** Seconds. */
	time: number;
	/** Beat within the bar, 1 on a downbeat. */
	beat_num: number;
	/** Whether it is the first of its bar. */
	is_downbeat: boolean;
}
