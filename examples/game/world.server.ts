// A small world from the west to the east: a village with a lobby on its square, a sandy path, a forest, and a boss
// arena of metal in the south. Each ground has a material of its own, and each zone is a part that is not seen.
import { Workspace } from "@rbxts/services";

function folder(name: string, fill: (parent: Instance) => void): void {
	const made = new Instance("Folder");
	made.Name = name;
	fill(made);
	made.Parent = Workspace;
}

function block(parent: Instance, name: string, position: Vector3, size: Vector3): Part {
	const part = new Instance("Part");
	part.Name = name;
	part.Anchored = true;
	part.Size = size;
	part.Position = position;
	part.Parent = parent;
	return part;
}

function ground(parent: Instance, name: string, material: Enum.Material, position: Vector3, size: Vector3): Part {
	const part = block(parent, name, position, size);
	part.Material = material;
	return part;
}

function zone(parent: Instance, name: string, position: Vector3, size: Vector3): Part {
	const part = block(parent, name, position, size);
	part.CanCollide = false;
	part.CanQuery = false;
	part.Transparency = 1;
	return part;
}

folder("Ground", parent => {
	ground(parent, "Meadow", Enum.Material.Grass, new Vector3(0, -1, 0), new Vector3(160, 2, 160));
	ground(parent, "Square", Enum.Material.WoodPlanks, new Vector3(-20, -0.9, 0), new Vector3(60, 2, 60));
	ground(parent, "Jukebox", Enum.Material.Wood, new Vector3(50, 2, 57), new Vector3(4, 4, 3));
	ground(parent, "Path", Enum.Material.Sand, new Vector3(110, -1, 0), new Vector3(60, 2, 24));
	ground(parent, "Woods", Enum.Material.LeafyGrass, new Vector3(220, -1, 0), new Vector3(160, 2, 160));
	const pit = ground(parent, "Arena", Enum.Material.DiamondPlate, new Vector3(220, -1, 150), new Vector3(130, 2, 140));
	pit.SetAttribute("AudioScapeWet", true); // it has rained into it
});

folder("Zones", parent => {
	zone(parent, "village", new Vector3(0, 20, 0), new Vector3(160, 60, 160));
	zone(parent, "lobby", new Vector3(-20, 20, 0), new Vector3(60, 60, 60));
	zone(parent, "arena", new Vector3(220, 20, 150), new Vector3(130, 60, 140));

	// This is how a zone looks that is made in Studio: a tag, and attributes for what else there is to say.
	const forest = zone(parent, "forest", new Vector3(220, 20, 0), new Vector3(160, 60, 160));
	forest.SetAttribute("Query", "calm forest ambient nature");
	forest.SetAttribute("Muffle", 0.3); // leaves swallow the highs
	forest.SetAttribute("Reverb", 0.2);
	forest.AddTag("AudioScapeZone");
});
