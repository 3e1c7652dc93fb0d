import type { Clips, Score } from "../../render/index.ts";
import { isMusic } from "../music.ts";
import { RATE } from "./graph.ts";
import { AHEAD } from "./hearing.ts";

/** Music that is kept ready; more would be forgotten again. */
const MOST = 6;

/** One after the other, so that whatever is wanted at once waits for no more than one. */
async function load(names: Iterable<string>, clips: Clips): Promise<void> {
	// A page may make a context that sounds only after a gesture; a buffer can be of any.
	const context = new OfflineAudioContext(1, 1, RATE);
	for (const name of names) await clips.load(name, context);
}

/** Makes ready what is heard first, so that it begins at once. */
export function warmBeginning({ voices }: Score, clips: Clips): void {
	const first = voices.filter(({ player, start }) => player === 0 && start < AHEAD);
	void load(new Set(first.map(({ clip }) => clip)), clips);
}

/** Makes ready what is heard most, so that going anywhere takes no time. */
export function warmAll({ voices }: Score, clips: Clips): void {
	const lengths = new Map<string, number>();
	for (const voice of voices)
		if (isMusic(voice)) lengths.set(voice.clip, (lengths.get(voice.clip) ?? 0) + voice.end - voice.start);
	const most = [...lengths].sort((a, b) => b[1] - a[1]).slice(0, MOST);
	const steps = voices.filter(({ role }) => role === "step").map(({ clip }) => clip);
	void load(new Set([...steps, ...most.map(([clip]) => clip)]), clips);
}
