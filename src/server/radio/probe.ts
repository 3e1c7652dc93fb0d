import { ContentProvider } from "@rbxts/services";

import { createScope } from "../../shared/scope/scope";

/** Loads assets on the server while no player is there to tell whether they do. */
export interface Probe {
	check: (assetId: string) => void;
	destroy: () => void;
}

const REMEMBERED = 8;

function fetchStatus(sound: Sound, assetId: string): Enum.AssetFetchStatus | undefined {
	let status: Enum.AssetFetchStatus | undefined;
	sound.SoundId = `rbxassetid://${assetId}`;
	pcall(() =>
		ContentProvider.PreloadAsync([sound], (_content, result) => {
			status = result;
		}),
	);
	return status;
}

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
	let sound: Sound | undefined;
	let isAble = false;
	let isRunning = false;

	function judge(assetId: string, status: Enum.AssetFetchStatus | undefined): void {
		if (status === Enum.AssetFetchStatus.Success) {
			isAble = true;
			tell(assetId);
			for (const [suspect, why] of suspects) tell(suspect, why);
			suspects.clear();
		} else if (status === Enum.AssetFetchStatus.Failure || status === Enum.AssetFetchStatus.TimedOut) {
			if (isAble) tell(assetId, status.Name);
			else suspects.set(assetId, status.Name);
		}
	}

	function run(): void {
		while (!scope.isReleased() && !waiting.isEmpty()) {
			const assetId = waiting.shift()!;
			sound ??= scope.own(new Instance("Sound"));
			const status = fetchStatus(sound, assetId);
			if (!scope.isReleased()) judge(assetId, status);
		}
		isRunning = false;
	}

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
