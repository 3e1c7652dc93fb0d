import type { Clock } from "../../shared/clock/clock";
import { engineClock } from "../../shared/clock/engine-clock";
import { withLimit } from "../../shared/clock/with-limit";
import { createScope } from "../../shared/scope/scope";
import { createPlayback, type FetchAnswer, type Playback } from "../../shared/sound";

/** Loads assets on the server while no player is there to tell whether they do. */
export interface Probe {
	check: (assetId: string) => void;
	destroy: () => void;
}

export interface ProbePorts {
	clock: Pick<Clock, "delay" | "spawn">;
	playback: () => Pick<Playback, "put" | "fetch" | "length" | "destroy">;
}

const REMEMBERED = 8;
/** The engine promises no answer: the others are not kept waiting for one that does not come. */
const LIMIT_SECONDS = 30;

const enginePorts: ProbePorts = {
	clock: engineClock,
	playback: () => createPlayback({ name: "AudioScapeProbe" }),
};

/**
 * Makes a probe. Whether a live server fetches audio at all is not promised, so a failure counts only where another asset
 * was loaded: before that nothing is said.
 *
 * @param tell what came of an asset; `why` is absent where it loaded, and its seconds are told where they are known
 */
export function createProbe(
	tell: (assetId: string, why?: string, length?: number) => void,
	ports = enginePorts,
): Probe {
	const scope = createScope();
	const waiting = new Array<string>();
	const checked = new Array<string>();
	const suspects = new Map<string, string>();
	let playback: ReturnType<ProbePorts["playback"]> | undefined;
	let isAble = false;
	let isRunning = false;

	function judge(assetId: string, answer: FetchAnswer | undefined): void {
		if (answer === "Success") {
			isAble = true;
			tell(assetId, undefined, playback?.length());
			for (const [suspect, why] of suspects) tell(suspect, why);
			suspects.clear();
		} else if (answer !== undefined) {
			if (isAble) tell(assetId, answer);
			else suspects.set(assetId, answer);
		}
	}

	function drop(): void {
		playback?.destroy();
		playback = undefined;
	}

	const run = scope.alive(() => {
		const assetId = waiting.shift();
		isRunning = assetId !== undefined;
		if (assetId === undefined) return;
		playback ??= ports.playback();
		playback.put(assetId);
		withLimit<FetchAnswer | undefined>(
			ports.clock,
			LIMIT_SECONDS,
			playback.fetch,
			scope.alive((answered, answer) => {
				// Another asset on a Sound that is still being fetched could get its answer.
				if (!answered) drop();
				judge(assetId, answered ? answer : "TimedOut");
				run();
			}),
		);
	});

	scope.own(drop);
	return {
		check: assetId => {
			if (scope.isReleased() || checked.includes(assetId)) return;
			checked.push(assetId);
			if (checked.size() > REMEMBERED) checked.shift();
			waiting.push(assetId);
			if (!isRunning) run();
		},
		destroy: scope.release,
	};
}
