/** Joins two nodes of the graph. The wire stands in the one that it comes from, and goes with it. */
export function wire(from: Instance, to: Instance): Wire {
	const made = new Instance("Wire");
	made.SourceInstance = from;
	made.TargetInstance = to;
	made.Parent = from;
	return made;
}
