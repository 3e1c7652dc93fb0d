import { part } from "./run.ts";

const DISTANCE = 10;

/** Says what is pointed at, or has the focus: whatever carries `data-tip`. */
export function tooltip(): void {
	const tip = part<HTMLElement>("#tip");
	let of: Element | null = null;

	function put(x: number, above: number, below: number): void {
		const { width, height } = tip.getBoundingClientRect();
		const left = Math.max(8, Math.min(document.documentElement.clientWidth - width - 8, x - width / 2));
		const top = above - height - DISTANCE;
		tip.style.transform = `translate(${Math.round(left)}px, ${Math.round(top < 8 ? below + DISTANCE : top)}px)`;
	}
	function show(target: EventTarget | null, x?: number): void {
		const found = target instanceof Element ? target.closest("[data-tip]") : null;
		if (found !== of) {
			of = found;
			tip.hidden = found === null;
			tip.textContent = found?.getAttribute("data-tip") ?? "";
		}
		if (found === null) return;
		const box = found.getBoundingClientRect();
		const view = found.closest(".scroll")?.getBoundingClientRect();
		const [left, right] = [Math.max(box.left, view?.left ?? -Infinity), Math.min(box.right, view?.right ?? Infinity)];
		put(x ?? (left + right) / 2, box.top, box.bottom);
	}
	const hide = (): void => show(null);

	document.addEventListener("pointermove", event => show(event.target, event.clientX));
	document.addEventListener("focusin", event => show(event.target));
	document.addEventListener("focusout", hide);
	document.addEventListener("pointerleave", hide);
	// What has the focus keeps it; what was pointed at has gone from under the pointer.
	const follow = (): void => show(of?.contains(document.activeElement) === true ? of : null);
	document.addEventListener("scroll", follow, { capture: true, passive: true });
	document.addEventListener("keydown", event => {
		if (event.key === "Escape") hide();
	});
}
