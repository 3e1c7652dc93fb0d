import { clock } from "../text.ts";
import type { Hearing } from "./hearing.ts";
import { part } from "./run.ts";

const STEP = 10;

/** The controls of the player, by hand and by keys. */
export function transport(hearing: Hearing, seconds: number): { readonly show: () => void } {
	const bar = part<HTMLElement>("#player");
	const button = part<HTMLButtonElement>("#play");
	const seek = part<HTMLInputElement>("#seek");
	const speed = part<HTMLSelectElement>("#speed");
	const volume = part<HTMLInputElement>("#volume");
	const shown = part<HTMLOutputElement>("#clock");
	const ears = [...document.querySelectorAll<HTMLInputElement>("[name=ears]")];
	let held = 0;

	const toggle = (): void => void (hearing.state() === "paused" ? hearing.play() : hearing.pause());
	const turnTo = (to: number): void => {
		volume.value = String(to);
		hearing.setVolume(to / 100);
	};
	const faster = (): void => {
		speed.selectedIndex = (speed.selectedIndex + 1) % speed.options.length;
		hearing.setSpeed(Number(speed.value));
	};
	const mute = (): void => {
		const now = Number(volume.value);
		if (now > 0) held = now;
		turnTo(now > 0 ? 0 : held);
	};

	button.addEventListener("click", toggle);
	seek.addEventListener("input", () => hearing.seek(Number(seek.value)));
	speed.addEventListener("change", () => hearing.setSpeed(Number(speed.value)));
	volume.addEventListener("input", () => turnTo(Number(volume.value)));
	for (const ear of ears) ear.addEventListener("change", () => hearing.choose(Number(ear.value)));

	const KEYS: Readonly<Record<string, () => void>> = {
		" ": toggle,
		j: () => hearing.seek(hearing.second() - STEP),
		l: () => hearing.seek(hearing.second() + STEP),
		s: faster,
		m: mute,
	};
	// Only while the focus is in the player: single letters elsewhere belong to whoever reads the page aloud.
	bar.addEventListener("keydown", event => {
		const { key, target } = event;
		if (event.ctrlKey || event.metaKey || event.altKey) return;
		const isPressed = target instanceof HTMLElement && target.matches("button, summary, select, [type=radio]");
		const ear = /^[1-9]$/.test(key) ? ears[Number(key) - 1] : undefined;
		const act = ear === undefined ? KEYS[key.toLowerCase()] : () => hearing.choose(Number(ear.value));
		if (act === undefined || (key === " " && isPressed)) return;
		if (target instanceof HTMLSelectElement && key.length === 1) return;
		event.preventDefault();
		act();
	});

	const more = part<HTMLButtonElement>("#more");
	more.addEventListener("click", () => {
		const isOpen = bar.classList.toggle("open");
		more.setAttribute("aria-expanded", String(isOpen));
	});
	bar.hidden = false;
	return {
		show: () => {
			const at = hearing.second();
			const state = hearing.state();
			button.dataset.state = state;
			button.setAttribute("aria-label", state === "paused" ? "Play" : "Pause");
			bar.setAttribute("aria-busy", String(state === "loading"));
			shown.textContent = clock(Math.floor(at));
			seek.value = String(Math.floor(at));
			seek.style.setProperty("--done", `${(at / seconds) * 100}%`);
			seek.setAttribute("aria-valuetext", `${clock(Math.floor(at))} of ${clock(seconds)}`);
			for (const [index, ear] of ears.entries()) ear.checked = index === hearing.player();
		},
	};
}
