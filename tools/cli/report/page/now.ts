import type { Score } from "../../render/index.ts";
import { type Heard, heardAt } from "../heard-at.ts";
import { reasonBars } from "../reason-bars.ts";
import type { RunData } from "../run-data.ts";
import { clock } from "../text.ts";
import type { Hearing } from "./hearing.ts";
import { part } from "./run.ts";

/** Where players are is told twice a second. */
const SAMPLED = 1;

/** Why a station plays what it plays, as it said when it came to it. */
function reasonOf({ choices, owners }: RunData, clip: string, second: number): string {
	const choice = choices.findLast(([t, , id]) => id === clip && t <= second + 1);
	if (choice !== undefined) return choice[3];
	const zone = owners[clip];
	return zone === undefined ? "" : "the music of this zone";
}

/** What is heard now, and why; a change is said aloud while it plays. */
export function nowPlaying(hearing: Hearing, data: RunData, score: Score): { readonly show: () => void } {
	const track = part<HTMLElement>("#now-track");
	const why = part<HTMLElement>("#now-why");
	const fits = part<HTMLElement>("#now-fits");
	const said = part<HTMLElement>("#said");
	let last = "";

	const nameOf = ({ clip }: Heard): string => data.names[clip] ?? "a sound without a name";
	function show(): void {
		const second = hearing.second();
		const player = score.players[hearing.player()]!;
		const heard = heardAt(score, hearing.player(), second);
		const [first] = heard;
		const zone = data.visits.findLast(([who, , from, to]) => who === player && from <= second && to > second)?.[1];
		const place = zone === undefined ? "outside all zones" : `in ${zone}`;
		const names = heard.map(nameOf).join(" and ");
		const hasJoined = second > (data.paths[player]?.[0] ?? 0) - SAMPLED;
		const silence = hasJoined ? `Silence, ${place}` : `${player} has not joined yet`;
		const text = first === undefined ? silence : names;
		if (track.textContent !== text) track.textContent = track.dataset.tip = text;
		const owner = first === undefined ? undefined : data.owners[first.clip];
		const reason = first === undefined ? "" : reasonOf(data, first.clip, second);
		const told = [owner, reason].filter(Boolean).join(": ");
		if (why.textContent !== told) {
			why.textContent = told;
			why.dataset.tip = told;
			fits.innerHTML = reasonBars(reason);
		}
		const news = `${player}, ${place}: ${first === undefined ? "silence" : names}`;
		if (hearing.state() !== "playing" || news === last) return;
		last = news;
		said.textContent = `${clock(second)}, ${news}`;
	}
	return { show };
}
