import type { StationDocument } from "../../shared/radio/document";
import type { Track } from "../../shared/wire/music";
import type { TrackStructure } from "../../shared/wire/structure";
import type { AudienceEvent, Listener, Vote } from "./audience";
import type { TopUp } from "./brain/top-up";
import type { CatalogEvent } from "./feeding";
import type { NowPlaying, RadioState } from "./types";

/** Everything that can happen to a station. */
export type StationEvent =
	| { kind: "start" }
	| { kind: "stop" }
	| { kind: "pause" }
	| { kind: "resume" }
	| { kind: "skip" }
	/** The skips of one frame are all there. */
	| { kind: "skips-counted" }
	| { kind: "previous" }
	| { kind: "destroy" }
	| { kind: "request"; track: Track; position: "next" | "end" }
	| { kind: "vote"; who: Listener; value: Vote }
	| { kind: "volume"; to: number; seconds: number }
	| { kind: "structure"; structure: TrackStructure }
	/** The time has come for which a `wake` asked. */
	| { kind: "time" }
	/** The game's own Sound was destroyed. */
	| { kind: "sound-gone" }
	| CatalogEvent
	| AudienceEvent;

/** What carries a playout's documents, whoever decides what is on. */
export type PlayoutEffect =
	| { kind: "publish"; document: StationDocument }
	/** Brings a `time` event at that server time; replaces the one before. */
	| { kind: "wake"; at: number | undefined }
	/** Has the server try an asset, as no player can tell. */
	| { kind: "probe"; assetId: string };

/** Everything that a station wants done. */
export type StationEffect =
	| PlayoutEffect
	| { kind: "ask"; question: TopUp }
	| { kind: "ask-structure"; assetId: string }
	/** Brings the event later in this frame. */
	| { kind: "soon"; event: StationEvent }
	/** Beats and sections are told of this structure from now on; `startedAt` is absent while the position stands still. */
	| { kind: "pulse"; structure?: TrackStructure; startedAt?: number }
	| { kind: "track-changed"; now?: NowPlaying }
	| { kind: "track-failed"; track: Track; why: string }
	| { kind: "queue-changed" }
	| { kind: "state-changed"; to: RadioState }
	| { kind: "warn"; text: string }
	/** Nothing follows: everything is to be released. */
	| { kind: "release" };
