/** Where in the world a part or an attachment is. */
export function placeOf(where: BasePart | Attachment | undefined): Vector3 | undefined {
	if (where === undefined) return undefined;
	return where.IsA("Attachment") ? where.WorldPosition : where.Position;
}

/** The character a step at this place belongs to. */
export function characterOf(where: BasePart | Attachment | undefined): Model | undefined {
	return where?.FindFirstAncestorOfClass("Model");
}
