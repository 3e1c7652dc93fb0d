import { createScope } from "../../shared/scope/scope";
import { createPlayback, type FetchAnswer } from "../../shared/sound";

/** Loads assets on the server while no player is there to tell whether they do. */
export interface Probe {
	check: (assetId: string) => void;
	destroy: () => void;
}

const REMEMBERED = 8;

/**
 * Makes a probe. Whether a live server fetches audio at all is not promised, so a failure counts only where another asset
 * was loaded: before that nothing is said.
 *
 * @param tell what came of an asset; `why` is absent where it loaded
 */
export function createProbe(tell: (assetId: string, why?: string) => void): Probe {
	const scope = createScope();
	const waiting = new Array<string>();
	const checked = new Array<string>();
	const suspects = new Map<string, string>();
	const playback = createPlayback({ name: "AudioScapeProbe" });
	let isAble = false;
	let isRunning = false;

	function judge(assetId: string, answer: FetchAnswer | undefined): void {
		if (answer === "Success") {
			isAble = true;
			tell(assetId);
			for (const [suspect, why] of suspects) tell(suspect, why);
			suspects.clear();
		} else if (answer !== undefined) {
			if (isAble) tell(assetId, answer);
			else suspects.set(assetId, answer);
		}
	}

	function run(): void {
		while (!scope.isReleased() && !waiting.isEmpty()) {
			const assetId = waiting.shift()!;
			playback.put(assetId);
			const answer = playback.fetch();
			if (!scope.isReleased()) judge(assetId, answer);
		}
		isRunning = false;
	}

	scope.own(playback.destroy);
	return {
		check: assetId => {
			if (checked.includes(assetId)) return;
			checked.push(assetId);
			if (checked.size() > REMEMBERED) checked.shift();
			waiting.push(assetId);
			if (isRunning) return;
			isRunning = true;
			task.spawn(run);
		},
		destroy: scope.release,
	};
}
