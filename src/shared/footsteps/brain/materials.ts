/** Materials that sound alike underfoot. */
export type MaterialGroup = "stone" | "metal" | "wood" | "soft" | "wet" | "granular" | "glass" | "plastic";

const GROUPS: Record<MaterialGroup, ReadonlyArray<string>> = {
	stone: [
		"Asphalt",
		"Basalt",
		"Brick",
		"CeramicTiles",
		"ClayRoofTiles",
		"Cobblestone",
		"Concrete",
		"CrackedLava",
		"Granite",
		"Limestone",
		"Marble",
		"Pavement",
		"Plaster",
		"Rock",
		"RoofShingles",
		"Sandstone",
		"Slate",
	],
	metal: ["CorrodedMetal", "DiamondPlate", "Foil", "Metal"],
	wood: ["Cardboard", "Wood", "WoodPlanks"],
	soft: ["Carpet", "Fabric", "Grass", "LeafyGrass", "Leather", "Rubber"],
	wet: ["Mud", "Water"],
	granular: ["Ground", "Pebble", "Salt", "Sand", "Snow"],
	glass: ["ForceField", "Glacier", "Glass", "Ice", "Neon"],
	plastic: ["Plastic", "SmoothPlastic"],
};

const GROUP_OF = new Map<string, MaterialGroup>();
for (const [group, materials] of pairs(GROUPS)) {
	for (const material of materials) GROUP_OF.set(material, group);
}

/**
 * The group of a material by its name, or of a surface that is named after the group itself.
 *
 * @example
 * materialGroup("Basalt") // "stone"
 */
export function materialGroup(name: string): MaterialGroup | undefined {
	const known = GROUP_OF.get(name);
	if (known !== undefined) return known;
	const lowered = name.lower() as MaterialGroup;
	return GROUPS[lowered] !== undefined ? lowered : undefined;
}

/**
 * Which of a game's surfaces is heard on which material: itself, else one of its group, else the fallback.
 * Among several surfaces of one group the first by name stands in for the materials that have none.
 */
export interface SurfaceTable {
	has: (surface: string) => boolean;
	/** The surface of a material, by the material's name; `undefined` only where there are no surfaces at all. */
	ofMaterial: (material: string) => string | undefined;
	/** What is heard where nothing else is known. */
	readonly fallback: string | undefined;
}

/** Builds the table once, so that asking it is one lookup. */
export function createSurfaceTable(surfaces: ReadonlyArray<string>, fallback?: string): SurfaceTable {
	const names = [...surfaces];
	names.sort((a, b) => a < b);
	const known = new Set(names);
	const standIns = new Map<MaterialGroup, string>();
	for (const name of names) {
		const group = materialGroup(name);
		if (group !== undefined && (!standIns.has(group) || name.lower() === group)) standIns.set(group, name);
	}
	const last = fallback !== undefined && known.has(fallback) ? fallback : names[0];
	const answers = new Map<string, string>();
	for (const [material, group] of GROUP_OF) {
		const answer = known.has(material) ? material : (standIns.get(group) ?? last);
		if (answer !== undefined) answers.set(material, answer);
	}
	return {
		has: surface => known.has(surface),
		ofMaterial: material => (known.has(material) ? material : (answers.get(material) ?? last)),
		fallback: last,
	};
}
