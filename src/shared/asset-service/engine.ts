import { AssetService } from "@rbxts/services";

import type { AudioPagesLike } from "./pages";
import { plainParams, type PlainSearchParams } from "./params";

/** The engine's own search, also for plain data. Yields and may raise. */
export function engineSearch(input: AudioSearchParams | PlainSearchParams): AudioPagesLike {
	let params = input;
	if (!typeIs(input, "Instance")) {
		const made = new Instance("AudioSearchParams" as never) as unknown as Record<string, unknown>;
		for (const [field, value] of pairs(plainParams(input)! as Record<string, unknown>)) made[field] = value;
		params = made as unknown as AudioSearchParams;
	}
	return AssetService.SearchAudioAsync(params as AudioSearchParams) as unknown as AudioPagesLike;
}

export const engineService = (): Instance => AssetService;
