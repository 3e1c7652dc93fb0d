import { type Clip, clipOf } from "./clip.ts";
import type { Clock } from "./clock.ts";
import { Failure } from "./failure.ts";
import { messages } from "./messages.ts";
import type { Send } from "./send.ts";

export interface SenseAudioOptions {
	baseUrl: string;
	key: string;
	clock: Clock;
	send: Send;
	deadline: number;
}

export interface SenseAudioWish {
	prompt: string;
	cfg?: number;
	seed?: number;
	/** 1 to 4. */
	n: number;
}

const WHAT = "SenseAudio";

/** Clips in one request. */
export const MOST_AT_ONCE = 4;

/**
 * SenseAudio from Node: one clip comes as it is, several as base64.
 *
 * @example
 * const clips = await createSenseAudio(options).generate({ prompt: "rain on a tin roof", n: 2 });
 */
export function createSenseAudio({ baseUrl, key, clock, send, deadline }: SenseAudioOptions) {
	const url = `${baseUrl.replace(/\/+$/, "")}/v1/audio/sound_effect_generate`;
	return {
		async generate({ prompt, cfg, seed, n }: SenseAudioWish): Promise<Clip[]> {
			const { type, bytes, json } = await send({
				what: WHAT,
				url,
				method: "POST",
				headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
				body: () => JSON.stringify({ args: { prompt, cfg, seed, n } }),
				retry: "refused",
				endAt: clock.now() + deadline,
			});
			const known = seed === undefined ? {} : { seed };
			if (!type.includes("json")) return [{ ...clipOf(WHAT, type, bytes), ...known }];
			const body = json();
			const audios = Array.isArray(body?.audios) ? (body.audios as unknown[]) : [];
			if (audios.length === 0) throw new Failure("bad-response", messages.noClips(WHAT));
			const format = typeof body?.format === "string" ? body.format : "";
			return audios.map((audio, index) => {
				const clip = clipOf(WHAT, format, Buffer.from(typeof audio === "string" ? audio : "", "base64"));
				return { ...clip, ...known, variant: index + 1 };
			});
		},
	};
}
