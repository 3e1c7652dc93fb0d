import type { StepPlace } from "./types";

/** Where in the world a step at this place is heard; a character's is where it stands. */
export function placeOf(where: StepPlace | undefined): Vector3 | undefined {
	if (where === undefined || typeIs(where, "Vector3")) return where;
	if (where.IsA("Attachment")) return where.WorldPosition;
	return where.IsA("Model") ? where.GetPivot().Position : where.Position;
}

/** The character that a step at this place belongs to. */
export function characterOf(where: StepPlace | undefined): Model | undefined {
	if (where === undefined || typeIs(where, "Vector3")) return undefined;
	return where.IsA("Model") ? where : where.FindFirstAncestorOfClass("Model");
}
