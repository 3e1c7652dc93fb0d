import { describe, expect, it } from "@rbxts/jest-globals";
import { Workspace } from "@rbxts/services";

import { createSurfaceTable } from "../brain/materials";
import { SURFACE_ATTRIBUTE, surfaceOf } from "./floor";

const surfaces = createSurfaceTable(["Grass", "Stone", "Bridge", "OldOak"], "Grass");

function part(material: Enum.Material, parent: Instance = Workspace): Part {
	const made = new Instance("Part");
	made.Anchored = true;
	made.Material = material;
	made.Parent = parent;
	return made;
}

describe("the surface under a step", () => {
	it("is named by the attribute of the part or of what it lies in", () => {
		const model = new Instance("Model");
		model.Parent = Workspace;
		model.SetAttribute(SURFACE_ATTRIBUTE, "Bridge");
		const plank = part(Enum.Material.Slate, model);
		expect(surfaceOf(plank, plank.Material, surfaces)).toBe("Bridge");
		plank.SetAttribute(SURFACE_ATTRIBUTE, "Grass");
		expect(surfaceOf(plank, plank.Material, surfaces)).toBe("Grass");
		plank.SetAttribute(SURFACE_ATTRIBUTE, "nothing of ours");
		expect(surfaceOf(plank, plank.Material, surfaces)).toBe("Bridge");
		model.Destroy();
	});

	it("is else the variant, the material, its group, the fallback", () => {
		const oak = part(Enum.Material.Wood);
		oak.MaterialVariant = "OldOak";
		expect(surfaceOf(oak, oak.Material, surfaces)).toBe("OldOak");
		const grass = part(Enum.Material.Grass);
		expect(surfaceOf(grass, grass.Material, surfaces)).toBe("Grass");
		const slate = part(Enum.Material.Slate);
		expect(surfaceOf(slate, slate.Material, surfaces)).toBe("Stone");
		const metal = part(Enum.Material.Metal);
		expect(surfaceOf(metal, metal.Material, surfaces)).toBe("Grass");
		expect(surfaceOf(undefined, Enum.Material.Concrete, surfaces)).toBe("Stone");
		for (const used of [oak, grass, slate, metal]) used.Destroy();
	});
});
