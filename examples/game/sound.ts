// All the sound of the game, in one module: footsteps, music by zone, and a radio in the lobby. The first server script
// that imports it brings it to life.
import AudioScape, { type Track } from "@rbxts/audioscape";
import { HttpService, Workspace } from "@rbxts/services";

const client = new AudioScape(HttpService.GetSecret("audioscape"));

const footsteps = client.createFootsteps({
	surfaces: {
		// One step that fits; its likes become the other variants. Runners and those who jump are heard to.
		Grass: {
			seed: "9120386436",
			run: { query: "running footstep grass" },
			land: { query: "landing jump grass" },
			jump: { query: "jump takeoff grass" },
		},
		LeafyGrass: { query: "footstep leaves forest" },
		WoodPlanks: { query: "footstep wood" },
		Sand: { query: "footstep sand gravel" },
		DiamondPlate: { query: "footstep metal", wet: { query: "footstep water puddle" } },
	},
	seed: 1,
});
footsteps.attachAll();

export const radio = client.createRadio({
	query: "lofi chill beats",
	energy: "steady",
	volume: 0.5,
	rng: 7,
});

const places = Workspace.WaitForChild("Zones") as Folder & Record<"village" | "lobby" | "arena", Part>;
export const zones = client.createZones({
	zones: {
		village: { area: places.village, music: { query: "warm village folk acoustic", tracks: 2 } },
		lobby: { area: places.lobby, music: { radio }, priority: 1 },
		arena: { area: places.arena, music: { query: "dark cinematic boss tension" }, priority: 1 },
	},
});

/** What the radio's menu offers. Asked again and again, it costs a request only now and then. */
export function menu(): LuaTuple<[songs: Track[] | undefined, err: string | undefined]> {
	const [result, err] = client.search({ query: "lofi chill", limit: 8 });
	return $tuple(result?.tracks, err);
}

task.spawn(() => {
	const [ok, err] = radio.start();
	if (!ok) warn(err);
});
