import { describe, expect, it } from "@rbxts/jest-globals";
import { Workspace } from "@rbxts/services";

import { muteDefaultSound } from "./default-sound";

function rootWith(kind: "Sound" | "AudioPlayer" | undefined): Part {
	const root = new Instance("Part");
	root.Parent = Workspace;
	if (kind !== undefined) {
		const running = new Instance(kind);
		running.Name = "Running";
		running.Volume = 0.65;
		running.Parent = root;
	}
	return root;
}

function volumeOf(root: Instance): number {
	return (root.FindFirstChild("Running") as Sound).Volume;
}

describe("the default walking sound", () => {
	for (const kind of ["Sound", "AudioPlayer"] as const) {
		it(`falls silent and comes back, as a ${kind}`, () => {
			const root = rootWith(kind);
			const giveBack = muteDefaultSound(root);
			expect(volumeOf(root)).toBe(0);
			giveBack!();
			expect(volumeOf(root)).toBeCloseTo(0.65, 5);
			giveBack!();
			root.Destroy();
		});
	}

	it("comes back when the last of several lets go", () => {
		const root = rootWith("Sound");
		const one = muteDefaultSound(root)!;
		const other = muteDefaultSound(root)!;
		one();
		expect(volumeOf(root)).toBe(0);
		other();
		expect(volumeOf(root)).toBeCloseTo(0.65, 5);
		root.Destroy();
	});

	it("is waited for where it is not there yet", () => {
		const root = rootWith(undefined);
		expect(muteDefaultSound(root)).toBeUndefined();
		root.Destroy();
	});
});
