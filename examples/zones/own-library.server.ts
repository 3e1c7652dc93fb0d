// A game with a zone library of its own: AudioScape only plays. Any library that tells of entering and leaving will do;
// here it is the Touched events of a part.
import AudioScape from "@rbxts/audioscape";
import { HttpService, Players, Workspace } from "@rbxts/services";

const client = new AudioScape(HttpService.GetSecret("audioscape"));

// No area: the game says who is inside.
const zones = client.createZones({ zones: { shop: { area: [], music: { query: "cheerful shop loop" } } } });

const door = new Instance("Part");
door.Name = "ShopFloor";
door.Anchored = true;
door.CanCollide = false;
door.Transparency = 1;
door.Size = new Vector3(20, 10, 20);
door.Position = new Vector3(40, 5, 0);
door.Parent = Workspace;

function playerOf(part: BasePart): Player | undefined {
	return Players.GetPlayerFromCharacter(part.FindFirstAncestorWhichIsA("Model"));
}
// Every limb touches for itself: a player is inside as long as any of them is.
const limbs = new Map<Player, number>();
door.Touched.Connect(part => {
	const player = playerOf(part);
	if (player === undefined) return;
	limbs.set(player, (limbs.get(player) ?? 0) + 1);
	zones.enter("shop", player);
});
door.TouchEnded.Connect(part => {
	const player = playerOf(part);
	if (player === undefined) return;
	const left = (limbs.get(player) ?? 1) - 1;
	limbs.set(player, left);
	if (left === 0) zones.leave("shop", player);
});
Players.PlayerRemoving.Connect(player => limbs.delete(player));
