import type { AnalyticsPort } from "./port";

/** What is told of a track that was on. */
export interface Listening {
	/** A track is on; the one before it is over. */
	on: (assetId: string, duration: number) => void;
	pause: () => void;
	resume: () => void;
	/** The track that is on will be left because somebody wanted the next one. */
	skipping: () => void;
	/** The track that is on could not be heard by anybody. */
	unheard: () => void;
	/** Nothing is on any more. */
	off: () => void;
}

interface Heard {
	assetId: string;
	/** Seconds; 0 is unknown. */
	duration: number;
	seconds: number;
	/** Since when it sounds; `undefined` while paused. */
	since: number | undefined;
	ending: "stop" | "skip" | "unheard";
}

/**
 * Tells analytics what plays: `play` with the track's length, then `stop` or `skip` with the seconds that were really
 * heard, pauses left out. The clock is an argument.
 */
export function createListening(port: AnalyticsPort, playerId: () => unknown, clock: () => number): Listening {
	let heard: Heard | undefined;
	/** Whoever skips while paused finds the next track paused, too. */
	let paused = false;

	function tell(kind: "play" | "stop" | "skip", assetId: string, seconds: number | undefined) {
		const method = `createPlayer (${kind})`;
		port.track(method, kind, { assetId, playerId: playerId(), duration: seconds });
	}

	function hold() {
		if (heard?.since === undefined) return;
		heard.seconds += math.max(0, clock() - heard.since);
		heard.since = undefined;
	}

	function close() {
		hold();
		const was = heard;
		heard = undefined;
		if (was === undefined) return;
		const seconds = was.duration > 0 ? math.min(was.seconds, was.duration) : was.seconds;
		const rounded = math.floor(seconds * 1000 + 0.5) / 1000;
		tell(was.ending === "skip" ? "skip" : "stop", was.assetId, was.ending === "unheard" ? 0 : rounded);
	}

	return {
		on: (assetId, duration) => {
			close();
			heard = { assetId, duration, seconds: 0, since: paused ? undefined : clock(), ending: "stop" };
			tell("play", assetId, duration > 0 ? duration : undefined);
		},
		pause: () => {
			paused = true;
			hold();
		},
		resume: () => {
			paused = false;
			if (heard !== undefined) heard.since ??= clock();
		},
		skipping: () => {
			if (heard?.ending === "stop") heard.ending = "skip";
		},
		unheard: () => {
			if (heard !== undefined) heard.ending = "unheard";
		},
		off: () => {
			paused = false;
			close();
		},
	};
}
