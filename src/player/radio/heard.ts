import type { Play, StationDocument } from "../../shared/radio/document";
import type { HeardTrack, UpcomingTrack } from "./player-handle";

/** What is on by the document; `applied` is what this machine has switched to, maybe ahead of the server's word. */
export function shownPlay(document: StationDocument, applied: Play | undefined): Play | undefined {
	return document.output === "server" || document.state !== "playing" ? document.now : (applied ?? document.now);
}

/** A play as LocalScripts see it. */
export function heardTrack(play: Play): HeardTrack {
	return {
		assetId: play.id,
		name: play.name,
		artist: play.artist,
		duration: play.duration,
		startedAt: play.at,
		reason: play.reason,
	};
}

/** The queue as LocalScripts see it while `on` is on. */
export function upcomingTracks(document: StationDocument, on: Play | undefined): UpcomingTrack[] {
	const upcoming = document.queue.map(({ id, name, artist, duration, reason }): UpcomingTrack => {
		return { assetId: id, name, artist, duration, reason };
	});
	// Switched over already: the server's word on the queue is on its way.
	if (on !== undefined && on.n === document.next?.n) upcoming.shift();
	return upcoming;
}
