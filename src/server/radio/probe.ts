import { ContentProvider } from "@rbxts/services";

/** Loads assets on the server while no player is there to tell whether they do. */
export interface Probe {
	check(assetId: string): void;
	destroy(): void;
}

/**
 * Makes a probe. Whether a live server fetches audio at all is not promised, so a failure counts only where another asset
 * was loaded: before that nothing is said.
 */
export function createProbe(tell: (assetId: string, outcome: "ready" | "failed", why: string) => void): Probe {
	let sound: Sound | undefined;
	let able = false;
	let running = false;
	let destroyed = false;
	const waiting = new Array<string>();
	const checked = new Array<string>();
	const suspects = new Map<string, string>();

	function judge(assetId: string, status: Enum.AssetFetchStatus | undefined): void {
		if (status === Enum.AssetFetchStatus.Success) {
			able = true;
			tell(assetId, "ready", "Success");
			for (const [suspect, why] of suspects) tell(suspect, "failed", why);
			suspects.clear();
		} else if (status === Enum.AssetFetchStatus.Failure || status === Enum.AssetFetchStatus.TimedOut) {
			if (able) tell(assetId, "failed", status.Name);
			else suspects.set(assetId, status.Name);
		}
	}

	function run(): void {
		while (!destroyed && !waiting.isEmpty()) {
			const assetId = waiting.shift()!;
			sound ??= new Instance("Sound");
			sound.SoundId = `rbxassetid://${assetId}`;
			let status: Enum.AssetFetchStatus | undefined;
			pcall(() =>
				ContentProvider.PreloadAsync([sound!], (_content, result) => {
					status = result;
				}),
			);
			if (!destroyed) judge(assetId, status);
		}
		running = false;
	}

	return {
		check(assetId) {
			if (checked.includes(assetId)) return;
			checked.push(assetId);
			if (checked.size() > 8) checked.shift();
			waiting.push(assetId);
			if (running) return;
			running = true;
			task.spawn(run);
		},
		destroy() {
			destroyed = true;
			sound?.Destroy();
		},
	};
}
