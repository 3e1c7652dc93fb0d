const TO: Readonly<Record<string, (at: number, last: number) => number>> = {
	ArrowRight: at => at + 1,
	ArrowDown: at => at + 1,
	ArrowLeft: at => at - 1,
	ArrowUp: at => at - 1,
	Home: () => 0,
	End: (_, last) => last,
};

/** Lets arrow keys go from mark to mark of a picture that has the focus. */
export function walk(region: HTMLElement, marks: readonly (HTMLElement | SVGGElement)[]): void {
	let at = -1;
	region.addEventListener("keydown", event => {
		const to = TO[event.key];
		if (to === undefined || marks.length === 0) return;
		event.preventDefault();
		const focused = marks.indexOf(document.activeElement as HTMLElement);
		at = Math.max(0, Math.min(marks.length - 1, to(focused === -1 ? at : focused, marks.length - 1)));

		const mark = marks[at]!;
		mark.focus({ preventScroll: region.scrollWidth > region.clientWidth });
		const [own, view] = [mark.getBoundingClientRect(), region.getBoundingClientRect()];
		if (own.left < view.left + 90 || own.right > view.right)
			region.scrollLeft += own.left - view.left - region.clientWidth / 3;
	});
}

/** All pictures of the page. */
export function walks(): void {
	const timeline = document.querySelector<HTMLElement>("#time .scroll");
	if (timeline !== null) walk(timeline, [...timeline.querySelectorAll<SVGGElement>(".span")]);
	for (const list of document.querySelectorAll<HTMLElement>("[data-walk]"))
		walk(list, [...list.querySelectorAll<HTMLElement>("[data-tip]")]);
}
