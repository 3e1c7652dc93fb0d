import { ref } from "vue";

export type Language = "luau" | "ts";

const KEY = "audioscape-language";

/** What the reader writes in; the same for every block of every page. */
export const language = ref<Language>("luau");

/** What was chosen on an earlier visit. */
export function recall(): void {
	try {
		if (localStorage.getItem(KEY) === "ts") language.value = "ts";
	} catch {
		// A browser that keeps nothing begins with Luau.
	}
}

export function choose(to: Language): void {
	language.value = to;
	try {
		localStorage.setItem(KEY, to);
	} catch {
		// It holds until the page is left.
	}
}
