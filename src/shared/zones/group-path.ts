/** Names from the service down to an instance, to find a replicated instance again. */
export function pathOf(instance: Instance): string[] {
	const path = new Array<string>();
	let at: Instance | undefined = instance;
	while (at !== undefined && at !== game) {
		path.unshift(at.Name);
		at = at.Parent;
	}
	return path;
}

/** The instance at a path, if it is there (yet). */
export function findPath(path: ReadonlyArray<string>): Instance | undefined {
	let at: Instance | undefined = game;
	for (const name of path) at = at?.FindFirstChild(name);
	return at;
}
