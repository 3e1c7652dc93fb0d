import type { Segment, TrackStructure } from "../wire/structure";

/** Beats and sections of a track as they travel: steps in milliseconds are a third of the bytes of times. */
export interface TrackBeats {
	id: string;
	steps: number[];
	/** Which of the beats are downbeats, counted from 1. */
	downs: number[];
	sections: Segment[];
}

/** Beats of what is on and of what comes next. Published only while some player's machine listens. */
export interface BeatsDocument {
	tracks: TrackBeats[];
}

/** The topic on which something of a station travels beside its document. */
export function besideTopic(topic: string, what: "beats" | "votes"): string {
	return topic.gsub("^radio", what)[0];
}

/** The structure that was sent, as far as it was. */
export function readBeats({ id, steps, downs, sections }: TrackBeats): TrackStructure {
	let time = 0;
	const times = steps.map(step => {
		time += step;
		return time / 1000;
	});
	return { asset_id: id, beat_grid: { times, downbeats: downs.map(at => times[at - 1]!) }, sections };
}

/** The beats that a document has of a track. */
export function beatsIn(document: unknown, id: string | undefined): TrackBeats | undefined {
	if (!typeIs(document, "table")) return undefined;
	return (document as BeatsDocument).tracks.find(track => track.id === id);
}
