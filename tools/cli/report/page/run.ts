import { type Score, unpackScore } from "../../render/index.ts";
import type { RunData } from "../run-data.ts";

/** What the page carries of the run, or undefined where a trace did not tell what was heard. */
export function readRun(): { readonly data: RunData; readonly score: Score | undefined } | undefined {
	const text = document.querySelector("#run")?.textContent;
	if (text === null || text === undefined || text === "") return undefined;
	const data = JSON.parse(text) as RunData;
	return { data, score: data.score === undefined ? undefined : unpackScore(data.score) };
}

/** An element that the page is written with. */
export function part<T extends Element>(selector: string): T {
	const found = document.querySelector<T>(selector);
	if (found === null) throw new Error(`the page has no ${selector}`);
	return found;
}
