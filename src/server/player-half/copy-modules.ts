const LIST_NAME = "player-modules";

/**
 * Paths of modules below the model, as the build found that players' machines import them; parents come before their
 * children. `undefined` where the library came by npm.
 */
export function readList(model: Instance): ReadonlyArray<string> | undefined {
	const list = model.FindFirstChild(LIST_NAME);
	// eslint-disable-next-line @typescript-eslint/no-require-imports -- data that the build left, not a module of ours
	return list !== undefined && list.IsA("ModuleScript") ? (require(list) as string[]) : undefined;
}

/** A copy without what lies below: that is on the list too, or not meant for players. */
function bareCopy(original: Instance): Instance {
	const copy = original.Clone();
	copy.ClearAllChildren();
	return copy;
}

function copyOne(model: Instance, target: Instance, path: string): void {
	const names = path.split("/");
	let original: Instance | undefined = model;
	let place = target;
	for (const i of $range(0, names.size() - 1)) {
		const name = names[i]!;
		original = original?.FindFirstChild(name);
		let held = place.FindFirstChild(name);
		if (held === undefined) {
			const isModule = i === names.size() - 1;
			if (isModule && original === undefined) return;
			held = isModule ? bareCopy(original!) : new Instance("Folder");
			held.Name = name;
			held.Parent = place;
		}
		place = held;
	}
}

/** Copies modules to where players find them, at the same paths. What is there already stays. */
export function copyModules(model: Instance, target: Instance, paths: ReadonlyArray<string>): void {
	for (const path of paths) copyOne(model, target, path);
}
