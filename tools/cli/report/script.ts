/** The page's whole script: arrow keys step through the timeline, the map's legend shows and hides paths. */
export const PAGE_SCRIPT = `
(() => {
	const spans = [...document.querySelectorAll("#timeline .span")];
	const detail = document.getElementById("timeline-detail");
	const region = document.querySelector("#time .scroll");
	let at = -1;
	const go = to => {
		if (spans.length === 0) return;
		at = Math.max(0, Math.min(spans.length - 1, to));
		spans[at].focus({ preventScroll: true });
		detail.textContent = spans[at].getAttribute("aria-label");
		const box = spans[at].getBBox();
		region.scrollLeft = Math.max(0, box.x - region.clientWidth / 3);
	};
	region.addEventListener("keydown", event => {
		const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: spans.length - 1 }[event.key];
		if (to === undefined) return;
		event.preventDefault();
		go(to);
	});
	spans.forEach((span, i) => span.addEventListener("click", () => go(i)));
	for (const box of document.querySelectorAll("[data-shows]")) {
		box.addEventListener("change", () => {
			for (const walk of document.querySelectorAll(".walk")) {
				if (walk.dataset.player === box.dataset.shows) walk.style.display = box.checked ? "" : "none";
			}
		});
	}
})();
`.trim();
