import type { Engine, SoundingInstance } from "../../src/shared/sound";

/** What can play. Whatever a spec says of playing holds for each of them. */
export const ENGINES: ReadonlyArray<Engine> = ["sound", "audio"];

/** Whether an instance is an engine's own object of a playback. */
export function isSounding(instance: Instance): instance is SoundingInstance {
	return instance.IsA("Sound") || instance.IsA("AudioPlayer");
}

/** The content string of the asset that is on. */
export function contentOn(instance: SoundingInstance): string {
	return instance.IsA("Sound") ? instance.SoundId : instance.Asset;
}

/** Studs from which nothing is heard of it. */
export function silentFrom(instance: SoundingInstance): number {
	if (instance.IsA("Sound")) return instance.RollOffMaxDistance;
	return instance.Parent!.FindFirstChildWhichIsA("AudioEmitter")!.DistanceAttenuationBounds.Max;
}

/** An asset of an engine's own, so that what one engine has loaded is not there already for the next. */
export function assetFor(engine: Engine | undefined, assetId: string): string {
	return engine === "audio" ? `9${assetId}` : assetId;
}
