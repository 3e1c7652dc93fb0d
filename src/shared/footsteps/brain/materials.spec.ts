import { describe, expect, it } from "@rbxts/jest-globals";

import { createSurfaceTable, materialGroup } from "./materials";

describe("the surface of a material", () => {
	it("knows a group for every material a floor can have", () => {
		for (const material of Enum.Material.GetEnumItems()) {
			if (material === Enum.Material.Air) continue;
			expect([material.Name, materialGroup(material.Name) !== undefined]).toEqual([material.Name, true]);
		}
	});

	it("is the material itself, else one of its group, else the fallback, else the first by name", () => {
		const surfaces = createSurfaceTable(["Wood", "Concrete", "Grass"], "Grass");
		expect(surfaces.ofMaterial("Concrete")).toBe("Concrete");
		expect(surfaces.ofMaterial("Slate")).toBe("Concrete");
		expect(surfaces.ofMaterial("WoodPlanks")).toBe("Wood");
		expect(surfaces.ofMaterial("Metal")).toBe("Grass");
		expect(createSurfaceTable(["Wood", "Concrete"]).ofMaterial("Metal")).toBe("Concrete");
		expect(createSurfaceTable([]).ofMaterial("Metal")).toBeUndefined();
	});

	it("takes a surface named after a group as that group's own", () => {
		const surfaces = createSurfaceTable(["Slate", "Stone", "Grass"]);
		expect(surfaces.ofMaterial("Granite")).toBe("Stone");
		expect(surfaces.ofMaterial("Slate")).toBe("Slate");
	});

	it("does not take an unknown fallback", () => {
		expect(createSurfaceTable(["Grass"], "Gras").fallback).toBe("Grass");
	});
});
