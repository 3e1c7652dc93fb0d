/** Arrow keys step through the sounds of the timeline, and a click goes to one. */
export function timelineKeys(): void {
	const spans = [...document.querySelectorAll<SVGGElement>("#timeline .span")];
	const detail = document.querySelector("#timeline-detail");
	const region = document.querySelector<HTMLElement>("#time .scroll");
	if (spans.length === 0 || detail === null || region === null) return;
	let at = -1;
	const go = (to: number): void => {
		at = Math.max(0, Math.min(spans.length - 1, to));
		const span = spans[at]!;
		span.focus({ preventScroll: true });
		detail.textContent = span.getAttribute("aria-label");
		region.scrollLeft = Math.max(0, span.getBBox().x - region.clientWidth / 3);
	};
	region.addEventListener("keydown", event => {
		const to: Record<string, number> = {
			ArrowRight: at + 1,
			ArrowDown: at + 1,
			ArrowLeft: at - 1,
			ArrowUp: at - 1,
			Home: 0,
			End: spans.length - 1,
		};
		if (!(event.key in to)) return;
		event.preventDefault();
		go(to[event.key]!);
	});
	for (const [index, span] of spans.entries()) span.addEventListener("click", () => go(index));
}
