import { describe, expect, it } from "@rbxts/jest-globals";

import { createCatalogPort } from "../../../test/rbx/catalog-port";
import { createVirtualClient, type Reply } from "../../../test/rbx/virtual-http";
import type { Track } from "../../shared/wire/music";
import { askCatalog, findRequested, sourceKey } from "./asking";
import { bury, createBrain, offerTracks } from "./brain";
import { springOf } from "./brain/spring";
import { type RadioOptions, readRadioOptions } from "./options";

const row = (id: string): Track => ({ asset_id: id, name: `song ${id}`, artist: "a", duration: 60 });

function lab(respond: (body: Record<string, unknown>) => Reply) {
	const client = createVirtualClient({
		respond: ({ body }) => respond(body as Record<string, unknown>),
		retries: 0,
		random: () => 0.5,
	});
	const catalog = createCatalogPort(client.catalog);
	const brain = createBrain(readRadioOptions({ query: "x" }), () => 0);
	return {
		client,
		brain,
		/** Runs what yields until it is done. */
		run: <T>(work: () => T): T => {
			let result: T | undefined;
			task.spawn(() => (result = work()));
			client.clock.advance(120);
			return result!;
		},
		catalog,
	};
}

const knows =
	(...ids: string[]) =>
	(body: Record<string, unknown>): Reply => {
		const asked = (body.asset_ids as string[] | undefined) ?? ids;
		return {
			status: 200,
			body: { tracks: asked.filter(id => ids.includes(id)).map(row), meta: { total: ids.size(), limit: 50 } },
		};
	};

describe("what a station asks of the catalog", () => {
	it("comes back as an event, with the page that follows or with the problem", () => {
		const question = { ...springOf({ kind: "search", audio: "music", query: "x" }), limit: 1 };
		const good = lab(() => ({ status: 200, body: { tracks: [row("1")], meta: { total: 9, limit: 1, offset: 0 } } }));
		const rows = good.run(() => askCatalog(good.catalog, question));
		expect(rows.kind).toBe("rows");
		expect((rows as { following?: number }).following).toBe(1);
		const bad = lab(() => ({ status: 401 }));
		const none = bad.run(() => askCatalog(bad.catalog, question));
		expect(none.kind === "no-rows" && none.problem.kind).toBe("unauthorized");
	});

	it("is the same for stations of the same sources", () => {
		const keyOf = (options: RadioOptions): string => sourceKey(readRadioOptions(options));
		expect(keyOf({ seed: ["1", "2"], rng: 1 })).toBe(keyOf({ seed: ["rbxassetid://1", "2"], crossfade: 3 }));
		expect(keyOf({ seed: "1" })).never.toBe(keyOf({ seed: "2" }));
	});
});

describe("a requested track", () => {
	it("is looked up, unless it is known", () => {
		const { client, brain, catalog, run } = lab(knows("1"));
		expect(run(() => findRequested(catalog, brain, "1")[0])?.name).toBe("song 1");
		offerTracks(brain, [row("2")], "x");
		expect(run(() => findRequested(catalog, brain, "2")[0])?.name).toBe("song 2");
		expect(client.sent).toHaveLength(1);
	});

	it("is refused where the catalog does not have it, or it did not load", () => {
		const { brain, catalog, run } = lab(knows("1"));
		expect(run(() => findRequested(catalog, brain, "404")[1])).toMatch("no track with asset id 404");
		offerTracks(brain, [row("5")], "x");
		bury(brain, "5");
		expect(run(() => findRequested(catalog, brain, "5")[1])).toMatch("asset 5 could not be loaded");
	});

	it("is taken at the game's word while the catalog does not answer, and not at a player's", () => {
		const { brain, catalog, run } = lab(() => ({ status: 503 }));
		expect(run(() => findRequested(catalog, brain, "7")[0])?.asset_id).toBe("7");
		expect(run(() => findRequested(catalog, brain, "7", false)[0])).toBeUndefined();
		expect(run(() => findRequested(catalog, brain, "7", false)[1])).toMatch("the catalog does not answer");
	});
});
