/** The map's legend shows and hides what somebody walked. */
export function legend(): void {
	for (const box of document.querySelectorAll<HTMLInputElement>("[data-shows]"))
		box.addEventListener("change", () => {
			for (const walk of document.querySelectorAll<SVGElement>(".walk"))
				if (walk.dataset.player === box.dataset.shows) walk.style.display = box.checked ? "" : "none";
		});
}
