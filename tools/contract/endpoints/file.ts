import { silentMp3 } from "../audio/mp3.ts";
import { renderTone } from "../audio/tone.ts";
import { encodeWav } from "../audio/wav.ts";
import type { Endpoint } from "../http/endpoint.ts";

/** Downloads of what FineVoice made. The name says how long it is, so nothing is kept. */
export const file: Endpoint = {
	name: "file",
	methods: ["GET"],
	path: /^\/files\/([0-9a-f]+-\d+)-(\d+)\.(mp3|wav)$/,
	api: "file",
	answer({ match }) {
		const [name, milliseconds, type] = match as [string, string, string];
		const seconds = Math.min(30, Number(milliseconds) / 1000);
		if (type === "mp3") return { status: 200, bytes: silentMp3(seconds), type: "audio/mpeg" };
		return { status: 200, bytes: encodeWav(renderTone(name, 0, seconds)), type: "audio/wav" };
	},
};
