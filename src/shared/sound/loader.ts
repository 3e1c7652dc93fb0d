import type { Clock } from "../clock/clock";
import { engineClock } from "../clock/engine-clock";
import { createTimer, type Timer } from "../clock/timer";
import { createLedger, type Ledger } from "./ledger";
import type { Playback } from "./playback";

/** Why a load counts as failed that took too long; the asset is not dead for that and may come yet. */
export const LATE = "timeout";

/** What becomes of a load. It may turn: what is late or refused can become ready, and what is late be refused. */
export interface LoadNews {
	ready: () => void;
	/** @param why a refusal of the engine, or `LATE` */
	failed: (why: string) => void;
}

/** Loads the assets of a machine, and remembers which cannot be had. */
export interface Loader {
	/**
	 * Loads what is on a playback. What fails is tried again, later and later, until it comes or the load is cancelled.
	 * Nothing is told before this has returned.
	 *
	 * @param limit seconds until it counts as late
	 * @returns cancel
	 */
	load: (playback: Playback, limit: number, news: LoadNews) => () => void;
	/** Whether an asset was refused a moment ago, so that asking for it is of no use yet. */
	isDead: (assetId: string) => boolean;
}

export interface LoaderPorts {
	clock: Pick<Clock, "now" | "delay">;
	/** Runs a function when the present work is done. */
	defer: (fn: () => void) => void;
	ledger: Ledger;
}

/** What is late is asked for again after this; whatever was lost on its way is not waited for for ever. */
const LATE_AGAIN_SECONDS = 60;

interface Load {
	ports: LoaderPorts;
	playback: Playback;
	assetId: string;
	limit: number;
	news: LoadNews;
	/** Counts the tries: the answer to an earlier one tells nothing any more. 0 once it is over. */
	attempt: number;
	/** What was told last. */
	told?: string;
	late: Timer;
	again: Timer;
	unlisten: () => void;
}

function over(load: Load): void {
	load.attempt = 0;
	load.late.cancel();
	load.again.cancel();
	load.unlisten();
}

function arrived(load: Load): void {
	if (load.attempt === 0 || !load.playback.isLoaded()) return;
	load.ports.ledger.revive(load.assetId);
	over(load);
	load.news.ready();
}

function failed(load: Load, why: string): void {
	const { ledger, clock } = load.ports;
	load.late.cancel();
	load.again.set(why === LATE ? LATE_AGAIN_SECONDS : ledger.againIn(load.assetId, clock.now()));
	// Slow is told of what nothing worse is known of.
	if (load.told === why || (why === LATE && load.told !== undefined)) return;
	load.told = why;
	load.news.failed(why);
}

function attempt(load: Load): void {
	const { ledger, clock, defer } = load.ports;
	load.attempt += 1;
	const mine = load.attempt;
	load.late.set(load.limit);
	defer(() => {
		if (mine !== load.attempt) return;
		const known = ledger.why(load.assetId, clock.now());
		const [asked, answer] = known !== undefined ? [true, known] : pcall(load.playback.fetch);
		if (mine !== load.attempt) return;
		if (asked && answer !== undefined && answer !== "Success") {
			ledger.bury(load.assetId, answer, clock.now());
			failed(load, answer);
		} else arrived(load);
	});
}

/** Makes a loader. A machine has one; specs make their own. */
export function createLoader(ports: LoaderPorts): Loader {
	return {
		load: (playback, limit, news) => {
			const load: Load = {
				ports,
				playback,
				assetId: playback.assetId() ?? "",
				limit,
				news,
				attempt: 0,
				late: createTimer(() => {
					arrived(load);
					if (load.attempt > 0) failed(load, LATE);
				}, ports.clock),
				again: createTimer(() => attempt(load), ports.clock),
				unlisten: playback.onLoaded(() => arrived(load)),
			};
			attempt(load);
			return () => over(load);
		},
		isDead: assetId => ports.ledger.why(assetId, ports.clock.now()) !== undefined,
	};
}

/** The loader of this machine. */
export const loader = createLoader({
	clock: engineClock,
	defer: fn => {
		task.defer(fn);
	},
	ledger: createLedger(),
});
