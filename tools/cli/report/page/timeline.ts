import type { RunData } from "../run-data.ts";
import type { Hearing } from "./hearing.ts";

/** Goes to where the timeline was clicked, with the ears of whose lanes these are. */
export function timelineSeek(
	hearing: Hearing,
	{ axis: [from, to], seconds }: RunData,
	players: readonly string[],
): void {
	const picture = document.querySelector<SVGSVGElement>("#timeline");
	picture?.addEventListener("click", event => {
		const box = picture.getBoundingClientRect();
		const x = ((event.clientX - box.left) * picture.viewBox.baseVal.width) / box.width;
		if (x < from) return;
		const lane = (event.target as Element).closest<SVGElement>("[data-lane]")?.dataset.lane;
		const player = players.indexOf(lane ?? "");
		if (player !== -1 && player !== hearing.player()) hearing.choose(player);
		hearing.seek(((x - from) / (to - from)) * seconds);
	});
	// Enter on a sound plays from its beginning.
	picture?.addEventListener("keydown", event => {
		const span = (event.target as Element).closest<SVGElement>("[data-start]");
		if (event.key !== "Enter" || span === null) return;
		const player = players.indexOf(span.closest<SVGElement>("[data-lane]")?.dataset.lane ?? "");
		if (player !== -1 && player !== hearing.player()) hearing.choose(player);
		hearing.seek(Number(span.dataset.start));
		if (hearing.state() === "paused") void hearing.play();
	});
}
