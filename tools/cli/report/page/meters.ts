import { FLOOR, type Meter } from "./graph.ts";
import type { Hearing } from "./hearing.ts";

/** What a bar loses in a second, in decibels: it jumps up and falls slowly. */
const FALL = 40;

/** The bars of the player. */
export function meters(hearing: Hearing): { readonly show: (seconds: number) => void; readonly tell: () => void } {
	const bars = [...document.querySelectorAll<HTMLElement>("[data-meter]")].map(element => ({
		element,
		fill: element.querySelector<HTMLElement>("i")!,
		meter: element.dataset.meter as Meter,
		shown: FLOOR,
	}));
	return {
		show: seconds => {
			for (const bar of bars) {
				bar.shown = Math.max(hearing.level(bar.meter), bar.shown - FALL * seconds, FLOOR);
				bar.fill.style.clipPath = `inset(0 ${((bar.shown / FLOOR) * 100).toFixed(1)}% 0 0)`;
			}
		},
		/** In words, which need not follow every frame. */
		tell: () => {
			for (const { element, shown } of bars) {
				const level = Math.round(shown);
				element.setAttribute("aria-valuenow", String(level));
				element.setAttribute("aria-valuetext", level <= FLOOR ? "silent" : `${level} dB`);
			}
		},
	};
}
