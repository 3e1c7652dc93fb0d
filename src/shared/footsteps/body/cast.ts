import { CollectionService, Players } from "@rbxts/services";

/**
 * Follows one player's character through respawns and streaming, which changes `Character` without an event of its own.
 *
 * @returns stop
 */
function followPlayer(player: Player, attach: (character: Model) => () => void): () => void {
	let current: Model | undefined;
	let detach: (() => void) | undefined;
	function become(character: Model | undefined): void {
		if (character === current) return;
		detach?.();
		current = character;
		detach = character && attach(character);
	}
	const sync = (): void => become(player.Character);
	const connections = [
		player.CharacterAdded.Connect(sync),
		player.GetPropertyChangedSignal("Character").Connect(sync),
		player.CharacterRemoving.Connect(() => become(undefined)),
	];
	sync();
	return () => {
		for (const connection of connections) connection.Disconnect();
		become(undefined);
	};
}

/**
 * Attaches every player's character, now and later.
 *
 * @param attach returns its detach
 * @returns stop, which detaches them all
 */
export function followPlayers(attach: (character: Model) => () => void): () => void {
	const followed = new Map<Player, () => void>();
	function follow(player: Player): void {
		if (!followed.has(player)) followed.set(player, followPlayer(player, attach));
	}
	const added = Players.PlayerAdded.Connect(follow);
	const removing = Players.PlayerRemoving.Connect(player => {
		followed.get(player)?.();
		followed.delete(player);
	});
	for (const player of Players.GetPlayers()) follow(player);
	return () => {
		added.Disconnect();
		removing.Disconnect();
		for (const [, stop] of followed) stop();
		followed.clear();
	};
}

/**
 * Follows everything that carries a tag, streamed in and out as it may be.
 *
 * @param enter returns what is to be done when it goes
 * @returns stop
 */
export function followTag(tag: string, enter: (instance: Instance) => () => void): () => void {
	const held = new Map<Instance, () => void>();
	function add(instance: Instance): void {
		if (!held.has(instance)) held.set(instance, enter(instance));
	}
	const added = CollectionService.GetInstanceAddedSignal(tag).Connect(add);
	const removed = CollectionService.GetInstanceRemovedSignal(tag).Connect(instance => {
		held.get(instance)?.();
		held.delete(instance);
	});
	for (const instance of CollectionService.GetTagged(tag)) add(instance);
	return () => {
		added.Disconnect();
		removed.Disconnect();
		for (const [, leave] of held) leave();
		held.clear();
	};
}
