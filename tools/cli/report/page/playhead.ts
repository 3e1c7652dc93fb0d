import type { Score } from "../../render/index.ts";
import { placeAt } from "../heard-at.ts";
import type { RunData } from "../run-data.ts";
import type { Hearing } from "./hearing.ts";
import { part } from "./run.ts";

/** Whoever has just moved the timeline by hand is left alone for so long. */
const PATIENCE = 4000;

/** The line over the timeline, and everybody's dot on the map. */
export function playhead(hearing: Hearing, data: RunData, { players }: Score): { readonly show: () => void } {
	const line = part<SVGElement>("#playhead");
	const timeline = part<HTMLElement>("#time .scroll");
	const dots = [...document.querySelectorAll<SVGElement>("#map .dot")];
	const lanes = [...document.querySelectorAll<SVGElement>("#timeline [data-lane]")];
	const [from, to] = data.axis;
	const labels = part<SVGElement>("#time .labels").getBoundingClientRect().width;
	let touched = -Infinity;
	for (const type of ["wheel", "touchmove", "pointerdown", "keydown"])
		timeline.addEventListener(type, () => (touched = performance.now()), { passive: true });

	function follow(x: number): void {
		const { scrollLeft, scrollWidth } = timeline;
		const room = timeline.clientWidth - labels;
		if (scrollWidth <= timeline.clientWidth || performance.now() - touched < PATIENCE) return;
		if (x < scrollLeft + 10 || x > scrollLeft + room - 30) timeline.scrollLeft = x - room / 4;
	}
	return {
		show: () => {
			const second = hearing.second();
			const x = from + ((to - from) * second) / data.seconds;
			line.setAttribute("transform", `translate(${x.toFixed(1)} 0)`);
			if (hearing.state() === "playing") follow(x);
			const chosen = players[hearing.player()];
			for (const lane of lanes) lane.classList.toggle("chosen", lane.dataset.lane === chosen);
			for (const dot of dots) {
				const name = dot.dataset.player!;
				const place = placeAt(data.paths[name] ?? [], second);
				dot.style.display = place === undefined ? "none" : "";
				dot.classList.toggle("chosen", name === chosen);
				if (place !== undefined)
					dot.setAttribute("transform", `translate(${place[0].toFixed(1)} ${place[1].toFixed(1)})`);
			}
		},
	};
}
