import { expect, it } from "@rbxts/jest-globals";

import type { RadioOptions } from "../../src/server/radio/options";
import { createStationScene } from "./station-scene";

/** A station, what happens to it, and how it stands then. */
interface Row {
	what: string;
	/** Default: a search. */
	options?: RadioOptions;
	events: string;
	on?: string;
	queue?: string;
	history?: string;
	state?: string;
}

/** A spec for each row. */
export function cases(rows: ReadonlyArray<Row>): void {
	for (const { what, options, events, on, queue, history, state } of rows) {
		it(what, () => {
			const scene = createStationScene(options ?? { query: "x" });
			scene.play(events);
			expect(scene.on() ?? "none").toBe(on ?? "none");
			if (queue !== undefined) expect(scene.queue()).toBe(queue);
			if (history !== undefined) expect(scene.history()).toBe(history);
			if (state !== undefined) expect(scene.state()).toBe(state);
		});
	}
}

/** A station that plays the first of nine tracks. */
export const PLAYING = "start rows:1,2,3,4,5,6,7,8,9";
