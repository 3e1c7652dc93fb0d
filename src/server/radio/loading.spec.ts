import { describe, expect, it } from "@rbxts/jest-globals";

import type { Audience } from "./audience";
import { createLoading } from "./loading";
import type { Entry } from "./stage-types";

const entry = (id: string): Entry => ({
	track: { asset_id: id, name: id, artist: "", album: "", duration: 60 },
	reason: "",
	gain: 1,
});

describe("loading ahead", () => {
	function scene(...queue: string[]) {
		const loaded = new Set<string>();
		const audience = {
			isLoaded(id: string) {
				return loaded.has(id);
			},
		} as Audience;
		const peek = (index: number): Entry | undefined => (index < queue.size() ? entry(queue[index]!) : undefined);
		return { loaded, loading: createLoading(peek, audience) };
	}

	it("takes two tracks, and those behind them where they take too long", () => {
		const { loaded, loading } = scene("1", "2", "3", "4", "5");
		expect(loading.ahead()).toEqual(["1", "2"]);
		loading.note(loading.ahead());
		task.wait(9);
		expect(loading.ahead()).toEqual(["1", "2", "3", "4"]);
		loaded.add("2");
		expect(loading.ahead()).toEqual(["1", "2", "3"]);
		expect(loading.firstLoaded()).toBe(1);
	});

	it("gives an asset up after a minute, counted from when it was asked for", () => {
		const { loading } = scene("1");
		loading.note(["1"]);
		task.wait(40);
		loading.note(["1"]);
		expect(loading.isHopeless("1")).toBe(false);
		task.wait(21);
		expect(loading.isHopeless("1")).toBe(true);
		loading.note([]);
		expect(loading.isHopeless("1")).toBe(false);
	});
});
