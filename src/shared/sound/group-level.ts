/**
 * Follows what a SoundGroup makes of the level of what plays into it: its own volume times that of the groups it lies in.
 *
 * @returns a function that ends it
 */
export function followLevel(group: SoundGroup, write: (level: number) => void): () => void {
	const connections = new Array<RBXScriptConnection>();
	let groups = new Array<SoundGroup>();

	function tell(): void {
		let level = 1;
		for (const each of groups) level *= each.Volume;
		write(level);
	}

	function unfollow(): void {
		for (const connection of connections) connection.Disconnect();
		connections.clear();
	}

	function follow(): void {
		unfollow();
		groups = [];
		connections.push(group.AncestryChanged.Connect(follow));
		let at: Instance | undefined = group;
		while (at !== undefined && at.IsA("SoundGroup")) {
			groups.push(at);
			connections.push(at.GetPropertyChangedSignal("Volume").Connect(tell));
			at = at.Parent;
		}
		tell();
	}

	follow();
	return unfollow;
}
