import { describe, expect, it } from "@rbxts/jest-globals";

import { copyModules, readList } from "./copy-modules";

function tree(parent: Instance, path: string): Instance {
	let place = parent;
	for (const name of path.split("/")) {
		let held = place.FindFirstChild(name);
		if (held === undefined) {
			held = new Instance("ModuleScript");
			held.Name = name;
			held.Parent = place;
		}
		place = held;
	}
	return place;
}

function scene() {
	const model = new Instance("Folder");
	for (const path of ["lib/shared/sound", "lib/shared/sound/deck", "lib/server/http", "lib/player"]) tree(model, path);
	return { model, target: new Instance("Folder") };
}

describe("the modules that players receive", () => {
	it("are those on the list, at the same paths, and nothing below them that is not on it", () => {
		const { model, target } = scene();
		copyModules(model, target, ["lib/player", "lib/shared/sound"]);
		const names = target.GetDescendants().map(instance => instance.GetFullName());
		names.sort();
		expect(names.size()).toBe(4);
		expect(target.FindFirstChild("lib")!.IsA("Folder")).toBe(true);
		expect(target.FindFirstChild("sound", true)!.IsA("ModuleScript")).toBe(true);
		expect(target.FindFirstChild("deck", true)).toBeUndefined();
		expect(target.FindFirstChild("server", true)).toBeUndefined();
	});

	it("are copied once, however often they are asked for", () => {
		const { model, target } = scene();
		const paths = ["lib/shared/sound", "lib/shared/sound/deck"];
		copyModules(model, target, paths);
		const count = target.GetDescendants().size();
		copyModules(model, target, paths);
		expect(target.GetDescendants().size()).toBe(count);
	});

	it("skip what the model does not have", () => {
		const { model, target } = scene();
		copyModules(model, target, ["lib/shared/gone", "lib/player"]);
		expect(target.FindFirstChild("gone", true)).toBeUndefined();
		expect(target.FindFirstChild("player", true)).toBeDefined();
	});

	it("have no list where the library came by npm", () => {
		expect(readList(new Instance("Folder"))).toBeUndefined();
	});
});
