import type { PlaySlot, StationDocument } from "../../shared/radio/document";
import type { HeardTrack, UpcomingTrack } from "./player-handle";

/** What is on by the document; `applied` is what this machine has switched to, maybe ahead of the server's word. */
export function slotOn(document: StationDocument, applied: PlaySlot | undefined): PlaySlot | undefined {
	return document.output === "server" || document.state !== "playing" ? document.now : (applied ?? document.now);
}

/** A slot as LocalScripts see it. */
export function heardTrack(slot: PlaySlot): HeardTrack {
	return {
		assetId: slot.id,
		name: slot.name,
		artist: slot.artist,
		duration: slot.duration,
		startedAt: slot.at,
		reason: slot.reason,
	};
}

/** The queue as LocalScripts see it while `on` is on. */
export function upcomingTracks(document: StationDocument, on: PlaySlot | undefined): UpcomingTrack[] {
	const upcoming = document.queue.map(({ id, name, artist, duration, reason }): UpcomingTrack => {
		return { assetId: id, name, artist, duration, reason };
	});
	// Switched over already: the server's word on the queue is on its way.
	if (on !== undefined && on.n === document.next?.n) upcoming.shift();
	return upcoming;
}
