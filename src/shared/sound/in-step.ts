import { CollectionService } from "@rbxts/services";

import { contentOf } from "./engine-object";

/** Less than this is not worth a jump. */
const TOLERANCE_SECONDS = 0.25;

/** Moves what plays an asset on this machine, and was replicated to it, to where it should be. */
export function bringInStep(tag: string, assetId: string, position: number): void {
	const content = contentOf(assetId);
	for (const voice of CollectionService.GetTagged(tag)) {
		const isSound = voice.IsA("Sound");
		if (!isSound && !voice.IsA("AudioPlayer")) continue;
		if ((isSound ? voice.SoundId : voice.Asset) !== content || !voice.IsPlaying) continue;
		// Not loaded, or over: there is nothing to be in step with.
		if (position < 0 || position >= voice.TimeLength) continue;
		if (math.abs(voice.TimePosition - position) > TOLERANCE_SECONDS) voice.TimePosition = position;
	}
}
