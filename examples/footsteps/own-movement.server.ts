// A giant that is nothing but a part: its movement is the game's own, so the game says when it steps.
import AudioScape from "@rbxts/audioscape";
import { HttpService, Workspace } from "@rbxts/services";

const client = new AudioScape(HttpService.GetSecret("audioscape"));
const footsteps = client.createFootsteps({ surfaces: { Giant: "9120386436" }, range: 300, pitch: 0.5 });

const giant = new Instance("Part");
giant.Name = "Giant";
giant.Anchored = true;
giant.Size = new Vector3(8, 30, 8);
giant.Position = new Vector3(30, 15, 0);
giant.Parent = Workspace;

// pick decides from what is resolved, so here it is worth waiting for.
footsteps.resolve();

// What a step would be, without playing it.
const step = footsteps.pick("Giant");
print("the giant begins with", step?.assetId, "at", step?.speed);

footsteps.stepped.Connect((_, stepped) => print("boom", stepped.foot));

for (const _ of $range(1, 5)) {
	task.wait(1.5);
	giant.Position = giant.Position.add(new Vector3(0, 0, 12));
	footsteps.step("Giant", giant, 2);
}
