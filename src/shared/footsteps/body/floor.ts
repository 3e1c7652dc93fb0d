import { Workspace } from "@rbxts/services";

import type { SurfaceTable } from "../brain/materials";

/** The attribute that names the surface of a part, or of all parts below an instance. */
export const SURFACE_ATTRIBUTE = "AudioScapeSurface";

/** Looks for the ground this far below the feet, studs. */
const REACH_STUDS = 1.5;

/** The floor under one character. Its ray is made once. */
export interface FloorProbe {
	/** Looks down from `from`, `hips` studs above the feet. */
	probe: (from: Vector3, hips: number) => RaycastResult | undefined;
}

/** A probe that looks through the character itself and through what nobody can stand on. */
export function createFloorProbe(character: Model): FloorProbe {
	const params = new RaycastParams();
	params.FilterType = Enum.RaycastFilterType.Exclude;
	params.FilterDescendantsInstances = [character];
	params.RespectCanCollide = true;
	let reach = Vector3.zero;
	let reachOf = -1;
	return {
		probe: (from, hips) => {
			if (hips !== reachOf) {
				reachOf = hips;
				reach = new Vector3(0, -(hips + REACH_STUDS), 0);
			}
			return Workspace.Raycast(from, reach, params);
		},
	};
}

function namedSurface(part: Instance, surfaces: SurfaceTable): string | undefined {
	let at: Instance | undefined = part;
	while (at !== undefined && at !== Workspace) {
		const name = at.GetAttribute(SURFACE_ATTRIBUTE);
		if (typeIs(name, "string") && surfaces.has(name)) return name;
		at = at.Parent;
	}
	return undefined;
}

/**
 * The surface of a step, first hit wins: the attribute `AudioScapeSurface` on the part or what it lies in, its
 * MaterialVariant, its Material, the material's group, the fallback.
 */
export function surfaceOf(
	part: Instance | undefined,
	material: Enum.Material,
	surfaces: SurfaceTable,
): string | undefined {
	if (part !== undefined) {
		const named = namedSurface(part, surfaces);
		if (named !== undefined) return named;
		if (part.IsA("BasePart") && surfaces.has(part.MaterialVariant)) return part.MaterialVariant;
	}
	return surfaces.ofMaterial(material.Name);
}
