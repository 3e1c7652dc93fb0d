import AudioScape from "@rbxts/audioscape";
import { HttpService, Workspace } from "@rbxts/services";

const client = new AudioScape(HttpService.GetSecret("audioscape"));
const footsteps = client.createFootsteps({
	surfaces: {
		Grass: "9120386436",
		Wood: { query: "footstep wood", land: { query: "landing wood thud" } },
		Metal: { query: "footstep metal", gain: 0.8 },
	},
	fallback: "Grass",
	range: 60,
});
const detachPlayers = footsteps.attachAll();

const guard = Workspace.FindFirstChild("Guard");
if (guard?.IsA("Model")) footsteps.attach(guard);

const [ok, err, problem] = footsteps.resolve();
if (!ok) warn(err, problem?.kind);
for (const [surface, pack] of footsteps.packs) print(surface, pack.source, pack.variants.size());

// Later, for example when a cutscene brings sounds of its own:
task.delay(600, detachPlayers);
