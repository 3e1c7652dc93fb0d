// Footsteps with everything: several kinds of sources, surfaces of the game's own, landings, a group for the menu's slider.
import AudioScape from "@rbxts/audioscape";
import { HttpService, SoundService } from "@rbxts/services";

const client = new AudioScape(HttpService.GetSecret("audioscape"));

const group = new Instance("SoundGroup");
group.Name = "Steps";
group.Volume = 1;
group.Parent = SoundService;

const footsteps = client.createFootsteps({
	surfaces: {
		Grass: "9120386436",
		Wood: { query: "footstep wood", land: { query: "landing wood thud" } },
		Metal: { query: "footstep metal", gain: 0.8 },
		// No material: parts say it with the attribute AudioScapeSurface = "Bridge".
		Bridge: { query: "footstep creaking wooden bridge", variants: 4 },
	},
	fallback: "Grass",
	stride: { walk: 4.5, run: 7 },
	range: 60,
	soundGroup: group,
});
footsteps.attachAll();

// Only for those who want to know; steps are heard without waiting.
const [ok, err] = footsteps.resolve();
if (!ok) warn(err);
for (const [surface, pack] of footsteps.packs) print(surface, pack.source, pack.variants.size());
