import { createSketches, render, type Score } from "../../render/index.ts";
import { RATE } from "./graph.ts";

/** What a player heard between two seconds, as samples: the same sound without waiting for it. */
export async function renderOffline(score: Score, player: number, from = 0, to = score.seconds): Promise<AudioBuffer> {
	const context = new OfflineAudioContext(2, Math.ceil((to - from) * RATE), RATE);
	await render(score, createSketches(score.clips), context, { player, from }).schedule(to);
	return context.startRendering();
}
