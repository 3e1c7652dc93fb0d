import { describe, expect, it } from "@rbxts/jest-globals";

import type { ZoneDocument } from "../../shared/zones/documents";
import { createRegistry } from "../../shared/zones/registry";
import { createAtlas } from "./atlas";

function zone(n: string): ZoneDocument {
	return { n, p: 0, e: true, v: [[0, 0, 0, 0, 0, 10, 10, 10]], f: 3, g: 1, r: "resume" };
}

describe("the atlas of a player", () => {
	it("knows the zones of all chunks, and tells which are gone with one", () => {
		const registry = createRegistry();
		const atlas = createAtlas("zones/spec", registry);
		atlas.chunk("zones.0", [zone("village"), zone("forest")]);
		atlas.chunk("zones.1", [zone("cave")]);
		expect(atlas.chunks()).toBe(2);
		expect(atlas.chunk("zones.0", [zone("forest")]).join(",")).toBe("village");
		expect(atlas.get("village")).toBe(undefined);
		expect(registry.get("village")).toBe(undefined);
		expect(atlas.chunk("zones.1", undefined).join(",")).toBe("cave");
		expect(atlas.chunks()).toBe(1);
		atlas.destroy();
	});

	it("keeps a zone that moves from one chunk to another, whichever comes first", () => {
		const registry = createRegistry();
		const atlas = createAtlas("zones/spec", registry);
		atlas.chunk("zones.0", [zone("village")]);
		atlas.chunk("zones.1", [zone("cave")]);
		atlas.chunk("zones.0", [zone("village"), zone("cave")]);
		expect(atlas.chunk("zones.1", []).size()).toBe(0);
		expect(registry.get("cave")!.volumes.size()).toBe(1);
		expect(atlas.chunk("zones.0", []).size()).toBe(2);
		expect(registry.get("cave")).toBe(undefined);
		atlas.destroy();
	});
});
