// A guard whose feet are heard when its animation puts them down. The walk animation has a marker named AudioScapeStep on
// every keyframe in which a foot lands (Animation Editor: Edit Animation Events); the marker's value may be left or right.
// Animations without markers need nothing: their steps follow the distance walked.
import AudioScape from "@rbxts/audioscape";
import { HttpService, Workspace } from "@rbxts/services";

const client = new AudioScape(HttpService.GetSecret("audioscape"));
const footsteps = client.createFootsteps({ surfaces: { Slate: "9120386436" } });

function patrol(guard: Model): void {
	const humanoid = guard.FindFirstChildOfClass("Humanoid");
	if (humanoid === undefined) return;
	const walk = guard.FindFirstChild("Walk");
	if (walk?.IsA("Animation")) humanoid.FindFirstChildOfClass("Animator")?.LoadAnimation(walk).Play();
	let from = guard.GetPivot().Position;
	let to = from.add(new Vector3(40, 0, 0));
	while (guard.Parent !== undefined) {
		humanoid.MoveTo(to);
		humanoid.MoveToFinished.Wait();
		[from, to] = [to, from];
	}
}

const guard = Workspace.FindFirstChild("Guard");
if (guard?.IsA("Model")) {
	footsteps.attach(guard);
	task.spawn(patrol, guard);
}
